import { afterEach, beforeEach, expect, it } from 'vitest';
import { addTask, finishTask, reopenTask, setTaskField } from '../../../../shared/doc/tasks';
import { Town, type Person } from '../../../support/inbox/town';

const DAY_MS = 86_400_000;
let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
});
afterEach(() => town.close());

async function tasks(of: Person) {
  return (await town.inbox(of)).items.map(({ due, facts }) => [due, facts.by]);
}
const task = (owner: Person, dueOn: string) => ({
  id: 't',
  text: 'Anrufen',
  ownerId: owner,
  dueOn,
  from: 'p1',
});

it('[INBOX-5] what somebody took upon himself comes two days before it is due, also once it was put on another day', async () => {
  await town.edit('ida', board, (doc) => addTask(doc, task('ida', '2027-01-20')));
  await town.edit('jo', board, (doc) => setTaskField(doc, 't', 'dueOn', '2027-01-07'));
  expect(await tasks('ida')).toEqual([]);
  town.wait(DAY_MS);
  expect(await tasks('ida')).toEqual([['2027-01-07', undefined]]);
  await town.edit('jo', board, (doc) => setTaskField(doc, 't', 'dueOn', '2027-01-20'));
  expect(await tasks('ida')).toEqual([]);
});

it('[INBOX-5] who gave a task is whoever gave it, whoever touches it since', async () => {
  await town.edit('jo', board, (doc) => addTask(doc, task('ida', '2027-01-20')));
  await town.edit('ida', board, (doc) => finishTask(doc, 't', '2027-01-05', ''));
  expect(await tasks('ida')).toEqual([]);
  await town.edit('ida', board, (doc) => reopenTask(doc, 't'));
  expect(await tasks('ida')).toEqual([['2027-01-20', 'jo']]);
  await town.edit('eva', board, (doc) => setTaskField(doc, 't', 'text', 'Schreiben'));
  expect(await tasks('ida')).toEqual([['2027-01-20', 'jo']]);
});
