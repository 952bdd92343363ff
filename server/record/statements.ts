import type { Json, JsonObject } from '../../shared/domain/json';
import { fieldDiff } from '../../shared/domain/diff';
import type { Material } from '../../shared/domain/plan';
import { judgeStatement, type Objection } from '../../shared/domain/judge';
import { mayComeBy, type Refusal } from '../../shared/domain/policy';
import type { RecordEntry, SignedStatement, Statement, StatementKind } from '../../shared/domain/record';
import { signingText } from '../../shared/domain/record';
import type { Head } from '../../shared/domain/verify/chain';
import type { Roster } from '../../shared/domain/verify/roster';
import { planStatus, type CurrentPlan, type PlanStatus } from '../../shared/domain/status';
import { submissionProblems } from '../../shared/domain/validate';
import { verifyEd25519 } from '../base/crypto';
import { ProblemError } from '../base/problem';
import type { StoredBoard } from '../storage/storage';
import type { RecordKeeper } from './keeper';

/** Where a statement is made: a board as it stands, and its record. */
export interface Ground {
  readonly board: StoredBoard;
  readonly record: RecordKeeper;
  readonly document: {
    /** The plan as it stands; null when there is none. */
    plan(planId: string): CurrentPlan | null;
    /** The version of some plan with that digest, if this member was shown it. */
    version(digest: string, to: string): Material | null;
  };
}

/** What a statement is checked against. */
export interface StatementCase {
  readonly signed: SignedStatement;
  /** The kind of the route it came by, and the plan of its address. */
  readonly kind: StatementKind;
  readonly planId: string;
  readonly memberId: string;
  readonly roster: Roster;
  /**
   * The moment by which rights are judged. The entry names it, and readers judge by the very same: what another table
   * knows a moment earlier or later does not count.
   */
  readonly workspace: Head;
  /** Nobody between the signer and this host could read or change it. */
  readonly secure: boolean;
  readonly today: string;
  /** The instant that the entry will have, ISO 8601: readers judge by it who was whose deputy. */
  readonly at: string;
}

/**
 * Checks a statement and appends it, in the order of DESIGN section 6; runs alone in its room. What is refused
 * appends nothing and uses up no nonce.
 * @throws ProblemError
 */
export async function appendStatement(room: Ground, statementCase: StatementCase): Promise<RecordEntry> {
  for (;;) {
    const body = checkStatement(room, statementCase);
    const entry = await room.record.appendStatement(
      room.record.head,
      statementCase.memberId,
      statementCase.signed,
      body,
      statementCase.at,
    );
    if (entry) return entry;
    // Somebody else appended meanwhile: everything is judged again.
    await room.record.refresh();
  }
}

/**
 * What the record tells is for the judge to say. What only the host knows is asked here, each where docs/decisions/0010
 * has it: the caller's device, whether there is such a plan, the way the request came, the plan as it stands now.
 */
function checkStatement(room: Ground, statementCase: StatementCase): JsonObject {
  const { signed, kind, planId, memberId, roster, workspace, secure, today, at } = statementCase;
  const { statement } = signed;
  if (statement.kind !== kind)
    throw new ProblemError('malformed', `this address takes statements of kind ${kind}`);
  const member = roster.rightsAt(memberId, workspace.seq);
  if (!member) throw notAllowed('removed');
  checkSignature(room.board.id, statementCase);

  const plan = room.document.plan(planId);
  const status = planStatus(planId, plan, room.record.entries, today);
  if (!plan && !status.submission) throw new ProblemError('not-found', 'there is no such plan');
  const way = mayComeBy(room.board.policy, secure);
  if (way) throw notAllowed(way);

  const objection = judgeStatement(statement, member, {
    status,
    material: plan?.material ?? {},
    archived: room.board.archived,
    repeated: room.record.entryOf(signed.device, statement.nonce)?.seq ?? null,
    seen: room.record.seqOf(statement.head),
    mandateOf: (absent) => roster.mandateAt(memberId, absent, workspace.seq, at),
    isMember: (id) => roster.rightsAt(id, workspace.seq)?.active ?? false,
  });
  const isAboutPlan = objection?.to === 'head' || objection?.to === 'state';
  if (objection && !isAboutPlan) throw problemOf(objection);
  // Whoever looked at an old version hears that first: it explains the rest.
  checkDigest(room, plan, status, statementCase);
  if (objection) throw problemOf(objection);
  if (kind === 'plan-submitted') checkComplete(planId, plan);

  const beside = { workspaceHead: workspace.hash, department: member.department };
  if (kind !== 'plan-submitted') return beside;
  return { snapshot: plan?.material ?? {}, policy: room.board.policy, ...beside };
}

function checkSignature(board: string, { signed, planId, memberId, roster, workspace }: StatementCase): void {
  const { statement, sig } = signed;
  const device = roster.deviceAt(signed.device, workspace.seq);
  if (!device || device.isRecovery || device.member !== memberId)
    throw new ProblemError('unknown-device', 'the device is not one of yours');
  if (!verifyEd25519(device.publicKey, signingText(statement), sig))
    throw new ProblemError('bad-signature', "the signature is not the device's over this statement");
  if (statement.board !== board || statement.plan !== planId)
    throw new ProblemError('wrong-place', 'the statement is about another board or plan');
}

/** Submitting, approving and launching are about the plan exactly as it stands. */
function checkDigest(
  room: Ground,
  plan: CurrentPlan | null,
  status: PlanStatus,
  { signed: { statement }, memberId }: StatementCase,
): void {
  const { kind, verdict, digest } = statement;
  const exact = kind === 'plan-submitted' || kind === 'launched' || verdict === 'approve';
  if (!exact || digest === plan?.digest) return;
  const named = versionOf(room, statement, memberId) ?? status.submission?.snapshot ?? {};
  const changes = fieldDiff(named, plan?.material ?? {}) as unknown as Json;
  throw new ProblemError('stale', 'the plan has changed since', { changes });
}

/** The version a digest names: from the record, or as this member was shown it. */
function versionOf(room: Ground, { plan, digest }: Statement, member: string): Material | null {
  const submitted = room.record.entries.findLast(
    (entry) => entry.kind === 'plan-submitted' && entry.plan === plan && entry.statement?.digest === digest,
  );
  return (submitted?.body?.['snapshot'] as Material | undefined) ?? room.document.version(digest, member);
}

function checkComplete(planId: string, plan: CurrentPlan | null): void {
  const problems = submissionProblems({ ...plan?.material, id: planId });
  if (problems.length > 0)
    throw new ProblemError('invalid-plan', 'the plan is incomplete or contradicts itself', {
      reason: 'invalid-plan',
      problems,
    });
}

/** An objection in the words of an answer. */
function problemOf(objection: Objection): ProblemError {
  switch (objection.to) {
    case 'person':
      return notAllowed(objection.reason);
    case 'repetition':
      return new ProblemError('replayed', 'this statement is in the record already', { seq: objection.seq });
    case 'head':
      return objection.foreign
        ? new ProblemError('record-diverged', 'the head you saw is not in this record')
        : new ProblemError('stale', 'you had not seen this submission', { changes: [] });
    case 'board':
    case 'state':
      return new ProblemError('wrong-state', 'the plan is not in a state for this', {
        reason: objection.reason,
      });
  }
}

function notAllowed(reason: Refusal): ProblemError {
  return new ProblemError('not-allowed', 'you may not do this', { reason });
}
