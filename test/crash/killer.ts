import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The environment in which a host dies (kill -9) before a step of a restore; see `killer-inside.cjs` for what a step is.
 * @param before number of that step; absent: it lives
 * @param steps file for the names of the steps that came before; none counts until it is there
 */
export function killing(steps: string, before = Infinity): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--require=${join(import.meta.dirname, 'killer-inside.cjs')}`,
    HANDSCHLAG_KILL_BEFORE: String(before),
    HANDSCHLAG_STEPS: steps,
  };
}

/** The steps that a restore came to. */
export async function stepsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((name) => name !== '');
}

/**
 * Numbers of the steps before which to die: every one if there may be so many, else some of all kinds, most of them
 * from where the workspace itself is changed, the last step among them.
 */
export function pointsOf(steps: readonly string[], rounds: number): number[] {
  if (rounds >= steps.length) return [...steps.keys()];
  const change = steps.findIndex((name) => name.startsWith('workspace: ATTACH'));
  const few = Math.floor(rounds / 3);
  return [...spread(0, change, few), ...spread(change, steps.length, rounds - few)];
}

/** So many numbers below `to`, evenly; the last one is `to - 1`. */
function spread(from: number, to: number, many: number): number[] {
  return Array.from({ length: many }, (_none, at) => from + Math.ceil(((at + 1) * (to - from)) / many) - 1);
}
