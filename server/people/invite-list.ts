import type { InviteRow } from '../../shared/api/contract';
import { mayAdminister } from '../../shared/domain/policy';
import { ProblemError } from '../base/problem';
import type { StoredInvite } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import { letsIn } from './walk-ins';

/** Invites that ended longer ago than this, in milliseconds, are not listed any more. */
const LISTED = 90 * 24 * 60 * 60_000;

/** The invites by which somebody may become a member, newest first; devices are each one's own affair. */
export async function listInvites(workspace: Workspace): Promise<InviteRow[]> {
  const { storage, ports } = workspace;
  const rows: InviteRow[] = [];
  for (const invite of await storage.invites()) {
    const { id, kind, role, department, approver, boards, usesLeft } = invite;
    if (kind !== 'invite' && kind !== 'owner-recovery') continue;
    const state = await stateOfInvite(workspace, invite);
    if (state !== 'open' && invite.expiresAt < ports.clock.now() - LISTED) continue;
    const maker = invite.by === null ? null : await storage.device(invite.by);
    const expiresAt = new Date(invite.expiresAt).toISOString();
    const by = maker?.member ?? null;
    const sees = boards && [...boards];
    rows.push({ id, kind, role, department, approver, boards: sees, by, usesLeft, expiresAt, state });
  }
  return rows.toReversed();
}

/** Ends an open invite. @throws ProblemError when there is none such */
export async function revokeInvite(workspace: Workspace, { member }: Caller, id: string): Promise<void> {
  const invite = (await workspace.storage.invites()).find((each) => each.id === id);
  if (!invite || invite.kind === 'device' || (await stateOfInvite(workspace, invite)) !== 'open')
    throw new ProblemError('not-found', 'there is no such open invite');
  await workspace.record.appendByHost([{ kind: 'invite-revoked', body: { invite: id, by: member.id } }], {
    revokeInvite: id,
  });
}

/** Whether an invite lets anybody in, and if not, why. */
export async function stateOfInvite(
  { storage, ports }: Workspace,
  invite: StoredInvite,
): Promise<InviteRow['state']> {
  if (invite.revoked) return 'revoked';
  if (invite.usesLeft < 1) return 'used';
  if (invite.expiresAt <= ports.clock.now()) return 'expired';
  if (invite.kind === 'device' && !invite.vouched) return 'revoked';
  // A link outlives neither the membership it adds to nor the device that vouches for it.
  const member = invite.member === null ? null : await storage.member(invite.member);
  const voucher = invite.by === null ? null : await storage.device(invite.by);
  const maker = voucher === null ? null : await storage.member(voucher.member);
  if (member?.active === false || voucher?.active === false || maker?.active === false) return 'revoked';
  if (invite.kind === 'walk-in')
    return (await letsIn(storage, invite, maker, ports.clock.now())) ? 'open' : 'revoked';
  // What an owner may give he gives while he is one.
  if (invite.kind === 'invite' && (!maker || mayAdminister(maker))) return 'revoked';
  return 'open';
}
