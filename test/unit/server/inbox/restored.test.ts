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

/** Of his items of this kind, whose hand each says it was, and what he made of it. */
async function told(of: Person, kind: string) {
  const { items } = await town.inbox(of);
  return items.filter(({ why }) => why === kind).map(({ facts, state }) => [facts.by, state]);
}
const bin = (by: Person) => town.edit(by, board, (doc) => deletePlan(doc, 'p1'));
const takeBack = (by: Person) => town.edit(by, board, (doc) => takeBackPlan(doc, 'p1'));
const change = (by: Person, goal: string) => town.edit(by, board, (doc) => setField(doc, 'p1', 'goal', goal));

it('[INBOX-16] a deletion that a restore brings back is told again to whoever had not seen it, and to nobody else', async () => {
  await bin('ida');
  await town.look('maren', board, 'p1', { gone: true });
  const file = await town.backup();
  await takeBack('eva');
  expect(await told('jo', 'deleted')).toEqual([]);
  await town.restore(file);
  expect(await told('jo', 'deleted')).toEqual([['ida', 'new']]);
  expect(await told('maren', 'deleted')).toEqual([]);
  expect(await told('ida', 'deleted')).toEqual([]);
});

it('[INBOX-16] after a restore it is the deletion that is there which is told, not one that came after it', async () => {
  await bin('ida');
  const ofIda = await town.backup();
  await takeBack('eva');
  await bin('jo');
  const ofJo = await town.backup();
  expect(await told('maren', 'deleted')).toEqual([['jo', 'new']]);
  await town.restore(ofIda);
  expect(await told('maren', 'deleted')).toEqual([['ida', 'new']]);
  // His own is nothing that he is told of.
  expect(await told('jo', 'deleted')).toEqual([['ida', 'new']]);
  await town.restore(ofJo);
  expect([await told('jo', 'deleted'), await told('maren', 'deleted')]).toEqual([[], [['jo', 'new']]]);
});

it('[INBOX-16] a change that a restore brings back is told again as what it was, put off as he had put it off', async () => {
  await change('ida', 'eins');
  const [item] = (await town.inbox('jo')).items.filter(({ why }) => why === 'changed');
  await town.set('jo', item?.id ?? '', 'later');
  const file = await town.backup();
  await change('maren', '');
  expect(await told('jo', 'changed')).toEqual([]);
  await town.restore(file);
  expect(await told('jo', 'changed')).toEqual([['ida', 'later']]);
});

it('[INBOX-16] a version that he has read is not told again, whatever he was told of after it', async () => {
  await change('ida', 'eins');
  await town.look('jo', board, 'p1');
  const file = await town.backup();
  await change('maren', 'zwei');
  expect(await told('jo', 'changed')).toEqual([['maren', 'new']]);
  await town.restore(file);
  expect(await told('jo', 'changed')).toEqual([]);
});

it('[INBOX-16] of a hand that went on from version to version, what a restore brings back in the midst of it is told', async () => {
  await change('ida', 'eins');
  await change('ida', 'zwei');
  const file = await town.backup();
  await change('maren', '');
  await town.restore(file);
  expect(await told('jo', 'changed')).toEqual([['ida', 'new']]);
});
