import type { Json, JsonObject } from '../../shared/domain/json';
import { fieldDiff } from '../../shared/domain/diff';
import type { Material } from '../../shared/domain/plan';
import {
  mayClose,
  mayComeBy,
  mayDecide,
  mayLaunch,
  maySubmit,
  mayWithdraw,
  needsPromise,
  type Refusal,
} from '../../shared/domain/policy';
import type { RecordEntry, SignedStatement, Statement, StatementKind } from '../../shared/domain/record';
import { signingText } from '../../shared/domain/record';
import type { Rights } from '../../shared/domain/people';
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
    /** The version of some plan with that digest, if it is still known. */
    version(digest: string): Material | null;
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
}

/** Reasons that lie in the person and his way here, not in the plan's state: they do not pass with time. */
const RIGHTS: ReadonlySet<Refusal> = new Set<Refusal>([
  'removed',
  'guest',
  'not-owner',
  'not-approver',
  'wrong-department',
  'own-plan',
  'own-submission',
  'same-department',
  'not-plan-owner',
  'needs-tls',
]);

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
    );
    if (entry) return entry;
    // Somebody else appended meanwhile: everything is judged again.
    await room.record.refresh();
  }
}

function checkStatement(room: Ground, statementCase: StatementCase): JsonObject {
  const { signed, kind, planId, memberId, roster, workspace, secure, today } = statementCase;
  const { statement } = signed;
  if (statement.kind !== kind)
    throw new ProblemError('malformed', `this address takes statements of kind ${kind}`);
  const member = roster.rightsAt(memberId, workspace.seq);
  if (!member) throw new ProblemError('not-allowed', RIGHT_WORDS, { reason: 'removed' });
  checkSignature(room.board.id, statementCase);

  const plan = room.document.plan(planId);
  const status = planStatus(planId, plan, room.record.entries, today);
  if (!plan && !status.submission) throw new ProblemError('not-found', 'there is no such plan');
  const refusal = mayComeBy(room.board.policy, secure) ?? refusalOf(member, plan, status, statement);
  if (refusal && RIGHTS.has(refusal)) throw new ProblemError('not-allowed', RIGHT_WORDS, { reason: refusal });

  const replayed = room.record.entryOf(signed.device, statement.nonce);
  if (replayed)
    throw new ProblemError('replayed', 'this statement is in the record already', { seq: replayed.seq });

  if (room.board.archived) throw wrongState('ended');
  checkDigest(room, plan, status, statement);
  checkHead(room, status, statement);
  if (refusal) throw wrongState(refusal);
  if (statement.kind === 'plan-submitted') {
    checkComplete(planId, plan);
    const { department } = member;
    return {
      snapshot: plan?.material ?? {},
      policy: room.board.policy,
      workspaceHead: workspace.hash,
      department,
    };
  }
  const material = status.submission?.snapshot ?? {};
  if (statement.verdict === 'approve' && !statement.promise && needsPromise(material, status))
    throw wrongState('promise-missing');
  if (statement.promise && !roster.rightsAt(statement.promise.ownerId, workspace.seq)?.active)
    throw wrongState('promise-owner-unknown');
  return { workspaceHead: workspace.hash, department: member.department };
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

/**
 * The policy's word. Who decides is a matter of what was submitted: readers judge by it, and any editor can write
 * another kind into the document. A plan gone from there is judged as it was submitted last.
 */
function refusalOf(
  member: Rights,
  current: CurrentPlan | null,
  status: PlanStatus,
  { kind, verdict }: Statement,
): Refusal | null {
  const plan: Material = current?.material ?? status.submission?.snapshot ?? {};
  switch (kind) {
    case 'plan-submitted':
      return maySubmit(member, status);
    case 'decision':
      return mayDecide(member, status.submission?.snapshot ?? plan, status, verdict ?? 'decline');
    case 'launched':
      return mayLaunch(member, plan, status);
    case 'closed':
      return mayClose(member, plan, status);
    case 'withdrawn':
      return mayWithdraw(member, plan, status);
  }
}

/** Submitting, approving and launching are about the plan exactly as it stands. */
function checkDigest(room: Ground, plan: CurrentPlan | null, status: PlanStatus, statement: Statement): void {
  const { kind, verdict, digest } = statement;
  const exact = kind === 'plan-submitted' || kind === 'launched' || verdict === 'approve';
  if (!exact || digest === plan?.digest) return;
  const named = versionOf(room, statement) ?? status.submission?.snapshot ?? {};
  const changes = fieldDiff(named, plan?.material ?? {}) as unknown as Json;
  throw new ProblemError('stale', 'the plan has changed since', { changes });
}

/** The version a digest names: from the record, or as somebody was shown it. */
function versionOf(room: Ground, { plan, digest }: Statement): Material | null {
  const submitted = room.record.entries.findLast(
    (entry) => entry.kind === 'plan-submitted' && entry.plan === plan && entry.statement?.digest === digest,
  );
  return (submitted?.body?.['snapshot'] as Material | undefined) ?? room.document.version(digest);
}

function checkHead({ record }: Ground, { submission }: PlanStatus, { head, verdict }: Statement): void {
  const seen = record.seqOf(head);
  if (seen === null) throw new ProblemError('record-diverged', 'the head you saw is not in this record');
  if (verdict === 'approve' && submission && seen < submission.seq)
    throw new ProblemError('stale', 'you had not seen this submission', { changes: [] });
}

function checkComplete(planId: string, plan: CurrentPlan | null): void {
  const problems = submissionProblems({ ...plan?.material, id: planId });
  if (problems.length > 0)
    throw new ProblemError('invalid-plan', 'the plan is incomplete or contradicts itself', {
      reason: 'invalid-plan',
      problems,
    });
}

const RIGHT_WORDS = 'you may not do this';

function wrongState(reason: Refusal): ProblemError {
  return new ProblemError('wrong-state', 'the plan is not in a state for this', { reason });
}
