import { expect, it } from 'vitest';
import type { Changed } from '../../../../shared/sync/protocol';
import type { TestSocket } from '../../../support/host/host-room';
import { Town } from '../../../support/inbox/town';

const DAY_MS = 86_400_000;
/** What somebody is told to ask for again of what is his own. */
const told = ({ changes }: TestSocket) =>
  (changes as Changed[]).map(({ what }) => what).filter((what) => what === 'waiting' || what === 'inbox');

it('[WAIT-4] [DEPUTY-3] whoever stands in is told once the one who is away decides no more, and nobody else is', async () => {
  const town = await Town.founded();
  const [board = ''] = town.boards;
  const plansOf = async (person: string) => (await town.inbox(person)).items.map(({ plan }) => plan);
  await town.state('maren', board, 'p1', 'plan-submitted');
  await town.delegate('jo', 'nils', town.now + DAY_MS);
  expect(await plansOf('nils')).toEqual(['p1']);
  const [nils, eva] = [await town.listen('nils'), await town.listen('eva')];
  await town.setApprover('jo', false);
  expect([told(nils), told(eva)]).toEqual([['waiting', 'inbox'], []]);
  expect(await plansOf('nils')).toEqual([]);
  await town.close();
});

it('[INBOX-17] a deputy is told for whom he decides, in his own right nobody is named, as things are by now', async () => {
  const town = await Town.founded();
  const [board = ''] = town.boards;
  town.approvals = 2;
  await town.state('maren', board, 'p1', 'plan-submitted');
  await town.delegate('jo', 'nils', town.now + DAY_MS);
  await town.delegate('eva', 'nils', town.now + DAY_MS);
  const said = async (person: string) =>
    (await town.inbox(person)).items.map(({ facts }) => facts.onBehalfOf);
  expect(await said('nils')).toEqual([['jo', 'eva']]);
  expect(await said('jo')).toEqual([undefined]);
  const { next } = await town.inbox('nils');
  await town.state('jo', board, 'p1', 'decision', 'approve');
  expect(await said('nils')).toEqual([['eva']]);
  // Windows that ask only for what changed are told so too.
  expect((await town.inbox('nils', next)).items.map(({ facts }) => facts.onBehalfOf)).toEqual([['eva']]);
  await town.setApprover('nils', true);
  expect(await said('nils')).toEqual([undefined]);
  await town.close();
});

it('[DEPUTY-2] owners are told once nobody has to say yes any more', async () => {
  const town = await Town.founded();
  await town.delegate('jo', 'nils', town.now + DAY_MS, false);
  const asked = async () => (await town.inbox('maren')).items.map(({ why }) => why);
  expect(await asked()).toEqual(['deputy']);
  const [maren, eva] = [await town.listen('maren'), await town.listen('eva')];
  await town.setApprover('nils', true);
  expect([told(maren), told(eva)]).toEqual([['inbox'], []]);
  expect(await asked()).toEqual([]);
  await town.close();
});

it('[DEPUTY-2] nobody says yes to a deputy whose days are over, or who could not stand in any more', async () => {
  const town = await Town.founded();
  const refused = { code: 'not-found' };
  await town.delegate('jo', 'ida', town.now + DAY_MS, false);
  await expect(town.allow('jo')).rejects.toMatchObject(refused);
  await town.delegate('jo', 'nils', town.now + DAY_MS, false);
  town.wait(2 * DAY_MS);
  await expect(town.allow('jo')).rejects.toMatchObject(refused);
  await town.delegate('jo', 'nils', town.now + DAY_MS, false);
  await town.allow('jo');
  await town.close();
});
