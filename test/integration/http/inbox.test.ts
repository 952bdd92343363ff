import Database from 'libsql';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inboxAnswer, lookAnswer, type InboxItem } from '../../../shared/api/inbox';
import { addComment, addThread, deletePlan, setField, takeBackPlan } from '../../../shared/doc/commands';
import { addTask, finishTask } from '../../../shared/doc/tasks';
import { MESSAGE } from '../../../shared/sync/protocol';
import type { TestMember } from '../../support/clients/clients';
import { RawClient } from '../../support/clients/raw-client';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { startHostProcess } from '../../support/host/host';
import { backupOf, restore } from '../../support/host/restoring';

const eventually = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 30 });

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

async function inboxOf(member: TestMember, since = 0): Promise<{ items: InboxItem[]; next: number }> {
  return inboxAnswer.parse((await member.ask('GET', `/api/inbox?since=${since}`)).body);
}

const whys = async (member: TestMember, plan: string) =>
  (await inboxOf(member)).items.flatMap((item) => (item.plan === plan ? [item.why] : []));

const setState = (member: TestMember, id: string, state: string) =>
  member.ask('PATCH', `/api/inbox/${id}`, { state });

function said(id: string, text: string, ...mentioned: TestMember[]) {
  const mentions = mentioned.map(({ id: memberId }) => ({ memberId, place: { from: 0, length: 5 } }));
  return { id, text, at: '2001-01-01T00:00:00Z', mentions };
}

async function submitted(id: string, by = company.owner): Promise<void> {
  await postPlan(by, company.board, id, { title: `Aktion ${id}` });
  expect((await by.state(company.board, id, { kind: 'plan-submitted' })).status).toBe(201);
}

const approval = (by: TestMember) =>
  ({
    kind: 'decision',
    verdict: 'approve',
    promise: { ownerId: by.id, days: 2, callShare: 0.5, capacityPerWeek: 10 },
  }) as const;

/** How often a connection was told that its member's inbox is another one. */
const toldOf = (client: RawClient) =>
  client.heard.filter(
    ({ type, json }) => type === MESSAGE.changed && (json as { what: string }).what === 'inbox',
  ).length;

/** How many rows a backup has of what is nobody else's business. */
function rowsIn(backup: Uint8Array): Record<string, number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handschlag-backup-'));
  writeFileSync(path.join(folder, 'backup.db'), backup);
  const db = new Database(path.join(folder, 'backup.db'));
  const count = (table: string) =>
    (db.prepare(`SELECT count(*) AS rows FROM ${table}`).get([]) as { rows: number }).rows;
  const rows = Object.fromEntries(['inbox', 'looked', 'versions'].map((table) => [table, count(table)]));
  db.close();
  rmSync(folder, { recursive: true });
  return rows;
}

