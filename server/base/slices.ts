import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of work after which others in this process get their turn. */
const SLICE = 4;

/** Called between the steps of long work, so that it blocks nobody. */
export type Breathe = () => Promise<void>;

export function slicesOf(milliseconds = SLICE): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < milliseconds) return;
    await turn();
    since = performance.now();
  };
}
