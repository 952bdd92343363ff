import { expect, it } from 'vitest';
import { liveThrough, type Life } from '../../crash/life';
import { HANGS_MS } from '../../support/hangs';

const ROUNDS = Number(process.env['HANDSCHLAG_CRASH_ROUNDS'] ?? 10);
const SEED = Number(process.env['HANDSCHLAG_CRASH_SEED'] ?? 1);
/** A workspace that has gone through so many is left for a new one, so that looking at all of it stays quick. */
const ROUNDS_OF_ONE_LIFE = 30;

it(
  `[SYNC-10] loses nothing it acknowledged or showed by kill -9 under load of all kinds, ${ROUNDS} rounds`,
  async () => {
    const lives: Life[] = [];
    for (let left = ROUNDS; left > 0; left -= ROUNDS_OF_ONE_LIFE) {
      const life = await liveThrough(SEED + lives.length, Math.min(left, ROUNDS_OF_ONE_LIFE));
      expect(life.faults).toEqual([]);
      lives.push(life);
      const sum = (of: (life: Life) => number) => lives.reduce((total, each) => total + of(each), 0);
      process.stdout.write(
        `crashes: seed ${SEED} to ${SEED + lives.length - 1}, ${sum(({ rounds }) => rounds)} rounds, ` +
          `${sum(({ promised }) => promised)} promises kept, ${sum(({ snapshots }) => snapshots)} at a snapshot, ` +
          `${sum(({ killedWhileStarting }) => killedWhileStarting)} killed while starting\n`,
      );
    }
    // A load that does nothing would lose nothing.
    expect(lives.reduce((total, { promised }) => total + promised, 0)).toBeGreaterThan(ROUNDS * 20);
  },
  (1 + ROUNDS) * HANGS_MS,
);
