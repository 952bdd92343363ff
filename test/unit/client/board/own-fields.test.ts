import { rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { OpenWorkspace } from '../../../../renderer/client/workspace/open-workspace';
import { startHost } from '../../../../server/start';
import { joinAs, secretOfInvite, untilSaved, valueOf } from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';
import { memoryFolder } from '../../../support/host/memory-folder';

it('[INBOX-12] what one wrote oneself, on whatever device and whenever, is told from what others did', async () => {
  const data = memoryFolder('own-fields');
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const annaHere = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
  const anna = await annaHere.open();
  const secret = await secretOfInvite(anna, { role: 'member' });
  const jonas = await (await joinAs(host.url, secret, 'Jonas', 'sales')).open();
  onTestFinished(() => jonas.close());
  const id = valueOf(await anna.actions.createBoard('Wärmepumpe'));
  const boardOf = async (workspace: OpenWorkspace) => {
    onTestFinished(workspace.boards.use(id));
    const board = workspace.boards.get(id);
    await board.loaded();
    return board;
  };
  const [hers, his] = [await boardOf(anna), await boardOf(jonas)];
  const plan = hers.actions.createPlan({ kind: 'campaign', fields: { title: 'Messe', goal: 'Hundert' } });
  await untilSaved(hers);
  await vi.waitFor(() => expect(his.store.getState().plans.has(plan)).toBe(true));
  his.actions.setField(plan, 'goal', 'Zweihundert');
  await untilSaved(his);
  await vi.waitFor(() => expect(hers.store.getState().plans.get(plan)?.json['goal']).toBe('Zweihundert'));
  const own = (board: typeof hers) =>
    ['title', 'goal', 'brief', 'audience'].filter((field) => board.isOwnField(plan, field));
  expect([own(hers), own(his)]).toEqual([['title'], ['goal']]);
  await anna.close();
  const later = await annaHere.anew();
  onTestFinished(() => later.close());
  expect(own(await boardOf(later))).toEqual(['title']);
});
