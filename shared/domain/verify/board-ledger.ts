import { canonicalText, isJsonObject, type Json, type JsonObject } from '../json';
import { PlanLog, statementOf, type History } from '../history';
import { judgeStatement, type Objection } from '../judge';
import { digestOf } from '../plan';
import { GENESIS, type RecordEntry, type Statement } from '../record';
import { NOTHING_SEEN } from './chain';
import { statusFrom, type PlanStatus } from '../status';
import { HOST, type Roster } from './roster';
import { isPersonal, signatureOf, type Judgement, type Ledger, type Personal } from './signatures';

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
  /** Where a device's nonce stands. */
  readonly #nonces = new Map<string, number>();
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
    return { ...this.#judgeStatement(entry, moment), signatures };
  }

  /** A later version may have said it: then it was signed by somebody who is here, and counts for nothing. */
  #judgeStatement(entry: Personal, moment: number): Judgement {
    const roster = this.#roster();
    const statement = statementOf(entry);
    const log = this.#logOf(entry.plan);
    const history = log.history();
    const nonce = `${entry.device}/${String(entry.statement.nonce)}`;
    const objection = judgeStatement(statement, roster.rightsAt(entry.by, moment), {
      status: statusAt(history, statement),
      material: {},
      archived: this.#archived,
      repeated: this.#nonces.get(nonce) ?? null,
      seen: this.#seqs.get(String(entry.statement.head)) ?? null,
      mandateOf: (absent) => roster.mandateAt(entry.by, absent, moment, entry.at),
      isMember: (id) => roster.rightsAt(id, moment)?.active ?? false,
    });
    if (objection) return faultOf(objection);
    this.#nonces.set(nonce, entry.seq);
    const fault = statement?.kind === 'plan-submitted' && this.#besideFault(entry, statement, moment);
    if (fault) return fault;
    log.add(entry);
    return { fault: null };
  }

  /** What the host wrote beside a submission: the version that was signed, the rules in force, the submitter's side. */
  #besideFault({ by, body }: Personal, { digest }: Statement, moment: number): Judgement | null {
    const { snapshot, policy, department } = isJsonObject(body) ? body : {};
    if (!isJsonObject(snapshot) || digestOf(snapshot) !== digest) return { fault: 'wrong-signature' };
    if (rulesOf(policy) !== rulesOf(this.#policy)) return { fault: 'wrong-policy' };
    const isSide = department === this.#roster().rightsAt(by, moment)?.department;
    return isSide ? null : { fault: 'no-right', reason: 'wrong-department' };
  }

  #logOf(plan = ''): PlanLog {
    const log = this.#plans.get(plan) ?? new PlanLog();
    this.#plans.set(plan, log);
    return log;
  }
}

/** An objection as readers name it. */
function faultOf(objection: Objection): Judgement {
  if (objection.to === 'repetition') return { fault: 'replayed' };
  return objection.to === 'head' ? { fault: 'unseen' } : { fault: 'no-right', reason: objection.reason };
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
function statusAt(history: History, statement: Statement | null): PlanStatus {
  if (!statement) return statusFrom(history, null, NO_DAY);
  const { digest } = statement;
  const known = [history.agreement, history.submission].find((version) => version?.digest === digest);
  return statusFrom(history, { digest, material: known?.snapshot ?? {} }, NO_DAY);
}
