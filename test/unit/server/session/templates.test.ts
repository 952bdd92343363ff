import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredMember } from '../../../../server/storage/storage';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

const person = (id: string, more: Partial<StoredMember> = {}): StoredMember => ({
  ...MEMBER,
  id,
  name: id,
  role: 'member',
  ...more,
});
const [IDA, JO] = [person('ida'), person('jo')];
const ITEMS = [{ title: 'Zahlen', minutes: 10 }];

let bare: BareHost;
beforeEach(async () => {
  bare = await bareHost([MEMBER, IDA, JO, person('eva', { walkIn: true })]);
});
afterEach(() => bare.close());

it('[SESSION-39] are one’s own, by their names, and one of the same name takes the place of the earlier', async () => {
  const { templates } = bare.host;
  await templates.keep(IDA, { title: 'Quartal', items: ITEMS });
  await templates.keep(IDA, { title: 'Auftakt', items: ITEMS });
  const again = await templates.keep(IDA, { title: 'Quartal', items: [{ title: 'Pläne', minutes: 30 }] });
  expect((await templates.of(IDA)).map(({ title, items }) => [title, items[0]?.title])).toEqual([
    ['Auftakt', 'Zahlen'],
    ['Quartal', 'Pläne'],
  ]);
  expect(await templates.of(JO)).toEqual([]);
  await expect(templates.end(JO, again.id)).rejects.toMatchObject({ code: 'not-found' });
  await templates.end(IDA, again.id);
  expect((await templates.of(IDA)).map(({ title }) => title)).toEqual(['Auftakt']);
});

it('[SESSION-39] are kept by those who may plan workshops, at most fifty, and end with the membership', async () => {
  const { templates } = bare.host;
  await expect(
    templates.keep(person('eva', { walkIn: true }), { title: 'Meine', items: ITEMS }),
  ).rejects.toMatchObject({ code: 'not-allowed', facts: { reason: 'walk-in' } });
  for (let n = 0; n < 50; n++) await templates.keep(IDA, { title: `Vorlage ${n}`, items: ITEMS });
  await expect(templates.keep(IDA, { title: 'Eine mehr', items: ITEMS })).rejects.toMatchObject({
    code: 'malformed',
  });
  await templates.keep(IDA, { title: 'Vorlage 7', items: ITEMS });
  await templates.keep(JO, { title: 'Bleibt', items: ITEMS });
  await bare.storage.write({ endTemplatesOf: [IDA.id] });
  expect([await templates.of(IDA), (await templates.of(JO)).length]).toEqual([[], 1]);
});