describe('the inbox', () => {
  it('[INBOX-1] tells whoever is named, and whoever wrote or was named in a thread before, once and never himself', async () => {
    const { owner, marketing, sales, approver, board } = company;
    await postPlan(owner, board, 'talk');
    const [mine, hers] = [await owner.openBoard(board), await sales.openBoard(board)];
    const phone = await RawClient.open(sales, 'workspace');
    addThread(mine.doc, { id: 'thread', plan: 'talk' }, said('first', '@Ayla wie viele?', sales));
    await eventually(async () => expect(await whys(sales, 'talk')).toEqual(['mention']));
    expect(toldOf(phone)).toBe(1);
    const [item] = (await inboxOf(sales)).items;
    expect(item).toMatchObject({
      thread: 'thread',
      comment: 'first',
      state: 'new',
      facts: { by: owner.id, text: '@Ayla wie viele?' },
    });
    expect(await whys(owner, 'talk')).toEqual([]);
    expect(await whys(marketing, 'talk')).toEqual([]);

    // Her answer deals with what she was asked, and tells him.
    await eventually(() => expect(hers.doc.getMap('threads').has('thread')).toBe(true));
    addComment(hers.doc, 'thread', said('second', 'Rund 40.'));
    await eventually(async () => expect(await whys(owner, 'talk')).toEqual(['answer']));
    expect(await whys(sales, 'talk')).toEqual([]);

    // Whoever comes later hears of what comes after him.
    const his = await approver.openBoard(board);
    addComment(his.doc, 'thread', said('third', 'Das schaffen wir.'));
    await eventually(async () => expect(await whys(owner, 'talk')).toEqual(['answer', 'answer']));
    expect([await whys(sales, 'talk'), await whys(approver, 'talk')]).toEqual([['answer'], []]);
    // What is gone leaves by itself, and comes back as it was.
    deletePlan(mine.doc, 'talk');
    await eventually(async () => expect(await whys(owner, 'talk')).toEqual([]));
    takeBackPlan(mine.doc, 'talk');
    await eventually(async () => expect(await whys(owner, 'talk')).toEqual(['answer', 'answer']));
    for (const open of [mine, hers, his, phone]) open.close();
  });

  it('[INBOX-2] holds what waits for a decision and what changes were asked of, until that is done', async () => {
    const { owner, approver, sales, board } = company;
    await submitted('waits');
    expect(await whys(approver, 'waits')).toEqual(['decision']);
    expect([await whys(owner, 'waits'), await whys(sales, 'waits')]).toEqual([[], []]);
    const [item] = (await inboxOf(approver)).items;
    expect(item).toMatchObject({
      state: 'new',
      facts: { title: 'Aktion waits', start: '2027-03-01', by: owner.id },
    });
    expect((await setState(approver, item?.id ?? '', 'done')).status).toBe(409);
    expect((await setState(approver, item?.id ?? '', 'later')).status).toBe(204);
    expect((await inboxOf(approver)).items[0]?.state).toBe('later');
    const asks = { kind: 'decision', verdict: 'request-changes', note: 'Später beginnen.' } as const;
    expect((await approver.state(board, 'waits', asks)).status).toBe(201);
    expect([await whys(approver, 'waits'), await whys(owner, 'waits')]).toEqual([[], ['changes-requested']]);
    const askedOf = async (member: TestMember) =>
      (await inboxOf(member)).items.find(({ plan }) => plan === 'waits');
    expect((await askedOf(owner))?.facts.text).toBe('Später beginnen.');
    const decideBy = '2099-01-02';
    expect((await owner.state(board, 'waits', { kind: 'plan-submitted', decideBy })).status).toBe(201);
    expect([await whys(approver, 'waits'), await whys(owner, 'waits')]).toEqual([['decision'], []]);
    expect((await askedOf(approver))?.due).toBe(decideBy);
    // Agreed: the one who submitted it hears of it, with the reason.
    const agreed = { ...approval(approver), note: 'Gern.' };
    expect((await approver.state(board, 'waits', agreed)).status).toBe(201);
    expect(await whys(approver, 'waits')).toEqual([]);
    const outcome = (await inboxOf(owner)).items.find(({ plan }) => plan === 'waits');
    expect(outcome).toMatchObject({
      why: 'outcome',
      facts: { outcome: 'agreed', by: approver.id, text: 'Gern.' },
    });
  });

  it('[INBOX-3] says that a plan is another one since it was approved, but for the one who changed it', async () => {
    const { owner, approver, board } = company;
    await submitted('moves');
    expect((await approver.state(board, 'moves', approval(approver))).status).toBe(201);
    const { doc, close } = await owner.openBoard(board);
    setField(doc, 'moves', 'title', 'Ganz anders');
    await eventually(async () => expect(await whys(approver, 'moves')).toEqual(['changed']));
    expect(await whys(owner, 'moves')).toEqual(['outcome']);
    setField(doc, 'moves', 'title', 'Aktion moves');
    await eventually(async () => expect(await whys(approver, 'moves')).toEqual([]));
    const his = await approver.openBoard(board);
    setField(his.doc, 'moves', 'title', 'Von ihm selbst');
    await eventually(async () =>
      expect((await owner.plan(board, 'moves')).material['title']).toBe('Von ihm selbst'),
    );
    expect(await whys(approver, 'moves')).toEqual([]);
    setField(doc, 'moves', 'title', 'Noch einmal anders');
    await eventually(async () => expect(await whys(approver, 'moves')).toEqual(['changed']));
    close();
    his.close();
  });

  it('[INBOX-4] makes one line of decisions that one hand makes in one go', async () => {
    const { owner, approver, board } = company;
    const plans = ['bulk-1', 'bulk-2', 'bulk-3'];
    for (const plan of plans) await submitted(plan);
    expect((await inboxOf(approver)).items.filter(({ plan }) => plans.includes(plan ?? ''))).toHaveLength(3);
    // With a reason of their own, as what was agreed above may be less than a minute old.
    const agrees = { ...approval(approver), note: 'Alle drei.' };
    for (const plan of plans) await approver.state(board, plan, agrees);
    const lines = (await inboxOf(owner)).items.filter(({ plans: many }) =>
      many?.some(({ plan }) => plan === 'bulk-2'),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.plans?.map(({ plan }) => plan).sort()).toEqual(plans);
    expect((await setState(owner, lines[0]?.id ?? '', 'done')).status).toBe(204);
    expect(await whys(owner, 'bulk-2')).toEqual([]);
    // Once more is no error: another device of his may have been quicker.
    expect((await setState(owner, lines[0]?.id ?? '', 'done')).status).toBe(204);
    expect((await setState(approver, lines[0]?.id ?? '', 'done')).status).toBe(404);
  });

  it('[INBOX-5] gives what changed since, with what has left', async () => {
    const { owner, sales, board } = company;
    const { next } = await inboxOf(sales);
    expect((await inboxOf(sales, next)).items).toEqual([]);
    const { doc, close } = await owner.openBoard(board);
    addTask(doc, {
      id: 'brief-sales',
      text: 'Kundenbrief prüfen',
      ownerId: sales.id,
      dueOn: '2027-02-01',
      from: 'talk',
    });
    await eventually(async () =>
      expect((await inboxOf(sales, next)).items.map(({ why }) => why)).toEqual(['task']),
    );
    const told = await inboxOf(sales, next);
    expect(told.items[0]).toMatchObject({
      due: '2027-02-01',
      state: 'new',
      facts: { text: 'Kundenbrief prüfen' },
    });
    // What he takes upon himself is no news to him.
    addTask(doc, { id: 'own', text: 'Selbst', ownerId: owner.id, dueOn: '2099-01-01', from: 'talk' });
    finishTask(doc, 'brief-sales', '2027-01-01', 'erledigt');
    await eventually(async () =>
      expect((await inboxOf(sales, told.next)).items.map(({ why, state }) => [why, state])).toEqual([
        ['task', 'done'],
      ]),
    );
    expect((await inboxOf(owner)).items.filter(({ why }) => why === 'task')).toEqual([]);
    close();
  });

  it('[INBOX-6] takes away what was before one’s eyes, and tells nobody else of it', async () => {
    const { owner, sales, marketing, board } = company;
    await postPlan(owner, board, 'seen');
    const { doc, close } = await owner.openBoard(board);
    const [phone, others] = [
      await RawClient.open(sales, 'workspace'),
      await RawClient.open(marketing, 'workspace'),
    ];
    addThread(doc, { id: 'seen-thread', plan: 'seen' }, said('one', '@Ayla eins', sales));
    addComment(doc, 'seen-thread', said('two', '@Ayla zwei', sales));
    await eventually(async () => expect(await whys(sales, 'seen')).toEqual(['mention', 'mention']));
    const { digest } = await sales.plan(board, 'seen');
    const path = `/api/boards/${board}/plans/seen/look`;
    const look = async (member: TestMember) => lookAnswer.parse((await member.ask('GET', path)).body).look;
    expect(await look(sales)).toBeNull();
    expect((await sales.ask('POST', path, { digest, seq: 0, comments: ['one'] })).status).toBe(204);
    expect(
      (await inboxOf(sales)).items.filter(({ plan }) => plan === 'seen').map(({ comment }) => comment),
    ).toEqual(['two']);
    expect(await look(sales)).toMatchObject({
      digest,
      comments: ['one'],
      material: { title: 'Frühjahrsaktion' },
    });
    expect(await look(owner)).toBeNull();
    expect([toldOf(others), toldOf(phone) > 0]).toEqual([0, true]);
    // A version that the host does not know is none that can be compared with.
    await sales.ask('POST', path, { digest: '0'.repeat(64), seq: 0, comments: [] });
    expect((await look(sales))?.digest).toBe(digest);
    for (const open of [phone, others]) open.close();
    close();
  });

  it('[INBOX-6] [INBOX-7] tells nothing twice after a restart and a restore, and takes away what is gone with the restored content', async () => {
    const { owner, sales, board } = company;
    await postPlan(owner, board, 'kept');
    const opened = await owner.openBoard(board);
    addThread(opened.doc, { id: 'kept-thread', plan: 'kept' }, said('kept-1', '@Ayla bleibt', sales));
    await eventually(async () => expect(await whys(sales, 'kept')).toEqual(['mention']));
    const backup = await backupOf(owner);
    expect(rowsIn(backup)).toEqual({ inbox: 0, looked: 0, versions: 0 });
    addComment(opened.doc, 'kept-thread', said('lost-1', '@Ayla geht', sales));
    await eventually(async () => expect(await whys(sales, 'kept')).toEqual(['mention', 'mention']));
    const [lost, kept] = (await inboxOf(sales)).items.filter(({ plan }) => plan === 'kept');
    await setState(sales, kept?.id ?? '', 'later');
    const before = (await inboxOf(sales)).items;
    opened.close();
    await company.host.stop();
    const again = await startHostProcess({ data: company.host.data });
    company = { ...company, host: again, owner: owner.at(again.url), sales: sales.at(again.url) };
    expect((await inboxOf(company.sales)).items).toEqual(before);
    expect((await restore(company.owner, backup)).status).toBe(204);
    await eventually(async () =>
      expect((await inboxOf(company.sales)).items.filter(({ plan }) => plan === 'kept')).toEqual([
        { ...kept, state: 'later' },
      ]),
    );
    expect(lost?.comment).toBe('lost-1');
  });

  it('[INBOX-8] names nobody who may not read the board, and forgets whoever has left', async () => {
    const { owner, board } = company;
    const elsewhere = await owner.createBoard('Anderswo');
    const nils = await owner.invite({ name: 'Nils', department: 'sales', boards: [elsewhere] });
    await postPlan(owner, board, 'closed-to-him');
    const { doc, close } = await owner.openBoard(board);
    addThread(doc, { id: 'closed', plan: 'closed-to-him' }, said('c1', '@Nils schau', nils));
    addComment(doc, 'closed', said('c2', '@Ayla schau', company.sales));
    await eventually(async () => expect(await whys(company.sales, 'closed-to-him')).toEqual(['mention']));
    expect((await inboxOf(nils)).items).toEqual([]);
    expect((await nils.ask('GET', `/api/boards/${board}/plans/closed-to-him/look`)).status).toBe(403);
    await owner.ask('PATCH', `/api/boards/${board}`, { archived: true });
    expect(await whys(company.sales, 'closed-to-him')).toEqual([]);
    await owner.ask('PATCH', `/api/boards/${board}`, { archived: false });
    expect(await whys(company.sales, 'closed-to-him')).toEqual(['mention']);
    close();
  });
});
