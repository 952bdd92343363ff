import { rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startHost } from '../../../../server/start';
import { joinAs as joinByHttp } from '../../../support/clients/clients';
import { joinAs } from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';
import { memoryFolder } from '../../../support/host/memory-folder';
import { Workshop } from '../../../support/host/workshops';

it('[SESSION-21] a walk-in’s windows are back by themselves once the workshop is opened again', async () => {
  const asked: number[] = [];
  const { setTimeout: later } = globalThis;
  // Nobody waits here for as long as windows do.
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0, ...rest: []) => {
    if (ms === 20_000) asked.push(ms);
    return later(run, ms === 20_000 ? 50 : ms, ...rest);
  }) as typeof setTimeout);
  onTestFinished(() => void vi.restoreAllMocks());
  const data = memoryFolder('reopened');
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const secret = secretOf(host.ownerInvite ?? '');
  const owner = await joinByHttp(host.url, { secret, name: 'Inga', department: 'other', company: 'Brenner' });
  const board = await owner.createBoard('Wärmepumpe');
  const workshop = await Workshop.plan(owner, board);
  await workshop.command(owner, 'start');
  const { link } = (await owner.ask<{ link: string }>('POST', `${workshop.path}/invite`)).body;
  const eva = await joinAs(host.url, secretOf(link), 'Eva', 'sales');
  const phone = await eva.onPhone();
  onTestFinished(() => phone.close());
  const window = await eva.open();
  onTestFinished(() => window.close());
  onTestFinished(window.boards.use(board));
  const open = window.boards.get(board);
  const both = [phone, window];
  const seen = () =>
    both.map(({ store, workshops }) => {
      const view = workshops.store.getState().views.get(workshop.id);
      return [store.getState().online, store.getState().ended, view?.state];
    });
  const ends = () => both.map(({ store }) => store.getState().ended);
  const saved = () => open.store.getState().saved.state;
  await vi.waitFor(() => expect([...seen(), saved()]).toEqual([IN, IN, 'saved']));

  await workshop.closeAsItIs(owner);
  await vi.waitFor(() => expect(ends()).toEqual([OUT, OUT]));
  // It is asked more than once.
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(3));
  expect(ends()).toEqual([OUT, OUT]);
  await workshop.command(owner, 'reopen');
  await vi.waitFor(() => expect([...seen(), saved()]).toEqual([IN, IN, 'saved']));
});

const IN = [true, null, 'open'];
const OUT = 'workshop-over';
