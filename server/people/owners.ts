import { mayAdminister } from '../../shared/domain/policy';
import { HOST } from '../../shared/domain/verify/roster';
import { ProblemError } from '../base/problem';
import type { Storage, StoredDevice, StoredMember } from '../storage/storage';
import type { Caller } from '../workspace';

/** What a change is about to make of a member or a device. */
interface About {
  readonly member?: StoredMember;
  readonly device?: StoredDevice;
}

/**
 * Refuses a change after which no owner could get in any more: the workspace could never be administered again. An
 * owner can get in while he has a device or a recovery key.
 * @throws ProblemError `last-owner`
 */
export async function refuseWithoutOwner(storage: Storage, { member, device }: About): Promise<void> {
  // Whoever is no owner takes none away: most changes are of such.
  const was = await storage.member(member?.id ?? device?.member ?? '');
  if (!was || mayAdminister(was) !== null) return;
  const members = (await storage.members()).map((known) => (known.id === member?.id ? member : known));
  const devices = (await storage.devices()).map((known) => (known.id === device?.id ? device : known));
  const able = new Set(devices.filter(({ active }) => active).map((each) => each.member));
  if (members.some((each) => mayAdminister(each) === null && able.has(each.id))) return;
  throw new ProblemError(
    'last-owner',
    'no owner could get in any more; make somebody else an owner first, or a recovery code',
  );
}

/** The caller as he is now, if he may still administer: he was asked before he waited for his turn. @throws ProblemError */
export async function administrator(storage: Storage, caller: Caller): Promise<Caller> {
  const still = await present(storage, caller);
  const reason = mayAdminister(still.member);
  if (reason) throw new ProblemError('not-allowed', 'you may not do this', { reason });
  return still;
}

/** As {@link administrator}, of somebody known by his ID alone; the host itself may always. @throws ProblemError */
export async function ownerStill(storage: Storage, by: string = HOST): Promise<void> {
  if (by === HOST) return;
  const member = await storage.member(by);
  const reason = member ? mayAdminister(member) : 'removed';
  if (reason) throw new ProblemError('not-allowed', 'you may not do this', { reason });
}

/** The caller as he is now, if he and his device are still there. @throws ProblemError */
export async function present(storage: Storage, caller: Caller): Promise<Caller> {
  const [member, device] = await Promise.all([
    storage.member(caller.member.id),
    storage.device(caller.device.id),
  ]);
  if (!member?.active || !device?.active)
    throw new ProblemError('not-allowed', 'you are no longer here', {
      reason: member?.active ? 'device-removed' : 'removed',
    });
  return { member, device };
}
