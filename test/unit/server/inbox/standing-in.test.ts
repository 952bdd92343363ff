import { expect, it } from 'vitest';
import { Town } from '../../../support/inbox/town';

const DAY_MS = 86_400_000;

it('[WAIT-4] [DEPUTY-3] whoever stands in is told once the one who is away decides no more, and nobody else is', async () => {
  const town = await Town.founded();
  const [board = ''] = town.boards;
  const plansOf = async (person: string) => (await town.inbox(person)).items.map(({ plan }) => plan);
  await town.state('maren', board, 'p1', 'plan-submitted');
  await town.delegate('jo', 'nils', town.now + DAY_MS);
  expect(await plansOf('nils')).toEqual(['p1']);
  const [nils, eva] = [await town.listen('nils'), await town.listen('eva')];
  await town.setApprover('jo', false);
  expect([nils.changes, eva.changes]).toEqual([[{ what: 'waiting' }, { what: 'inbox' }], []]);
  expect(await plansOf('nils')).toEqual([]);
  await town.close();
});
