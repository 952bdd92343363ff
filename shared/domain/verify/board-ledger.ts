import { canonicalText, isJsonObject, type Json, type JsonObject } from '../json';
import { PlanLog, statementOf } from '../history';
import type { Rights } from '../people';
import { digestOf } from '../plan';
import {
  mayClose,
  mayDecide,
  mayLaunch,
  maySubmit,
  mayWithdraw,
  needsPromise,
  type Refusal,
} from '../policy';
import { GENESIS, type RecordEntry, type Statement } from '../record';
import { NOTHING_SEEN } from './chain';
import { statusFrom, type PlanStatus } from '../status';
import type { Judgement, Ledger } from './signatures';
import { HOST, type Roster } from './roster';
import { isPersonal, signatureOf, type Personal, type SignatureToCheck } from './signatures';

/** Status needs a day only to say what is late, which is no matter of the record. */
const NO_DAY = '0000-01-01';

/**
 * A board's record, entry by entry, judged as the host has to judge it, with the rights its signer had at the moment
 * of the workspace record that the entry names (DESIGN section 6).
 */
export class BoardLedger implements Ledger {
  readonly #roster: () => Roster;
  readonly #plans = new Map<string, PlanLog>();
  readonly #seqs = new Map<string, number>([[GENESIS, 0]]);
  readonly #nonces = new Set<string>();
  #policy: Json = null;
  #archived = false;
  /** The moment of the workspace record that was named last. */
  #workspaceSeq = 0;

  constructor(roster: () => Roster) {
    this.#roster = roster;
  }

  judge(entry: RecordEntry): Judgement {
    const judgement = isPersonal(entry) ? this.#judgePersonal(entry) : this.#judgeHost(entry);
    this.#seqs.set(entry.hash, entry.seq);
    return judgement;
  }

  #judgeHost(entry: RecordEntry): Judgement {
    const host = entry.by === HOST ? this.#roster().deviceAt(entry.device, this.#roster().size) : null;
    if (host?.member !== HOST) return { fault: 'unknown-device' };
    const signature = signatureOf(entry, host);
    if (!signature) return { fault: 'wrong-signature' };
    const signatures = [signature];
    const body = isJsonObject(entry.body) ? entry.body : {};
    if (entry.kind === 'board-created' || entry.kind === 'policy-changed')
      this.#policy = body['policy'] ?? null;
    if (entry.kind === 'archived' || entry.kind === 'unarchived') this.#archived = entry.kind === 'archived';
    if (entry.kind === 'restored') return { ...this.#judgeRestored(entry.board, body), signatures };
    return { fault: null, signatures };
  }

  /** A board goes back only with the workspace, whose entry says where this board stood, and once by each. */
  #judgeRestored(board: string, { workspace, epoch, lost }: { readonly [key: string]: Json }): Judgement {
    const whole = this.#roster().restoration(workspace);
    const moment = this.#roster().seqOf(workspace);
    const isGenuine = whole?.['epoch'] === epoch && isSameHead(lost, lostIn(whole, board));
    // A restore whose moment was named before has been applied already, or was never to be.
    if (!isGenuine || moment === null || moment <= this.#workspaceSeq) return { fault: 'wrong-workspace' };
    this.#workspaceSeq = moment;
    return { fault: null };
  }

