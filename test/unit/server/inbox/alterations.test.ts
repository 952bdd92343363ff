import { afterEach, beforeEach, expect, it } from 'vitest';
import { deletePlan, setField, takeBackPlan } from '../../../../shared/doc/commands';
import { Town, type Person } from '../../../support/inbox/town';

let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
  await town.state('maren', board, 'p1', 'plan-submitted');
  await town.state('jo', board, 'p1', 'decision', 'approve');
});
afterEach(() => town.close());

/** Of his items of these kinds, what each says. */
async function told(of: Person, ...whys: string[]) {
  const { items } = await town.inbox(of);
  return items
    .filter(({ why }) => whys.includes(why))
    .map(({ why, state, facts, at }) => [why, facts.by, state, at] as const);
}
const now = () => new Date(town.now).toISOString();
const change = (by: Person, goal: string) => town.edit(by, board, (doc) => setField(doc, 'p1', 'goal', goal));

it('[INBOX-3] a change that nobody has read yet stays one item, the latest hand in it; after it was read, another is told anew', async () => {
  await change('ida', 'eins');
  const first = now();
  town.wait(60_000);
  await change('ida', 'zwei');
  expect(await told('jo', 'changed')).toEqual([['changed', 'ida', 'new', first]]);
  town.wait(60_000);
  await change('maren', 'drei');
  expect(await told('jo', 'changed')).toEqual([['changed', 'maren', 'new', now()]]);

  await town.look('jo', board, 'p1');
  expect(await told('jo', 'changed')).toEqual([]);
  await change('maren', 'vier');
  expect(await told('jo', 'changed')).toEqual([['changed', 'maren', 'new', now()]]);
  // What he has put off stays so.
  const [item] = (await town.inbox('jo')).items;
  await town.set('jo', item?.id ?? '', 'later');
  await change('ida', 'fünf');
  expect(await told('jo', 'changed')).toEqual([['changed', 'ida', 'later', now()]]);
});

it('[INBOX-3] whoever asked for changes or declined is told that they were made, until it is submitted again', async () => {
  for (const verdict of ['request-changes', 'decline'] as const) {
    await town.state('maren', board, 'p2', 'plan-submitted');
    await town.state('eva', board, 'p2', 'decision', verdict, { note: 'Anders' });
    await town.edit('maren', board, (doc) => setField(doc, 'p2', 'goal', verdict));
    expect(await told('eva', 'changed')).toEqual([['changed', 'maren', 'new', now()]]);
    // Not the one who has said nothing of it.
    expect(await told('jo', 'changed')).toEqual([]);
  }
  await town.state('maren', board, 'p2', 'plan-submitted');
  expect(await told('eva', 'changed')).toEqual([]);
  // Who declined has not agreed: that it is deleted concerns those whose it is.
  await town.state('eva', board, 'p2', 'decision', 'decline', { note: 'Nein' });
  await town.edit('ida', board, (doc) => deletePlan(doc, 'p2'));
  expect([await told('eva', 'deleted'), (await told('maren', 'deleted')).length]).toEqual([[], 1]);
});

it('[INBOX-3] a version that was read is not told again, and his own change is none', async () => {
  await change('ida', 'eins');
  await town.look('jo', board, 'p1');
  await change('ida', '');
  await change('ida', 'eins');
  expect(await told('jo', 'changed')).toEqual([]);
  await change('maren', 'zwei');
  expect(await told('jo', 'changed')).toHaveLength(1);
  await change('maren', 'eins');
  expect(await told('jo', 'changed')).toEqual([]);
  await change('jo', 'drei');
  expect(await told('jo', 'changed')).toEqual([]);
});

it('[INBOX-3] it ends with a new submission, with a withdrawal, and once it is changed back', async () => {
  await change('ida', 'eins');
  await change('maren', '');
  expect(await told('jo', 'changed')).toEqual([]);
  await change('ida', 'zwei');
  expect(await told('jo', 'changed')).toHaveLength(1);
  await town.state('maren', board, 'p1', 'plan-submitted');
  expect(await told('jo', 'changed')).toEqual([]);
  await town.state('jo', board, 'p1', 'decision', 'approve');
  await change('ida', 'drei');
  expect(await told('jo', 'changed')).toHaveLength(1);
  await town.state('maren', board, 'p1', 'withdrawn');
  expect(await told('jo', 'changed')).toEqual([]);
});

it('[INBOX-5] [INBOX-7] a window that asks seldom hears that a line is gone whose plan was told anew in another one', async () => {
  const lines = async (since: number) => {
    const { items, next } = await town.inbox('jo', since);
    const changed = items.filter(({ why }) => why === 'changed');
    return {
      next,
      lines: changed.map(({ id, state, facts }) => [id, state, facts.by] as const),
      facts: changed,
    };
  };
  await change('ida', 'eins');
  const before = await lines(0);
  town.wait(120_000);
  await change('ida', '');
  await change('maren', 'eins');
  const after = await lines(before.next);
  const [now] = (await lines(0)).lines;
  expect(now?.[2]).toBe('maren');
  expect(now?.[0]).not.toBe(before.lines[0]?.[0]);
  expect(new Map(after.lines.map(([id, state]) => [id, state]))).toEqual(
    new Map([
      [before.lines[0]?.[0], 'done'],
      [now?.[0], 'new'],
    ]),
  );
  expect(JSON.stringify(after.facts)).not.toContain('"left"');
});

