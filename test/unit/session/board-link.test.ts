import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BoardWorld } from '../../support/board-world';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => void vi.useRealTimers());

it('[CLIENT-41] found: a line that died unseen is taken up again though the clock on the wall does not get on', async () => {
  const world = await BoardWorld.open();
  const { devices } = await world.board();
  const [device] = devices;
  if (!device) throw new Error('no device');
  const { store } = device.session;
  await vi.waitFor(async () => {
    await device.wire.up(10);
    device.wire.down(10);
    expect(store.getState().saved.state).toBe('saved');
  });

  // Timers go on, the clock does not: the provider alone would wait until it has caught up.
  await vi.advanceTimersByTimeAsync(100_000);
  expect(store.getState().saved.state).not.toBe('saved');

  await Promise.all(devices.map(({ session }) => session.close()));
  await world.close();
});
