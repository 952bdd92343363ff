import { afterEach, beforeEach, expect, it } from 'vitest';
import { Town, type Person } from '../../../support/inbox/town';

const DAY_MS = 86_400_000;
let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
  await town.state('maren', board, 'p1', 'plan-submitted', undefined, { decideBy: '2027-01-08' });
});
afterEach(() => town.close());

/** What somebody is shown of the plan's deadline. */
async function reminders(of: Person) {
  const { items } = await town.inbox(of);
  return items
    .filter(({ why }) => why === 'reminder')
    .map(({ plan, due, state, facts }) => [plan, due, state, facts.title, facts.by]);
}
const REMINDED = ['p1', '2027-01-08', 'new', 'p1', undefined];

it('[REMIND-1] [REMIND-3] a reminder is in the inbox of those who decide, each step once, whatever starts anew', async () => {
  await town.tick();
  expect(await reminders('jo')).toEqual([]);
  // 2027-01-06, two days before.
  town.wait(2 * DAY_MS);
  await town.tick();
  await town.crash();
  await town.tick();
  expect(await reminders('jo')).toEqual([REMINDED]);
  expect(await reminders('eva')).toEqual([REMINDED]);
  for (const nobody of ['maren', 'ida', 'tom', 'nils']) expect(await reminders(nobody)).toEqual([]);
  // On the day itself, and the day after for the owners of the workspace too: each takes the place of the one before.
  const [before] = (await town.inbox('jo')).items.filter(({ why }) => why === 'reminder');
  town.wait(2 * DAY_MS);
  await town.tick();
  expect(await reminders('jo')).toEqual([REMINDED]);
  expect((await town.inbox('jo')).items.map(({ id }) => id)).not.toContain(before?.id);
  town.wait(DAY_MS);
  await town.tick();
  expect(await reminders('jo')).toEqual([REMINDED]);
  expect(await reminders('maren')).toEqual([REMINDED]);
});

it('[REMIND-1] [REMIND-2] reminders leave with the decision, those by hand as well, which name whoever gave them', async () => {
  await town.remind('maren', board, 'p1');
  expect(await reminders('jo')).toEqual([['p1', '2027-01-08', 'new', 'p1', 'maren']]);
  await expect(town.remind('maren', board, 'p1')).rejects.toMatchObject({
    facts: { reason: 'reminded-today' },
  });
  town.wait(DAY_MS);
  await town.remind('maren', board, 'p1');
  // The one of the day before, not that of the deadline.
  expect(await reminders('jo')).toEqual([['p1', '2027-01-08', 'new', 'p1', 'maren']]);
  town.wait(DAY_MS);
  await town.tick();
  expect((await reminders('jo')).map(([, , , , by]) => by)).toEqual([undefined, 'maren']);
  await town.state('jo', board, 'p1', 'decision', 'approve');
  for (const person of ['jo', 'eva', 'maren']) expect(await reminders(person)).toEqual([]);
});

it('[REMIND-6] those of one sort are one line, on whatever boards and days, that opens to its plans', async () => {
  const [, second = ''] = town.boards;
  await town.state('maren', board, 'p2', 'plan-submitted', undefined, { decideBy: '2027-01-07' });
  await town.state('maren', second, 'p1', 'plan-submitted', undefined, { decideBy: '2027-01-05' });
  const lines = async () =>
    (await town.inbox('jo')).items
      .filter(({ why }) => why === 'reminder')
      .map(({ state, plans, plan, due }) => [
        state,
        plans?.map((each) => [each.board, each.plan, each.due]) ?? plan,
        due,
      ]);
  for (let day = 0; day < 5; day++) {
    town.wait(DAY_MS);
    await town.tick();
    if (day === 1) await setLine('done');
  }
  // 2027-01-09: that of the first, put aside on the 6th as it ran out, has come no more.
  expect(await lines()).toEqual([
    [
      'new',
      [
        [board, 'p2', '2027-01-07'],
        [board, 'p1', '2027-01-08'],
      ],
      '2027-01-07',
    ],
  ]);
  // It leaves with each, and is put aside as a whole.
  await town.state('jo', board, 'p2', 'decision', 'approve');
  expect(await lines()).toEqual([['new', 'p1', '2027-01-08']]);
  async function setLine(state: 'done') {
    for (const { why, id } of (await town.inbox('jo')).items)
      if (why === 'reminder') await town.set('jo', id, state);
  }
});

it('[REMIND-1] what was put aside of a reminder stays so, and the next step is news', async () => {
  town.wait(2 * DAY_MS);
  await town.tick();
  const [first] = (await town.inbox('jo')).items.filter(({ why }) => why === 'reminder');
  await town.set('jo', first?.id ?? '', 'done');
  await town.crash();
  await town.tick();
  expect(await reminders('jo')).toEqual([]);
  town.wait(2 * DAY_MS);
  await town.tick();
  expect(await reminders('jo')).toEqual([REMINDED]);
});

it('[STATUS-1] [REMIND-1] [INBOX-6] neither looking, nor a deadline that passes, nor a host that starts anew changes what is agreed', async () => {
  await town.state('jo', board, 'p1', 'decision', 'approve');
  await town.state('maren', board, 'p2', 'plan-submitted', undefined, { decideBy: '2027-01-08' });
  const before = [await town.agreement(board, 'p1'), await town.agreement(board, 'p2')];
  expect(before.map(({ view }) => view?.status)).toEqual(['agreed', 'in-review']);
  for (const person of town.people) for (const plan of ['p1', 'p2']) await town.look(person, board, plan);
  for (let day = 0; day < 8; day++) {
    town.wait(DAY_MS);
    await town.tick();
  }
  await town.crash();
  expect(await reminders('eva')).not.toEqual([]);
  expect([await town.agreement(board, 'p1'), await town.agreement(board, 'p2')]).toEqual(before);
});
