import {
  joinProofText,
  type InviteBody,
  type InviteView,
  type JoinAnswer,
  type JoinBody,
} from '../../shared/api/contract';
import { newId, newSecret } from '../../shared/domain/ids';
import type { Json } from '../../shared/domain/json';
import { signingText, type SignedDeviceLink } from '../../shared/domain/record';
import type { HostEntry } from '../record/keeper';
import { hashSecret, verifyEd25519 } from '../base/crypto';
import { stateOfInvite } from './invite-list';
import { ProblemError } from '../base/problem';
import type { Batch, StoredInvite, StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import { refuseWalkIn } from './walk-ins';

const MINUTE = 60_000;
/** A week: long enough for a colleague on holiday, short enough to be forgotten safely. */
const DEFAULT_EXPIRY_MINUTES = 7 * 24 * 60;
const DEVICE_LINK_MINUTES = 15;
/** Whoever ran the command on the host's machine stands beside it. */
const OWNER_RECOVERY_MINUTES = 24 * 60;

/** A secret that was just made: the only moment in which it is known. */
export interface MadeLink {
  readonly secret: string;
  readonly expiresAt: string;
}
export interface MadeInvite extends MadeLink {
  /** What the record calls it. */
  readonly id: string;
}

/** The secret that makes its holder the first owner; null once there is an owner. The former one stops working. */
export async function newOwnerInvite(workspace: Workspace): Promise<string | null> {
  const { storage, ports } = workspace;
  if ((await storage.members()).some(({ active, role }) => active && role === 'owner')) return null;
  const { secret, invite } = make(workspace, {
    kind: 'owner',
    role: 'owner',
    expiresAt: ports.clock.now() + 365 * 24 * 60 * MINUTE,
  });
  await storage.write({ dropInvites: 'owner', invites: [invite] });
  return secret;
}

/** An invite by an owner. Those that give more than an ordinary place work once. */
export async function newInvite(
  workspace: Workspace,
  { member, device }: Caller,
  body: InviteBody,
): Promise<MadeInvite> {
  const powerful = body.role === 'owner' || body.approver === true;
  if (powerful && (body.uses ?? 1) > 1)
    throw new ProblemError('malformed', 'an invite for an approver or owner works once');
  if (body.role === 'guest' && body.approver)
    throw new ProblemError('malformed', 'a guest cannot be an approver');
  const { secret, invite } = make(workspace, {
    kind: 'invite',
    role: body.role,
    department: body.department ?? null,
    approver: body.approver ?? false,
    boards: body.boards ?? null,
    by: device.id,
    usesLeft: powerful ? 1 : (body.uses ?? 1),
    expiresAt: workspace.ports.clock.now() + (body.expiresInMinutes ?? DEFAULT_EXPIRY_MINUTES) * MINUTE,
  });
  const { id, role, department, approver, boards, usesLeft: uses } = invite;
  const { expiresAt } = made(secret, invite);
  const terms = { role, department, approver, boards: boards && [...boards], uses, expiresAt };
  await workspace.record.appendByHost(
    [{ kind: 'invite-made', body: { invite: id, ...terms, by: member.id } }],
    { invites: [invite] },
  );
  return { ...made(secret, invite), id };
}

/**
 * The link for a new owner when none can get in any more, made on the host's machine and recorded so. It gives no
 * device to a member there is: nobody but he could vouch for it. The one before stops working.
 */
export async function newOwnerRecovery(workspace: Workspace): Promise<MadeLink> {
  const { secret, invite } = make(workspace, {
    kind: 'owner-recovery',
    role: 'owner',
    expiresAt: workspace.ports.clock.now() + OWNER_RECOVERY_MINUTES * MINUTE,
  });
  await workspace.record.appendByHost([{ kind: 'owner-recovery', body: { invite: invite.id } }], {
    dropInvites: 'owner-recovery',
    invites: [invite],
  });
  return made(secret, invite);
}

/**
 * A link that adds a further device to its maker. A token alone does not get one: whoever holds it could enrol a
 * key of his own and sign in the member's name.
 * @throws ProblemError
 */
export async function newDeviceLink(
  workspace: Workspace,
  { member }: Pick<Caller, 'member'>,
  vouched: SignedDeviceLink,
): Promise<MadeLink> {
  refuseWalkIn(member);
  await checkVoucher(workspace, member.id, vouched);
  const { secret, invite } = make(workspace, {
    kind: 'device',
    role: member.role,
    member: member.id,
    by: vouched.device,
    vouched,
    expiresAt: workspace.ports.clock.now() + DEVICE_LINK_MINUTES * MINUTE,
  });
  if ((await workspace.storage.write({ invites: [invite] })) === 'replayed')
    throw new ProblemError('replayed', 'this statement has made a link already');
  return made(secret, invite);
}

/** Whether a device of the member vouches. A recovery key does so in its own way only. @throws ProblemError */
export async function checkVoucher(
  { storage, record }: Workspace,
  memberId: string,
  { statement, device: deviceId, sig }: SignedDeviceLink,
): Promise<void> {
  const device = await storage.device(deviceId);
  if (!device?.active || device.kind !== 'device' || device.member !== memberId)
    throw new ProblemError('unknown-device', 'the device is not one of yours');
  if (!verifyEd25519(device.publicKey, signingText(statement), sig))
    throw new ProblemError('bad-signature', "the signature is not the device's over this statement");
  if (statement.member !== memberId)
    throw new ProblemError('wrong-place', 'the statement is about another member');
  if (record.seqOf(statement.head) === null)
    throw new ProblemError('record-diverged', 'the head you saw is not in this record');
}

/** What the holder of a link may know before he joins. */
export async function viewInvite(workspace: Workspace, secret: string): Promise<InviteView> {
  const invite = await validInvite(workspace, secret);
  const member = invite.member === null ? null : await workspace.storage.member(invite.member);
  return {
    company: workspace.facts.company,
    kind: invite.kind === 'owner-recovery' || invite.kind === 'walk-in' ? 'invite' : invite.kind,
    role: member?.role ?? invite.role,
    department: member?.department ?? invite.department,
    approver: member?.approver ?? invite.approver,
    ...(invite.kind === 'walk-in' ? { walkIn: true } : {}),
    name: member?.name ?? null,
  };
}

/** Enrols a device: of a new member, or a further one by a device link. */
export async function join(workspace: Workspace, body: JoinBody): Promise<JoinAnswer> {
  const { storage, ports } = workspace;
  const again = await joinedBefore(workspace, body);
  if (again) return again;
  const invite = await validInvite(workspace, body.invite);
  if (await storage.deviceByKey(body.deviceKey))
    throw new ProblemError('already-joined', 'this device belongs to a member already');
  const existing = invite.member === null ? null : await storage.member(invite.member);
  const member = existing ?? newMember(workspace, invite, body);
  const device = {
    id: newId(ports.random),
    member: member.id,
    publicKey: body.deviceKey,
    active: true,
    kind: 'device',
  } as const;
  const token = newSecret(ports.random);

  const { role, department, approver } = member;
  const joined: HostEntry = {
    kind: 'member-joined',
    body: {
      member: member.id,
      role,
      department,
      approver,
      boards: member.boards && [...member.boards],
      ...(invite.kind === 'owner' ? {} : { invite: invite.id }),
      ...(member.session === undefined ? {} : { walkIn: true, session: member.session }),
    },
  };
  const enrolled: HostEntry = {
    kind: 'device-enrolled',
    body: {
      member: member.id,
      device: device.id,
      publicKey: device.publicKey,
      by: invite.by ?? 'host',
      ...(invite.vouched ? { vouched: invite.vouched as unknown as Json } : {}),
    },
  };
  const batch: Batch = {
    redeem: invite.hash,
    devices: [{ ...device, tokenHash: hashSecret(token) }],
    ...(existing ? {} : { members: [member] }),
    ...(invite.kind === 'owner' ? { workspace: named(workspace, body.company) } : {}),
  };
  const written = await workspace.record.appendByHost(existing ? [enrolled] : [joined, enrolled], batch);
  if (written === 'invite-spent') throw spent();
  if (batch.workspace) workspace.facts = batch.workspace;
  return { token, memberId: member.id, deviceId: device.id, role };
}

/**
 * The answer to a join that succeeded already, in case the first one was lost: the same member and device, and a
 * new token in place of the old one. Null for anybody who is not that device, or came by another invite.
 */
async function joinedBefore({ storage, ports }: Workspace, body: JoinBody): Promise<JoinAnswer | null> {
  const device = await storage.deviceByKey(body.deviceKey);
  const member = device ? await storage.member(device.member) : null;
  if (!device?.active || !member?.active || body.proof === undefined) return null;
  if ((await storage.inviteOf(device.id)) !== hashSecret(body.invite)) return null;
  if (!verifyEd25519(device.publicKey, joinProofText(body), body.proof)) return null;
  const token = newSecret(ports.random);
  await storage.write({ devices: [{ ...device, tokenHash: hashSecret(token) }] });
  return { token, memberId: member.id, deviceId: device.id, role: member.role };
}

async function validInvite(workspace: Workspace, secret: string): Promise<StoredInvite> {
  const invite = await workspace.storage.invite(hashSecret(secret));
  if (!invite || (await stateOfInvite(workspace, invite)) !== 'open') throw spent();
  return invite;
}

function newMember({ ports }: Workspace, invite: StoredInvite, body: JoinBody): StoredMember {
  return {
    id: newId(ports.random),
    name: body.name,
    department: invite.department ?? body.department,
    role: invite.role,
    // Whoever founds a workspace has nobody who could name him; an invite by somebody says it itself.
    approver: invite.kind === 'owner' ? (body.approver ?? false) : invite.approver,
    active: true,
    boards: invite.boards,
    ...(invite.session === undefined ? {} : { walkIn: true, session: invite.session }),
  };
}

function named({ facts }: Workspace, company: string | undefined): Workspace['facts'] {
  return { ...facts, company: company ?? facts.company };
}

function make(
  { ports }: Workspace,
  facts: Partial<StoredInvite> & Pick<StoredInvite, 'kind' | 'role' | 'expiresAt'>,
): { secret: string; invite: StoredInvite } {
  const secret = newSecret(ports.random);
  const defaults = {
    department: null,
    approver: false,
    boards: null,
    member: null,
    by: null,
    vouched: null,
    usesLeft: 1,
  };
  const id = newId(ports.random);
  return { secret, invite: { ...defaults, ...facts, id, revoked: false, hash: hashSecret(secret) } };
}

function made(secret: string, { expiresAt }: StoredInvite): MadeLink {
  return { secret, expiresAt: new Date(expiresAt).toISOString() };
}

function spent(): ProblemError {
  return new ProblemError('invite-invalid', 'the link is used up, too old or none of ours');
}
