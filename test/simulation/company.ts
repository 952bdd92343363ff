import { Host } from '../../server/host';
import { newInvite, newOwnerInvite } from '../../server/people/invites';
import { callerOf } from '../../server/people/members';
import type { InviteBody } from '../../shared/api/contract';
import { generate } from '../../shared/crypto/ed25519';
import type { Department } from '../../shared/domain/people';
import type { Profile } from '../../renderer/client/device/profiles';
import { Disk, type Image } from './machine/disk';
import { Machine, onMachine } from './machine/machine';
import { turns } from './machine/timers';

/** A member, as his device knows him. */
export interface Colleague {
  readonly profile: Profile;
  readonly secret: string;
  readonly name: string;
}

/** A workspace at rest, from which every simulation begins. */
export interface Company {
  /** What its disk holds. */
  readonly image: Image;
  readonly people: readonly Colleague[];
  readonly board: string;
}

const ADDRESS = 'http://10.0.0.1';
const PEOPLE: readonly (InviteBody & { readonly name: string; readonly department: Department })[] = [
  { name: 'Anna', department: 'marketing', role: 'owner' },
  { name: 'Ben', department: 'sales', role: 'member', approver: true },
  { name: 'Cleo', department: 'marketing', role: 'member' },
  { name: 'Dora', department: 'sales', role: 'member', approver: true },
  { name: 'Gus', department: 'other', role: 'guest' },
];

/** Founded once in a process: joining takes its time, and what comes of it never changes. */
let founded: Promise<Company> | null = null;
export function company(): Promise<Company> {
  founded ??= found();
  return founded;
}

function found(): Promise<Company> {
  const machine = new Machine(0);
  const disk = new Disk(machine.dice, []);
  const random = (length: number) => machine.dice.bytes(length);
  return onMachine(machine, async () => {
    const clock = { now: () => machine.now('host') };
    const host = await Host.open(disk.open(), { clock, random, log: () => undefined });
    const { workspace } = host;
    const people: Colleague[] = [];
    let owner: Awaited<ReturnType<typeof callerOf>> | null = null;
    for (const { name, department, ...body } of PEOPLE) {
      const invite = owner
        ? (await newInvite(workspace, owner, body)).secret
        : await newOwnerInvite(workspace);
      const key = generate(random);
      const asked = { invite: invite ?? '', name, department, deviceKey: key.publicKey };
      const joined = await host.people.join(asked);
      owner ??= await callerOf(workspace, joined.token);
      people.push({ name, secret: key.secret, profile: { ...joined, id: name, host: ADDRESS } });
    }
    // So that what sales submits finds somebody to approve it.
    if (owner) await host.people.patchMember(owner, owner.member.id, { approver: true });
    const { id } = await host.createBoard('Wärmepumpe 2027');
    await turns();
    await host.close();
    const { image } = disk;
    await disk.remove();
    return { image, people, board: id };
  });
}
