import type { MemberPatch } from '../../shared/api/contract';
import { mayAdminister } from '../../shared/domain/policy';
import type { Member } from '../../shared/domain/people';
import { hashSecret } from '../base/crypto';
import { refuseWithoutOwner } from './owners';
import { hasEnded } from './walk-ins';
import { ProblemError } from '../base/problem';
import type { StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';

/** A member as a colleague sees him. */
export interface ListedMember extends Member {
  /** Which of the boards that whoever asks reads this member reads too; null: all of them. */
  readonly boards: readonly string[] | null;
}

/** The members as that one may see them; of boards that he does not read himself he learns nothing. */
export async function listMembers({ storage }: Workspace, asking: StoredMember): Promise<ListedMember[]> {
  return (await storage.members()).map((member) => ({
    ...memberView(member),
    boards: member.boards?.filter((board) => asking.boards?.includes(board) ?? true) ?? null,
  }));
}

export function memberView({ id, name, department, role, approver, active, walkIn }: StoredMember): Member {
  return { id, name, department, role, approver, active, ...(walkIn ? { walkIn } : {}) };
}

/** Who holds a token. @throws ProblemError */
export async function callerOf({ storage, ports }: Workspace, token: string): Promise<Caller> {
  const device = await storage.deviceByToken(hashSecret(token));
  const member = device ? await storage.member(device.member) : null;
  if (!device || !member) throw new ProblemError('not-signed-in', 'the token is none of ours');
  if (!device.active || !member.active)
    throw new ProblemError('not-allowed', 'you are no longer a member of this workspace', {
      reason: member.active ? 'device-removed' : 'removed',
    });
  if (member.session !== undefined && (await hasEnded(storage, member.session, ports.clock.now())))
    throw new ProblemError('not-allowed', 'the workshop is over', { reason: 'workshop-over' });
  return { member, device };
}

/**
 * Changes name, department, role or approver; rights go into the record, names do not. Links made with rights
 * that are gone stop working, and do not come back with them.
 */
export async function patchMember(
  workspace: Workspace,
  { member: by }: Caller,
  memberId: string,
  patch: MemberPatch,
): Promise<StoredMember> {
  const member = await activeMember(workspace, memberId);
  const next = patchedMember(member, patch);
  await refuseWithoutOwner(workspace.storage, { member: next });
  const { role, department, approver } = next;
  const sameRights =
    role === member.role &&
    department === member.department &&
    approver === member.approver &&
    next.walkIn === member.walkIn;
  const demoted = mayAdminister(member) === null && mayAdminister(next) !== null;
  if (sameRights) await workspace.storage.write({ members: [next] });
  else
    await workspace.record.appendByHost(
      [
        {
          kind: 'role-changed',
          body: { member: memberId, role, department, approver, ...walkInOf(next), by: by.id },
        },
      ],
      { members: [next], ...(demoted ? { spendInvitesOf: memberId } : {}) },
    );
  return next;
}

/** Ends a membership and every device of it. */
export async function removeMember(
  workspace: Workspace,
  { member: by }: Caller,
  memberId: string,
): Promise<void> {
  const gone: StoredMember = { ...(await activeMember(workspace, memberId)), active: false };
  await refuseWithoutOwner(workspace.storage, { member: gone });
  await workspace.record.appendByHost([{ kind: 'member-removed', body: { member: memberId, by: by.id } }], {
    members: [gone],
    spendInvitesOf: memberId,
    endFeedsOf: memberId,
    endAbsenceOf: memberId,
    eraseTextsOf: [memberId],
    endTemplatesOf: [memberId],
  });
}

/** A walk-in is kept (`walkIn: false`) before he becomes anything more. @throws ProblemError */
function patchedMember(member: StoredMember, { walkIn, ...patch }: MemberPatch): StoredMember {
  const { walkIn: _walkIn, session: _session, ...kept } = member;
  const next: StoredMember = { ...(walkIn === false ? kept : member), ...defined(patch) };
  if (next.walkIn && (next.approver || next.role === 'owner'))
    throw new ProblemError('not-allowed', 'a walk-in has to be kept first', { reason: 'walk-in' });
  return next;
}

/** What the record says of a member who came by a workshop's link and was not kept. */
export function walkInOf({ walkIn }: StoredMember): { readonly walkIn?: true } {
  return walkIn ? { walkIn } : {};
}

async function activeMember({ storage }: Workspace, memberId: string): Promise<StoredMember> {
  const member = await storage.member(memberId);
  if (!member?.active) throw new ProblemError('not-found', 'there is no such member');
  return member;
}

function defined(patch: Omit<MemberPatch, 'walkIn'>): Partial<StoredMember> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
