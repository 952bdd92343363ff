import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Statement } from '../../../../shared/domain/record';
import { Town, type Person } from '../../../support/inbox/town';

let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
  for (const plan of ['p1', 'p2']) await town.state('maren', board, plan, 'plan-submitted');
});
afterEach(() => town.close());

/** How many plans each line is about, and what it says of them. */
async function lines(of: Person) {
  const { items } = await town.inbox(of);
  return items.map(({ why, plans = [''], facts }) => [why, plans.length, facts.text]);
}
const promise: Statement['promise'] = { ownerId: 'nils', days: 3, callShare: 0.8, capacityPerWeek: 40 };

it('[INBOX-4] what somebody promises for another in one go is one line of his, also if it is told in two', async () => {
  await town.state('jo', board, 'p1', 'decision', 'approve', { promise });
  expect(await lines('nils')).toEqual([['promise', 1, undefined]]);
  await town.state('jo', board, 'p2', 'decision', 'approve', { promise });
  expect(await lines('nils')).toEqual([['promise', 2, undefined]]);
  // It leaves with each plan, and the line with the last.
  await town.state('maren', board, 'p1', 'withdrawn');
  expect(await lines('nils')).toEqual([['promise', 1, undefined]]);
});

it('[INBOX-2] [INBOX-4] reasons that differ are lines of their own, as each is to be read', async () => {
  await town.state('jo', board, 'p1', 'decision', 'decline', { note: 'Zu teuer.' });
  await town.state('jo', board, 'p2', 'decision', 'decline', { note: 'Zu spät.' });
  const said = await lines('maren');
  expect(said).toHaveLength(2);
  expect(said).toEqual(
    expect.arrayContaining([
      ['outcome', 1, 'Zu spät.'],
      ['outcome', 1, 'Zu teuer.'],
    ]),
  );
});
