import { afterEach, beforeEach, expect, it } from 'vitest';
import { setField, type ScalarField } from '../../../../shared/doc/commands';
import { digestOf } from '../../../../shared/domain/plan';
import { Town } from '../../../support/inbox/town';

let town: Town;
let board: string;

beforeEach(async () => {
  town = await Town.founded();
  [board = ''] = town.boards;
});
afterEach(() => town.close());

it('[INBOX-12] what somebody wrote himself goes into what he saw last; what others wrote stays new to him', async () => {
  const write = (by: 'ida' | 'jo', field: ScalarField, text: string) =>
    town.edit(by, board, (doc) => setField(doc, 'p1', field, text));
  await write('ida', 'audience', 'Handwerk');
  // Of a plan that he has never seen nothing is known.
  await town.look('jo', board, 'p1', { own: ['goal'] });
  expect(await town.looked('jo', board, 'p1')).toBeNull();

  await town.look('jo', board, 'p1');
  const before = await town.looked('jo', board, 'p1');
  await write('ida', 'message', 'Von Ida');
  await write('jo', 'goal', 'Von Jo');
  await write('jo', 'audience', '');
  town.wait(60_000);
  await town.look('jo', board, 'p1', { own: ['goal', 'audience'] });
  const after = await town.looked('jo', board, 'p1');
  expect(after?.material).toMatchObject({ title: 'p1', goal: 'Von Jo' });
  expect(Object.keys(after?.material ?? {})).not.toContain('message');
  expect(Object.keys(after?.material ?? {})).not.toContain('audience');
  expect(after).toMatchObject({ digest: digestOf(after?.material ?? {}), at: before?.at, comments: [] });
});
