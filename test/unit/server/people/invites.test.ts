import { afterEach, beforeEach, expect, it } from 'vitest';
import { newInvite } from '../../../../server/people/invites';
import type { StoredMember } from '../../../../server/storage/storage';
import { bareHost, MEMBER, type BareHost } from '../../../support/host/host-room';

const SECOND: StoredMember = { ...MEMBER, id: 'second' };

let world: BareHost;
beforeEach(async () => {
  world = await bareHost([MEMBER, SECOND]);
});
afterEach(() => world.close());

it('[HTTP-14] does not let in by an invite that was under way while its maker was demoted', async () => {
  const { host } = world;
  await host.people.patchMember(world.caller(MEMBER.id), SECOND.id, { role: 'member' });
  const { secret } = await newInvite(host.workspace, world.caller(SECOND.id), { role: 'owner' });
  const person = { name: 'Wieder da', department: 'sales', deviceKey: 'A'.repeat(43) } as const;
  await expect(host.people.join({ invite: secret, ...person })).rejects.toThrow('the link is used up');
});
