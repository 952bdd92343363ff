import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BoardWorld, type Device } from '../../support/clients/board-world';
import { settle, turns } from '../../support/clients/settle';

let world: BoardWorld;
let boardId: string;
let [anna, ben]: Device[] = [];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  world = await BoardWorld.open();
  const made = await world.board();
  boardId = made.boardId;
  [anna, ben] = made.devices;
});
afterEach(async () => {
  await world.close();
  vi.useRealTimers();
});

it('[CLIENT-60] what was refused is saved where the window hears of neither the right’s going nor its coming back', async () => {
  const device = here();
  await settle([device]);
  const planId = device.board.actions.createPlan({ kind: 'campaign' });
  await settle([device]);

  await archive(true);
  device.board.actions.setField(planId, 'goal', 'halb getippt');
  const said = vi.spyOn(world.host.workspace.ports, 'log');
  for (let round = 0; said.mock.calls.length === 0; round++) {
    if (round > 100) throw new Error('never refused');
    await device.wire.up(1000);
    await turns(4);
  }
  expect(said).toHaveBeenCalledWith('edit-refused', expect.objectContaining({ reason: 'archived' }));
  // Of that, too, the window hears only when the right is back.
  await archive(false);
  await rounds(40);
  const { document } = await world.host.room(boardId);
  expect(document.plan(planId)?.material['goal']).toBe('halb getippt');
});

it('[CLIENT-60] a host that goes on refusing is not asked for ever', async () => {
  const device = here();
  await settle([device]);
  await archive(true);
  device.board.actions.createPlan({ kind: 'campaign' });
  const opened = vi.spyOn(world.host, 'connect');
  await rounds(60);
  expect(device.board.store.getState().saved).toEqual({ state: 'refused', reason: 'archived' });
  expect(opened.mock.calls.length).toBeLessThanOrEqual(4);
});

/** Half a second each; a line that is silent for much longer is taken up anew, which brings everything by itself. */
async function rounds(count: number): Promise<void> {
  const { wire } = here();
  for (let round = 0; round < count; round++) {
    await vi.advanceTimersByTimeAsync(500);
    await wire.up(1000);
    await turns(4);
    wire.down(1000);
    await turns(4);
  }
}

function here(): Device {
  if (!ben) throw new Error('nobody is there');
  return ben;
}

async function archive(archived: boolean): Promise<void> {
  await world.host.patchBoard(boardId, { archived }, anna?.memberId ?? '', true);
}
