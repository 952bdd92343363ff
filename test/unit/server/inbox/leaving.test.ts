import { afterEach, beforeEach, expect, it } from 'vitest';
import { deletePlan, setField, takeBackPlan } from '../../../../shared/doc/commands';
import { Town, type Person } from '../../../support/inbox/town';

const DAY_MS = 86_400_000;
let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
  town.approvals = 2;
  await town.state('maren', board, 'p1', 'plan-submitted', undefined, { decideBy: '2027-01-05' });
  // 2027-01-06, the day after.
  town.wait(2 * DAY_MS);
  await town.tick();
});
afterEach(() => town.close());

async function whys(of: Person) {
  return (await town.inbox(of)).items.map(({ why }) => why).sort();
}

it('[REMIND-5] a reminder leaves with what it reminds of: once the plan is another one, or deleted', async () => {
  expect([await whys('jo'), await whys('maren')]).toEqual([['decision', 'reminder'], ['reminder']]);
  await town.edit('ida', board, (doc) => setField(doc, 'p1', 'goal', 'Anderes'));
  expect([await whys('jo'), await whys('maren')]).toEqual([[], []]);
  await town.edit('ida', board, (doc) => setField(doc, 'p1', 'goal', ''));
  await town.edit('ida', board, (doc) => deletePlan(doc, 'p1'));
  expect([await whys('jo'), await whys('maren')]).toEqual([[], ['deleted']]);
  await town.edit('ida', board, (doc) => takeBackPlan(doc, 'p1'));
  expect(await whys('jo')).toContain('decision');
});

it('[REMIND-5] [DEPUTY-5] nobody is reminded any more of what was decided for him, or is not his to decide', async () => {
  await town.setApprover('eva', false);
  expect([await whys('jo'), await whys('eva'), await whys('maren')]).toEqual([
    ['decision', 'reminder'],
    [],
    ['reminder'],
  ]);
  await town.setApprover('eva', true);
  await town.state('eva', board, 'p1', 'decision', 'approve', { onBehalfOf: 'jo' });
  expect([await whys('jo'), await whys('eva'), await whys('maren')]).toEqual([[], [], ['reminder']]);
});

it('[INBOX-8] a reminder is not shown while its board lies in the archive, and again once it is back', async () => {
  await town.archive(board, true);
  expect(await whys('jo')).toEqual([]);
  await town.archive(board, false);
  expect(await whys('jo')).toEqual(['decision', 'reminder']);
});
