import type { MemberPatch } from '../shared/api/contract';
import { mayAdminister } from '../shared/domain/policy';
import type { Member } from '../shared/domain/people';
import { hashSecret } from './crypto';
import { ProblemError } from './problem';
import type { StoredMember } from './storage/storage';
import type { Caller, Workspace } from './workspace';

/** The members as everybody may see them; which boards somebody reads is no one else's business. */
export async function listMembers({ storage }: Workspace): Promise<Member[]> {
  return (await storage.members()).map(memberView);
}

export function memberView({ id, name, department, role, approver, active }: StoredMember): Member {
  return { id, name, department, role, approver, active };
}

/** Who holds a token. @throws ProblemError */
export async function callerOf({ storage }: Workspace, token: string): Promise<Caller> {
  const device = await storage.deviceByToken(hashSecret(token));
  const member = device ? await storage.member(device.member) : null;
  if (!device || !member) throw new ProblemError('not-signed-in', 'the token is none of ours');
  if (!device.active || !member.active)
    throw new ProblemError('not-allowed', 'you are no longer a member of this workspace', {
      reason: 'removed',
    });
  return { member, device };
}

/**
 * Changes name, department, role or approver; rights go into the record, names do not. Links made with rights
 * that are gone stop working, and do not come back with them.
 */
export async function patchMember(
  workspace: Workspace,
  memberId: string,
  patch: MemberPatch,
): Promise<StoredMember> {
  const member = await activeMember(workspace, memberId);
  const next: StoredMember = { ...member, ...defined(patch) };
  if (next.role !== 'owner') await refuseLastOwner(workspace, member);
  const { role, department, approver } = next;
  const sameRights = role === member.role && department === member.department && approver === member.approver;
  const demoted = mayAdminister(member) === null && mayAdminister(next) !== null;
  if (sameRights) await workspace.storage.write({ members: [next] });
  else
    await workspace.record.appendByHost(
      [{ kind: 'role-changed', body: { member: memberId, role, department, approver } }],
      { members: [next], ...(demoted ? { spendInvitesOf: memberId } : {}) },
    );
  return next;
}

/** Ends a membership and every device of it. */
export async function removeMember(workspace: Workspace, memberId: string): Promise<void> {
  const member = await activeMember(workspace, memberId);
  await refuseLastOwner(workspace, member);
  await workspace.record.appendByHost([{ kind: 'member-removed', body: { member: memberId } }], {
    members: [{ ...member, active: false }],
    spendInvitesOf: memberId,
  });
}

async function activeMember({ storage }: Workspace, memberId: string): Promise<StoredMember> {
  const member = await storage.member(memberId);
  if (!member?.active) throw new ProblemError('not-found', 'there is no such member');
  return member;
}

/** A workspace without an owner could never be administered again. */
async function refuseLastOwner({ storage }: Workspace, member: StoredMember): Promise<void> {
  const owners = (await storage.members()).filter(({ active, role }) => active && role === 'owner');
  if (owners.length === 1 && owners[0]?.id === member.id)
    throw new ProblemError('last-owner', 'the last owner stays one; make somebody else an owner first');
}

function defined(patch: MemberPatch): Partial<StoredMember> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
