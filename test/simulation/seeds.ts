// Not the global one: a simulation has timers of its own.
import { setTimeout as passed } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { EXPECTED, met } from './met';
import { shrunk, simulate } from './simulate';
import { HANGS_MS } from '../support/hangs';

/** As long as a seed of `npm test` is: within that, each fault that is planted has to be noticed. */
export const SHORT_STEPS = 200;
const STEPS = Number(process.env['HANDSCHLAG_SIM_STEPS'] ?? SHORT_STEPS);
const SEEDS = Number(process.env['HANDSCHLAG_SIM_SEEDS'] ?? 100);
const FROM = Number(process.env['HANDSCHLAG_SIM_FROM'] ?? 1);
/** One seed alone, as a failure says how to ask for it. */
const ONLY = process.env['HANDSCHLAG_SIM_SEED'];
const MS_A_STEP = 100;
const SEED_MS = HANGS_MS + STEPS * MS_A_STEP;
/** So many, half of what `npm test` plays, meet everything that is to be met. */
const ENOUGH = 50;

/** Every seed that was asked for and is of this half: two files share them, and with them the machine. */
export function playSeeds(half: 'odd' | 'even'): void {
  const asked = ONLY === undefined ? Array.from({ length: SEEDS }, (_each, at) => FROM + at) : [Number(ONLY)];
  const seeds = asked.filter((seed) => (seed % 2 === 1) === (half === 'odd'));
  it.runIf(seeds.length > 0)(
    `[SIM-1] [SIM-2] [SIM-3] [SIM-6] [SIM-7] [SIM-8] nothing told is lost, nothing refused has an effect, all agree: ${seeds.length} ${half} seeds`,
    async () => {
      const fault = await firstFault(seeds);
      // An assertion would cut short what says how to play it again.
      if (fault !== '') throw new Error(fault);
      expect(fault).toBe('');
      expect(seeds.length < ENOUGH ? [] : EXPECTED.filter((each) => !met.has(each))).toEqual([]);
    },
    5 * HANGS_MS + seeds.length * STEPS * MS_A_STEP,
  );
}

/** @returns empty when there is none */
async function firstFault(seeds: readonly number[]): Promise<string> {
  for (const seed of seeds) {
    const faults = await Promise.race([simulate(seed, STEPS), tooLong()]);
    const again = `again: HANDSCHLAG_SIM_SEED=${seed} HANDSCHLAG_SIM_STEPS=${STEPS} npm test -- simulation`;
    // What it waits for would be waited for again.
    if (faults === null) return `seed ${seed} did not end within ${SEED_MS / 1000} s\n${again}`;
    if (faults.length > 0) return `${told(seed, faults)}\n${again}\n${await enough(seed)}`;
  }
  return '';
}

/** A seed that waits for what never comes would take its number along. */
const tooLong = () => passed(SEED_MS, null, { ref: false });

const told = (seed: number, faults: readonly string[]) =>
  `seed ${seed}: ${[...new Set(faults)].slice(0, 5).join('; ')}`;

async function enough(seed: number): Promise<string> {
  const steps = await shrunk(seed, STEPS);
  return `${steps.length} steps are enough: ${JSON.stringify(steps)}`;
}