it('[INBOX-4] a plan that another changes again leaves the line of those that were changed together with it', async () => {
  await town.state('maren', board, 'p2', 'plan-submitted');
  await town.state('jo', board, 'p2', 'decision', 'approve');
  const both = (by: Person, plans: readonly string[], goal: string) =>
    town.edit(by, board, (doc) => plans.forEach((plan) => setField(doc, plan, 'goal', goal)));
  await both('ida', ['p1', 'p2'], 'eins');
  town.wait(120_000);
  await both('maren', ['p1'], '');
  await both('maren', ['p1'], 'eins');
  const { items } = await town.inbox('jo');
  const lines = items
    .filter(({ why }) => why === 'changed')
    .map(({ facts, plan, plans }) => [facts.by, plans ?? plan]);
  expect(lines).toEqual([
    ['maren', 'p1'],
    ['ida', 'p2'],
  ]);
});

it('[INBOX-3] who watches while it is changed has read it before he could be told', async () => {
  await town.pull('ida', board);
  setField(town.copyOf('ida', board), 'p1', 'goal', 'vor seinen Augen');
  await town.pushUntold('ida', board);
  await town.look('jo', board, 'p1');
  await town.tick();
  expect(await told('jo', 'changed')).toEqual([]);
});

it('[INBOX-14] who agreed to a plan, and whose it is, is told that another deleted it, until it is taken back', async () => {
  await town.edit('ida', board, (doc) => deletePlan(doc, 'p1'));
  const at = now();
  expect(await told('jo', 'deleted')).toEqual([['deleted', 'ida', 'new', at]]);
  expect(await told('maren', 'deleted')).toEqual([['deleted', 'ida', 'new', at]]);
  expect(await told('ida', 'deleted')).toEqual([]);
  expect(await told('eva', 'deleted')).toEqual([]);
  town.wait(60_000);
  await town.edit('eva', board, (doc) => takeBackPlan(doc, 'p1'));
  expect([await told('jo', 'deleted'), await told('maren', 'deleted')]).toEqual([[], []]);
  // Nobody is told of his own doing; another deletion is another cause.
  await town.edit('maren', board, (doc) => deletePlan(doc, 'p1'));
  expect(await told('jo', 'deleted')).toEqual([['deleted', 'maren', 'new', now()]]);
  expect(await told('maren', 'deleted')).toEqual([]);
});

it('[INBOX-14] two who delete at once, and a plan that lay in the bin already, are one deletion', async () => {
  for (const person of ['ida', 'eva']) await town.pull(person, board);
  for (const person of ['ida', 'eva']) deletePlan(town.copyOf(person, board), 'p1');
  await town.push('ida', board);
  const [, by] = (await told('jo', 'deleted'))[0] ?? [];
  const [item] = (await town.inbox('jo')).items;
  await town.set('jo', item?.id ?? '', 'done');
  await town.push('eva', board);
  expect([by, await told('jo', 'deleted')]).toEqual(['ida', []]);
});

it('[INBOX-14] is told also while a newer version is in review, and of a draft to whom it belongs', async () => {
  await change('ida', 'eins');
  await town.state('maren', board, 'p1', 'plan-submitted');
  await town.edit('eva', board, (doc) => {
    deletePlan(doc, 'p1');
    deletePlan(doc, 'p2');
  });
  expect(await told('jo', 'deleted')).toEqual([['deleted', 'eva', 'new', now()]]);
  const { items } = await town.inbox('maren');
  expect(items.find(({ why }) => why === 'deleted')?.plans).toHaveLength(2);
});

it('[INBOX-6] [INBOX-14] who has seen the plan in the bin knows; who had it before him as it was before does not', async () => {
  await town.edit('ida', board, (doc) => deletePlan(doc, 'p1'));
  await town.look('jo', board, 'p1');
  expect(await told('jo', 'deleted')).toHaveLength(1);
  await town.look('jo', board, 'p1', { gone: true });
  expect(await told('jo', 'deleted')).toEqual([]);
});

it('[INBOX-3] whoever takes a plan back that was changed before it was deleted did not change it', async () => {
  const bin = (by: Person) => town.edit(by, board, (doc) => deletePlan(doc, 'p1'));
  const takeBack = (by: Person) => town.edit(by, board, (doc) => takeBackPlan(doc, 'p1'));
  await change('ida', 'eins');
  const at = now();
  town.wait(60_000);
  await bin('ida');
  await takeBack('maren');
  expect(await told('jo', 'changed')).toEqual([['changed', 'ida', 'new', at]]);
  // Changed and deleted before anybody could be told.
  const first = await told('jo', 'changed');
  await town.look('jo', board, 'p1');
  town.wait(60_000);
  await town.pull('eva', board);
  setField(town.copyOf('eva', board), 'p1', 'goal', 'zwei');
  await town.pushUntold('eva', board);
  deletePlan(town.copyOf('eva', board), 'p1');
  await town.pushUntold('eva', board);
  const then = now();
  await town.tick();
  expect([first.length, await told('jo', 'changed')]).toEqual([1, []]);
  town.wait(60_000);
  await takeBack('maren');
  expect(await told('jo', 'changed')).toEqual([['changed', 'eva', 'new', then]]);
  // And taken back before that, too.
  await town.look('jo', board, 'p1');
  await town.pull('ida', board);
  for (const edit of [
    () => setField(town.copyOf('ida', board), 'p1', 'goal', 'drei'),
    () => deletePlan(town.copyOf('ida', board), 'p1'),
  ]) {
    edit();
    await town.pushUntold('ida', board);
  }
  await takeBack('maren');
  expect(await told('jo', 'changed')).toEqual([['changed', 'ida', 'new', now()]]);
});

it('[INBOX-3] a plan that nobody else changed is not told as changed when it is taken back', async () => {
  await change('jo', 'eins');
  await town.edit('ida', board, (doc) => deletePlan(doc, 'p1'));
  await town.edit('maren', board, (doc) => takeBackPlan(doc, 'p1'));
  expect(await told('jo', 'changed')).toEqual([]);
});
