import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The environment in which a host dies (kill -9) before a step of a restore; see `killer.cjs` for what a step is.
 * @param before number of that step; absent: it lives
 * @param steps file for the names of the steps that came before; none counts until it is there
 */
export function killing(steps: string, before = Infinity): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--require=${join(import.meta.dirname, 'killer.cjs')}`,
    HANDSCHLAG_KILL_BEFORE: String(before),
    HANDSCHLAG_STEPS: steps,
  };
}

/** The steps that a restore came to. */
export async function stepsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((name) => name !== '');
}

/** Numbers of the steps before which to die: every one if there may be so many, else mostly those of the end. */
export function pointsOf(steps: number, rounds: number): number[] {
  if (rounds >= steps) return Array.from({ length: steps }, (_none, at) => at);
  // Most of them around the replacing, which comes last.
  return Array.from({ length: rounds }, (_none, at) =>
    at % 3 === 0 ? Math.floor((steps * at) / rounds) : steps - at,
  );
}
