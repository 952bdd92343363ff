import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDeviceStore, deviceStore } from '../../../../renderer/client/device/device-store';
import type { LocalStore } from '../../../../renderer/client/device/local-store';
import { startHost } from '../../../../server/start';
import { secretOf } from '../../../support/host/host';
import { joinAs, untilSaved, valueOf } from '../../../support/clients/client-world';

it('[CLIENT-23] a board opens once the device can be read, with what was kept there, and the device says so until then', async () => {
  const data = await mkdtemp(join(tmpdir(), 'handschlag-unreadable-'));
  const host = await startHost({ data, port: 0 });
  onTestFinished(async () => {
    await host.close();
    await rm(data, { recursive: true, force: true });
  });
  const here = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
  const first = await here.open();
  const boardId = valueOf(await first.actions.createBoard('Wärmepumpe'));
  await untilSaved(first.boards.get(boardId));
  const plan = first.boards.get(boardId).actions.createPlan({ kind: 'campaign', fields: { title: 'Früh' } });
  await untilSaved(first.boards.get(boardId));
  await first.close();

  let broken = 2;
  const failing: LocalStore = {
    ...here.store,
    readLog: async <T>(log: string) => {
      if (log.includes(boardId) && broken-- > 0) throw new Error('UnknownError');
      return here.store.readLog<T>(log);
    },
  };
  const store = await openDeviceStore(null, async () => failing);
  const said: boolean[] = [];
  onTestFinished(deviceStore.subscribe(({ keeps }) => void said.push(keeps)));
  const second = await here.open(undefined, store);
  const board = second.boards.get(boardId);
  await expect.poll(() => board.store.getState().plans.has(plan)).toBe(true);
  expect(said).toContain(false);
  board.actions.createPlan({ kind: 'campaign', fields: { title: 'Spät' } });
  await untilSaved(board);
  await board.flush();
  expect(deviceStore.getState().keeps).toBe(true);
  await second.close();
});
