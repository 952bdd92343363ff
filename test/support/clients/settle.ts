import { vi } from 'vitest';
import type { Device } from './board-world';

/** Until everybody named is connected and has said and heard everything, by fake timers. */
export async function settle(devices: readonly Device[]): Promise<void> {
  const quiet = () =>
    devices.every(({ board, wire }) => wire.quiet && board.store.getState().saved.state === 'saved');
  for (let round = 0, still = 0; still < 3; round++) {
    if (round > 2000) throw new Error('never quiet');
    await vi.advanceTimersByTimeAsync(1000);
    for (const { wire } of devices) {
      await wire.up(1000);
      await turns(2);
      wire.down(1000);
    }
    await turns(2);
    still = quiet() ? still + 1 : 0;
  }
}

/** Lets the host's queue and the clients' promises go on. */
export async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
}
