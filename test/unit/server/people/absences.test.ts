import { afterEach, beforeEach, expect, it } from 'vitest';
import { absencesOf } from '../../../../server/people/deputies';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

let world: BareHost;
beforeEach(async () => {
  world = await bareHost();
});
afterEach(() => world.close());

/** Who is away by a host whose clock shows this instant. */
async function awayAt(instant: string): Promise<string[]> {
  const { workspace } = world.host;
  const clock = { now: () => Date.parse(instant), zone: 'Europe/Berlin' };
  const absences = await absencesOf({ ...workspace, ports: { ...workspace.ports, clock } });
  return absences.map(({ member }) => member);
}
const isAway = (until: string) =>
  world.storage.write({ absences: [{ member: MEMBER.id, from: '2027-01-01', until }] });

it.each([
  ['summer time begins', '2027-03-28', '2027-03-28T21:59:59.999Z', '2027-03-28T22:00:00.000Z'],
  ['summer time ends', '2027-10-31', '2027-10-31T22:59:59.999Z', '2027-10-31T23:00:00.000Z'],
])('[AWAY-1] an absence is over with its last day, also when %s on it', async (_what, until, last, next) => {
  await isAway(until);
  expect(await awayAt(last)).toEqual([MEMBER.id]);
  expect(await awayAt(next)).toEqual([]);
});

it('[AWAY-1] an absence is over for a host that slept through its end, and not by a clock that was set back', async () => {
  await isAway('2027-05-10');
  expect(await awayAt('2027-05-09T08:00:00.000Z')).toEqual([MEMBER.id]);
  expect(await awayAt('2027-05-12T08:00:00.000Z')).toEqual([]);
  expect(await awayAt('2027-05-10T08:00:00.000Z')).toEqual([MEMBER.id]);
});
