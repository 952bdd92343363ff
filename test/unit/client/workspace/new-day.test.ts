import { rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { addDays } from '../../../../shared/domain/dates';
import { todayStore } from '../../../../renderer/client/device/today';
import { startHost } from '../../../../server/start';
import { joinAs } from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';
import { memoryFolder } from '../../../support/host/memory-folder';

it('[INBOX-5] [WAIT-20] a window that stays open asks on a new day of the workspace for all that is due then', async () => {
  const data = memoryFolder('new-day');
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const anna = await (await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing')).open();
  onTestFinished(() => anna.close());
  await vi.waitFor(() => expect(anna.store.getState().online).toBe(true));
  await anna.refresh();
  const asked: (string | undefined)[] = [];
  const call = anna.api.call.bind(anna.api);
  vi.spyOn(anna.api, 'call').mockImplementation((route, ...rest) => {
    asked.push([route, rest[1]?.query?.['since']].filter(Boolean).join(' '));
    return call(route, ...rest);
  });
  const { date, there } = todayStore.getState();
  todayStore.setState({ date, there: addDays(there, 1) });
  await vi.waitFor(() => expect(asked).toEqual(expect.arrayContaining(['waiting', 'inbox 0'])));
});
