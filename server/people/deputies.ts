import type { AbsenceBody } from '../../shared/api/contract';
import {
  isInForce,
  mayDelegate,
  needsConsent,
  type Absence,
  type Capacities,
  type Delegation,
} from '../../shared/domain/turn/delegation';
import { mandatesOf } from '../../shared/domain/turn/turn';
import { signingText, type RecordEntry, type SignedDelegation } from '../../shared/domain/record';
import { dayOf, instantOf } from '../base/ports';
import { verifyEd25519 } from '../base/crypto';
import { ProblemError } from '../base/problem';
import type { Caller, Workspace } from '../workspace';

/** What everybody may know of who is away: those who are or will be, never why. */
export async function absencesOf({ storage, ports }: Workspace): Promise<Absence[]> {
  const today = dayOf(ports.clock);
  return (await storage.absences()).filter(({ until }) => until >= today);
}

/**
 * Says when the caller is away; one absence at a time, the last one said counts.
 * @throws ProblemError when it is no longer the one that he changes
 */
export async function setAbsence(
  workspace: Workspace,
  { member }: Caller,
  { from, until, before }: AbsenceBody,
): Promise<void> {
  const now = (await absencesOf(workspace)).find((each) => each.member === member.id);
  if (before !== undefined && (before?.from !== now?.from || before?.until !== now?.until))
    throw new ProblemError('absence-changed', 'the absence has been changed meanwhile');
  await workspace.storage.write({ absences: [{ member: member.id, from, until }] });
}

/** The caller is back, or does not go. */
export async function endAbsence({ storage }: Workspace, { member }: Caller): Promise<void> {
  await storage.write({ endAbsenceOf: member.id });
}

/** Delegations that hold now or will, by the workspace's record. */
export function delegationsOf(workspace: Workspace): Delegation[] {
  const now = instantOf(workspace.ports.clock);
  return workspace
    .roster()
    .delegations()
    .filter(({ until }) => now < until)
    .map(({ hash: _hash, ...delegation }) => delegation);
}

/** Delegations that hold at the moment. */
export function delegationsNow(workspace: Workspace): Delegation[] {
  const now = instantOf(workspace.ports.clock);
  return delegationsOf(workspace).filter((each) => isInForce(each, now));
}

/** What is asked of the owners: to say yes to a deputy, with the entry of the workspace's record that asks it. */
export interface ConsentAsked {
  readonly member: string;
  readonly deputy: string;
  readonly hash: string;
  readonly at: string;
}

/** The deputies who wait for an owner's yes, and could be what they were named for. */
export function consentsAsked(workspace: Workspace): ConsentAsked[] {
  const { record } = workspace;
  const roster = workspace.roster();
  const [now, { seq }] = [instantOf(workspace.ports.clock), record.head];
  return roster.delegations().flatMap((each) => {
    const [absent, deputy] = [roster.rightsAt(each.member, seq), roster.rightsAt(each.deputy, seq)];
    const isOpen = absent && deputy && now < each.until && mayDelegate(absent, deputy) === null;
    if (!isOpen || !needsConsent(each, deputy)) return [];
    const { member, hash } = each;
    const at = record.entries.findLast((entry) => entry.hash === hash)?.at;
    return at === undefined ? [] : [{ member, deputy: each.deputy, hash, at }];
  });
}

/** A member's rights by the record as it is now, and on whose behalf he decides; null for nobody it knows. */
export function rightsNow(workspace: Workspace, memberId: string): Capacities | null {
  return rightsAt(workspace, memberId, workspace.record.head.seq);
}

/** Whom a change of somebody's rights concerns, each with what he could do before: him, and who stands in for him. */
export function concernedByRights(
  workspace: Workspace,
  memberId: string,
  seq: number,
): { readonly id: string; readonly before: Capacities | null }[] {
  const deputies = delegationsNow(workspace).flatMap(({ member, deputy }) =>
    member === memberId ? [deputy] : [],
  );
  return [memberId, ...deputies].map((id) => ({ id, before: rightsAt(workspace, id, seq - 1) }));
}

/** The same by the rights as they were once so many entries were there. */
function rightsAt(workspace: Workspace, memberId: string, seq: number): Capacities | null {
  const rightsOf = (member: string) => workspace.roster().rightsAt(member, seq);
  const rights = rightsOf(memberId);
  return rights && { ...rights, mandates: mandatesOf(memberId, delegationsNow(workspace), rightsOf) };
}

/**
 * Puts into the record what the caller's device signed: who stands in for him, or that nobody does any more. Refused in the
 * order of docs/decisions/0010.
 * @throws ProblemError
 */
export async function delegate(
  workspace: Workspace,
  { member }: Caller,
  signed: SignedDelegation,
): Promise<RecordEntry> {
  const { record } = workspace;
  const { statement, device: deviceId, sig } = signed;
  const roster = workspace.roster();
  const { seq } = record.head;
  const device = roster.deviceAt(deviceId, seq);
  if (!device || device.isRecovery || device.member !== member.id)
    throw new ProblemError('unknown-device', 'the device is not one of yours');
  if (!verifyEd25519(device.publicKey, signingText(statement), sig))
    throw new ProblemError('bad-signature', "the signature is not the device's over this statement");
  if (statement.member !== member.id)
    throw new ProblemError('wrong-place', 'the statement is about somebody else');
  const rights = roster.rightsAt(member.id, seq);
  if (!rights?.active) throw notAllowed('removed');
  const { deputy } = statement;
  const refusal = deputy ? mayDelegate(rights, roster.rightsAt(deputy.member, seq)) : null;
  if (refusal) throw notAllowed(refusal);
  const former = record.entries.find(({ kind, body }) => {
    const said = kind === 'delegated' ? (body?.['delegated'] as unknown as SignedDelegation) : null;
    return said?.device === deviceId && said.statement.nonce === statement.nonce;
  });
  if (former)
    throw new ProblemError('replayed', 'this statement is in the record already', { seq: former.seq });
  if (record.seqOf(statement.head) === null)
    throw new ProblemError('record-diverged', 'the head you saw is not in this record');
  await record.appendByHost([{ kind: 'delegated', body: { delegated: signed } }]);
  const entry = record.entries.at(-1);
  if (!entry) throw new ProblemError('failed', 'the entry is not there');
  return entry;
}

/**
 * An owner says yes to a deputy who is no approver himself, while that could count. Of one who is, nobody is asked.
 * @throws ProblemError
 */
export async function allowDeputy(workspace: Workspace, by: Caller, memberId: string): Promise<void> {
  const roster = workspace.roster();
  const { seq } = workspace.record.head;
  const delegation = roster.delegationAt(memberId, seq);
  const deputy = delegation && roster.rightsAt(delegation.deputy, seq);
  if (!deputy) throw new ProblemError('not-found', 'nobody was named');
  if (!needsConsent(delegation, deputy)) return;
  if (!consentsAsked(workspace).some(({ hash }) => hash === delegation.hash))
    throw new ProblemError('not-found', 'whoever was named cannot stand in any more');
  await workspace.record.appendByHost([
    { kind: 'deputy-allowed', body: { delegation: delegation.hash, by: by.member.id } },
  ]);
}

function notAllowed(reason: string): ProblemError {
  return new ProblemError('not-allowed', 'you may not do this', { reason });
}