  #judgePersonal(entry: Personal): Judgement {
    const roster = this.#roster();
    const body = isJsonObject(entry.body) ? entry.body : {};
    const named = body['workspaceHead'];
    // An entry that names no moment is judged by the last one that was named.
    const moment = named === undefined ? this.#workspaceSeq : roster.seqOf(named);
    if (moment === null || moment < this.#workspaceSeq) return { fault: 'wrong-workspace' };
    const device = roster.deviceAt(entry.device, moment);
    if (!device || device.isRecovery || device.member !== entry.by) return { fault: 'unknown-device' };
    const signature = signatureOf(entry, device);
    if (!signature) return { fault: 'wrong-signature' };
    const signatures = [signature];
    this.#workspaceSeq = moment;
    return { ...this.#judgeStatement(entry, moment, signatures), signatures };
  }

  #judgeStatement(entry: Personal, moment: number, signatures: readonly SignatureToCheck[]): Judgement {
    const { head, nonce } = entry.statement;
    const used = `${entry.device}/${String(nonce)}`;
    if (this.#nonces.has(used)) return { fault: 'replayed' };
    this.#nonces.add(used);
    const seen = this.#seqs.get(String(head));
    if (seen === undefined) return { fault: 'unseen' };
    const rights = this.#roster().rightsAt(entry.by, moment);
    if (!rights?.active) return { fault: 'no-right', reason: 'removed' };
    // A later version may have said it: it was signed by somebody who is here, and counts for nothing.
    const statement = statementOf(entry);
    if (!statement) return { fault: null, signatures };
    return this.#judgeDeed(entry, statement, seen, rights, moment);
  }

  #judgeDeed(
    entry: RecordEntry,
    statement: Statement,
    seen: number,
    rights: Rights,
    moment: number,
  ): Judgement {
    const log = this.#plans.get(statement.plan) ?? new PlanLog();
    this.#plans.set(statement.plan, log);
    const status = statusOf(log, statement);
    if (statement.kind === 'plan-submitted') {
      const { snapshot, policy, department } = isJsonObject(entry.body) ? entry.body : {};
      if (!isJsonObject(snapshot) || digestOf(snapshot) !== statement.digest)
        return { fault: 'wrong-signature' };
      if (rulesOf(policy) !== rulesOf(this.#policy)) return { fault: 'wrong-policy' };
      if (department !== rights.department) return { fault: 'no-right', reason: 'wrong-department' };
    }
    const reason = this.#refusalOf(statement, status, rights, moment);
    if (reason) return { fault: 'no-right', reason };
    if (statement.verdict === 'approve' && seen < (status.submission?.seq ?? 0)) return { fault: 'unseen' };
    log.add(entry);
    return { fault: null };
  }

  /** What the host asks, as far as it can be asked of the record alone. */
  #refusalOf(statement: Statement, status: PlanStatus, rights: Rights, moment: number): Refusal | null {
    const { kind, verdict, digest, promise } = statement;
    const submitted = status.submission?.snapshot ?? {};
    if (this.#archived) return 'ended';
    if (kind === 'plan-submitted') return maySubmit(rights, status);
    if (kind === 'launched') return mayLaunch(rights, submitted, status);
    if (kind === 'closed') return mayClose(rights, submitted, status);
    if (kind === 'withdrawn') return mayWithdraw(rights, submitted, status);
    const refusal = mayDecide(rights, submitted, status, verdict ?? 'decline');
    if (refusal || verdict !== 'approve') return refusal;
    if (status.submission?.digest !== digest) return 'changed-since-submitted';
    if (!promise) return needsPromise(submitted, status) ? 'promise-missing' : null;
    const keeper = this.#roster().rightsAt(promise.ownerId, moment);
    return keeper?.active ? null : 'promise-owner-unknown';
  }
}

/** Where a board stood before a restore of the workspace; one that was not there, nowhere. */
function lostIn(whole: JsonObject | null, board: string): Json {
  const lost = whole?.['lost'];
  const boards = isJsonObject(lost) ? lost['boards'] : undefined;
  return (isJsonObject(boards) ? boards[board] : undefined) ?? { ...NOTHING_SEEN };
}

function isSameHead(one: Json | undefined, other: Json): boolean {
  return (
    isJsonObject(one) && isJsonObject(other) && one['seq'] === other['seq'] && one['hash'] === other['hash']
  );
}

/** A policy as text; a rule that is said to be off is the same as one that is not there. */
function rulesOf(policy: Json | undefined): string {
  if (!isJsonObject(policy)) return canonicalText(policy ?? null);
  const { encryptedOnly, ...rules } = policy;
  return canonicalText(encryptedOnly === false ? rules : policy);
}

/** The plan's status as it was if its document stood as the statement says: that it did is the host's to know. */
function statusOf(log: PlanLog, { digest }: Statement): PlanStatus {
  const history = log.history();
  const { agreement, submission } = history;
  const known = [agreement, submission].find((version) => version?.digest === digest);
  return statusFrom(history, { digest, material: known?.snapshot ?? {} }, NO_DAY);
}
