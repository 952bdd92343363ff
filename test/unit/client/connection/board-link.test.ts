import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BoardRoom } from '../../../../server/board/board-room';
import { MESSAGE, SYNC } from '../../../../shared/sync/protocol';
import { BoardWorld } from '../../../support/clients/board-world';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('[CLIENT-41] found: a line that died unseen is taken up again though the clock on the wall does not get on', async () => {
  const world = await BoardWorld.open();
  const { devices } = await world.board();
  const [device] = devices;
  if (!device) throw new Error('no device');
  const { store } = device.board;
  await vi.waitFor(async () => {
    await device.wire.up(10);
    device.wire.down(10);
    expect(store.getState().saved.state).toBe('saved');
  });

  // Timers go on, the clock does not: the provider alone would wait until it has caught up.
  await vi.advanceTimersByTimeAsync(100_000);
  expect(store.getState().saved.state).not.toBe('saved');

  await Promise.all(devices.map(({ board }) => board.close()));
  await world.close();
});

it('[CLIENT-4] says nothing of what is typed before the host has asked what it lacks, and then all of it at once', async () => {
  const world = await BoardWorld.open();
  const { devices } = await world.board();
  const [device] = devices;
  if (!device) throw new Error('no device');
  const receive = vi.spyOn(BoardRoom.prototype, 'receive');
  const said = () =>
    receive.mock.calls.flatMap(([, message]) => {
      const decoder = decoding.createDecoder(message);
      return decoding.readVarUint(decoder) === MESSAGE.sync ? [decoding.readVarUint(decoder)] : [];
    });
  const { actions, store } = device.board;
  // The socket opens; what the host asks is still on its way.
  await vi.waitFor(async () => {
    await device.wire.up(10);
    expect(said()).toContain(SYNC.step1);
  });
  const plan = actions.createPlan({ kind: 'campaign' });
  actions.setField(plan, 'goal', 'typed early');
  await device.wire.up(10);
  expect(said()).toEqual([SYNC.step1]);

  device.wire.down(10);
  await device.wire.up(10);
  actions.setField(plan, 'goal', 'typed later');
  await device.wire.up(10);
  expect(said().filter((kind) => kind !== SYNC.step1)).toEqual([SYNC.step2, SYNC.update]);
  await vi.waitFor(() => {
    device.wire.down(10);
    expect(store.getState().saved.state).toBe('saved');
  });
  await Promise.all(devices.map(({ board }) => board.close()));
  await world.close();
});
