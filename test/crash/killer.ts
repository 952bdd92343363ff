import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A step of a restore: the n-th one of its name, from 1. Not its place among all: what else a host has to write comes
 * between them, another time elsewhere.
 */
export interface Step {
  readonly name: string;
  readonly nth: number;
}

/**
 * The environment in which a host dies (kill -9) before a step of a restore; see `killer-inside.cjs` for what a step is.
 * @param before absent: it lives
 * @param steps file for the names of the steps that came before; none counts until it is there
 */
export function killing(steps: string, before?: Step): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--require=${join(import.meta.dirname, 'killer-inside.cjs')}`,
    HANDSCHLAG_KILL_BEFORE: JSON.stringify(before ?? null),
    HANDSCHLAG_STEPS: steps,
  };
}

/** The steps that a restore came to. */
export async function stepsIn(file: string): Promise<Step[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const names = text.split('\n').filter((name) => name !== '');
  return names.map((name, at) => ({
    name,
    nth: names.slice(0, at + 1).filter((other) => other === name).length,
  }));
}

/** Whether it ended before that step. */
export function endedBefore(steps: readonly Step[], { name, nth }: Step): boolean {
  return steps.filter((step) => step.name === name).length === nth - 1;
}

/**
 * Steps before which to die: every one if there may be so many, else some of all kinds, most of them from where the
 * workspace itself is changed, the last step among them.
 */
export function pointsOf(steps: readonly Step[], rounds: number): Step[] {
  if (rounds >= steps.length) return [...steps];
  const change = steps.findIndex(({ name }) => name.startsWith('workspace: ATTACH'));
  const few = Math.floor(rounds / 3);
  const numbers = [...spread(0, change, few), ...spread(change, steps.length, rounds - few)];
  return numbers.flatMap((at) => steps[at] ?? []);
}

/** So many numbers below `to`, evenly; the last one is `to - 1`. */
function spread(from: number, to: number, many: number): number[] {
  return Array.from({ length: many }, (_none, at) => from + Math.ceil(((at + 1) * (to - from)) / many) - 1);
}
