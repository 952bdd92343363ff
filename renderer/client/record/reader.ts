import { Mutex } from 'async-mutex';
import { recordAnswer } from '../../../shared/api/contract';
import { WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { NOTHING_SEEN, type Head, type RecordFault } from '../../../shared/domain/verify/chain';
import type { Api } from '../connection/api';
import { CatchUp } from './catch-up';
import { EvidenceBox, type Evidence } from './evidence';
import { chainOf, eachOnce, restoreIn, unconfirmedIn, wentBack } from './kept-record';
import type { LocalStore } from '../device/local-store';
import type { RecordChecks } from './checks';
import type { Outcome } from '../connection/outcome';

export interface RecordReaderOptions {
  readonly api: Api;
  readonly store: LocalStore;
  /** Names the own copy: host and member. */
  readonly name: string;
  /** A board, or `workspace`. */
  readonly board: string;
  readonly checks: RecordChecks;
  /** Fetches what is new in the workspace's record; false when it could not be read. */
  readonly refreshWorkspace: () => Promise<boolean>;
  /** The workspace's record as far as it was checked. */
  readonly workspaceEntries: () => readonly RecordEntry[];
  readonly changed: () => void;
}

/**
 * Reads one record and believes nothing: every new entry is checked, and what was seen once, here or in an earlier
 * run, must still be there. What a record did that it must not do is kept as evidence until a person has looked.
 */
export class RecordReader {
  readonly #o: RecordReaderOptions;
  readonly #log: string;
  readonly #evidence: EvidenceBox;
  /** While something could not be read: tries again. */
  #catchUp: CatchUp | null = null;
  #entries: readonly RecordEntry[] = [];
  #fault: RecordFault | null = null;
  #closed = false;
  /** How often another record took the place of the kept one. */
  #replacements = 0;
  /** One piece of work after the other. */
  readonly #turns = new Mutex();

  constructor(options: RecordReaderOptions) {
    const record = `${options.name}/${options.board}`;
    this.#o = options;
    this.#log = `record/${record}`;
    this.#evidence = new EvidenceBox(options.store, record);
  }

  /** Verified entries, oldest first. */
  get entries(): readonly RecordEntry[] {
    return this.#entries;
  }

  get head(): Head {
    return this.#entries[this.#entries.length - 1] ?? NOTHING_SEEN;
  }

  get fault(): RecordFault | null {
    return this.#fault;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * From now on it checks nothing more: the next reader of this record shares the checks, and would find them ahead of
   * what it keeps itself.
   */
  close(): void {
    this.#closed = true;
    this.#catchUp?.stop();
  }

  /** Every case that was found on this device, settled ones too. */
  evidence(): Promise<readonly Evidence[]> {
    return this.#evidence.cases();
  }

  /** What earlier runs have seen and checked, and what they found wrong. */
  load(): Promise<void> {
    return this.#turns.runExclusive(async () => {
      const { store, board, checks, changed } = this.#o;
      const stored = await store.readLog<RecordEntry>(this.#log);
      if (this.#closed) return;
      const distinct = eachOnce(stored);
      if (distinct.length < stored.length)
        await store.rewriteLog<RecordEntry>(this.#log, eachOnce).catch(() => undefined);
      const { chain, fault } = chainOf(distinct);
      const unfit = await checks.adopt(board, chain);
      // What names a moment that this device did not keep is fetched and checked anew.
      const isAhead = unfit?.fault === 'wrong-workspace';
      this.#entries = isAhead ? chain.slice(0, unfit.seq - 1) : chain;
      if (isAhead) await checks.adopt(board, this.#entries);
      const found = (isAhead ? null : unfit) ?? fault;
      const open = await this.#evidence.open();
      if (open) this.#fault = open.fault;
      if (found && !open) await this.#alarm(found, distinct);
      else changed();
    });
  }

  /** Asks the host for what is new. */
  refresh(): Promise<Outcome<void>> {
    return this.#turns.runExclusive(() => this.#fetch());
  }

  /** Entries that the host pushed or answered with; a hole before them is filled first. */
  take(entries: readonly RecordEntry[]): Promise<void> {
    const replacements = this.#replacements;
    return this.#turns.runExclusive(async () => {
      const first = entries[0];
      if (!first) return;
      // What was said before a restore is no contradiction of what is kept since.
      const isPast = replacements !== this.#replacements;
      if (isPast || first.seq > this.head.seq + 1) await this.#fetch();
      else await this.#accept(entries);
    });
  }

  /**
   * A person has looked into the fault: what is kept and what the host shows now are checked from the beginning. If
   * both are in order, and one goes on from the other, the record is trusted again; the evidence stays. A restore that
   * he was asked about is confirmed thereby.
   */
  lookAgain(): Promise<Outcome<void>> {
    return this.#turns.runExclusive(async () => {
      const answer = await this.#ask(0);
      if (!answer.ok) return answer;
      const shown = answer.value.entries;
      const kept = this.#entries;
      const follows = kept.every((entry, at) => shown[at]?.hash === entry.hash);
      const restored = restoreIn(kept, shown);
      if (!follows && !restored) {
        await this.#alarm({ seq: this.#fault?.seq ?? 1, fault: 'rewritten' }, shown);
        return { ok: true, value: undefined };
      }
      const checked = await this.#checkAnew(shown);
      const isUnseen = !follows && restored && !this.#wentBack(shown) && !(await this.#isAskedAbout(shown));
      const unseen = isUnseen ? ({ seq: restored.seq, fault: 'restored-unseen' } as const) : null;
      const fault = checked && (checked.fault ?? unseen);
      if (fault !== null || !checked) {
        await this.#o.checks.adopt(this.#o.board, kept);
        if (fault) await this.#alarm(fault, shown);
      } else {
        await this.#evidence.settle();
        this.#fault = null;
        await this.#replace(shown);
      }
      return { ok: true, value: undefined };
    });
  }

  async #fetch(): Promise<Outcome<void>> {
    const answer = await this.#ask(this.head.seq);
    if (!answer.ok) return answer;
    const { entries, head } = answer.value;
    if (entries.length > 0) await this.#accept(entries);
    else if (head !== this.head.hash) await this.#compareFromStart();
    if (head === this.head.hash) {
      this.#catchUp?.stop();
      this.#catchUp = null;
    }
    return { ok: true, value: undefined };
  }

  #later(code?: string): void {
    if (this.#closed) return;
    this.#catchUp ??= new CatchUp(() => void this.refresh());
    this.#catchUp.later(code);
  }

  get #isWorkspace(): boolean {
    return this.#o.board === WORKSPACE;
  }

  async #ask(since: number) {
    const { api, board } = this.#o;
    const query = { since: String(since) };
    const answer = await (this.#isWorkspace
      ? api.call('workspaceRecord', recordAnswer, { query })
      : api.call('boardRecord', recordAnswer, { query, params: { board } }));
    if (!answer.ok) {
      this.#later(answer.failure.code);
      return answer;
    }
    const entries = answer.value.entries as unknown as readonly RecordEntry[];
    return { ok: true, value: { entries, head: answer.value.head } } as const;
  }

  async #accept(received: readonly RecordEntry[]): Promise<void> {
    if (this.#fault || this.#closed) return;
    const { seq, hash } = this.head;
    const differs = received.some((entry) => entry.seq <= seq && !this.#has(entry));
    const next = received.find((entry) => entry.seq === seq + 1);
    if (differs || (next && next.prev !== hash && seq > 0)) return this.#compareFromStart(received);
    const fresh = received.filter((entry) => entry.seq > seq);
    if (fresh.length > 0 && (await this.#isSound(fresh))) await this.#append(fresh);
  }

  #has({ seq, hash }: RecordEntry): boolean {
    return this.#entries[seq - 1]?.hash === hash;
  }

  /** Raises the alarm itself; what names a moment that cannot be fetched now is tried again. */
  async #isSound(fresh: readonly RecordEntry[]): Promise<boolean> {
    const { board, checks, refreshWorkspace } = this.#o;
    let fault = await checks.check(board, fresh);
    if (fault?.fault === 'wrong-workspace') {
      // Enrolled or decided with rights given since we last looked.
      const isRead = await refreshWorkspace();
      if (!isRead) this.#later();
      if (!isRead || this.#closed) return false;
      fault = await checks.check(board, fresh);
    }
    if (fault) await this.#alarm(fault, [...this.#entries, ...fresh]);
    return fault === null;
  }

  async #append(fresh: readonly RecordEntry[]): Promise<void> {
    const before = this.#entries;
    await this.#o.store.append(this.#log, fresh).catch(() => undefined);
    this.#entries = [...before, ...fresh];
    const unconfirmed = this.#isWorkspace ? unconfirmedIn(before, fresh) : null;
    if (unconfirmed) await this.#alarm(unconfirmed, this.#entries, before);
    else this.#o.changed();
  }

  /**
   * The host's record is not the one kept here, or ends elsewhere although it has nothing newer. `received` is what
   * contradicts the kept one; whoever shows that and then, when asked, the kept one again, shows two records.
   */
  async #compareFromStart(received?: readonly RecordEntry[]): Promise<void> {
    const answer = await this.#ask(0);
    if (!answer.ok || this.#fault || this.#closed) return;
    const shown = answer.value.entries;
    const differs = this.#entries.find((entry, at) => shown[at] && shown[at].hash !== entry.hash);
    if (!differs && shown.length >= this.#entries.length) {
      if (received) return this.#alarm({ seq: received[0]?.seq ?? 1, fault: 'rewritten' }, received);
      return this.#accept(shown);
    }
    const restored = restoreIn(this.#entries, shown);
    if (restored) return this.#goBack(shown, restored);
    const seq = differs?.seq ?? shown.length + 1;
    return this.#alarm({ seq, fault: differs ? 'rewritten' : 'shortened' }, shown);
  }

  /**
   * The workspace was restored from a backup: what this device had of this record stays as evidence. A restore that
   * does not say where that went waits for a person who knows of it.
   */
  async #goBack(shown: readonly RecordEntry[], { seq }: RecordEntry): Promise<void> {
    const { board, checks } = this.#o;
    const kept = this.#entries;
    const checked = await this.#checkAnew(shown);
    const unseen = this.#wentBack(shown) ? null : ({ seq, fault: 'restored-unseen' } as const);
    const fault = checked && (checked.fault ?? unseen);
    if (fault !== null || !checked) {
      await checks.adopt(board, kept);
      return fault ? this.#alarm(fault, shown) : undefined;
    }
    const unconfirmed = this.#isWorkspace ? unconfirmedIn(kept, shown) : null;
    const found: RecordFault = unconfirmed ?? { seq: shown.length, fault: 'rewritten' };
    const at = noticedAt();
    await this.#evidence.keep({ at, fault: found, kept, shown, settled: unconfirmed === null });
    this.#fault = unconfirmed;
    await this.#replace(shown);
  }

  #wentBack(shown: readonly RecordEntry[]): boolean {
    return wentBack(this.#entries, shown, this.#o.workspaceEntries());
  }

  /** Checks a record from its first entry; null when the workspace's, which it needs, cannot be read now. */
  async #checkAnew(shown: readonly RecordEntry[]): Promise<{ readonly fault: RecordFault | null } | null> {
    const { board, checks, refreshWorkspace } = this.#o;
    const fault = await checks.restart(board, shown);
    if (fault?.fault !== 'wrong-workspace') return { fault };
    return (await refreshWorkspace()) ? { fault: await checks.restart(board, shown) } : null;
  }

  /** Whether a person was told of the restore in this record, and of no other. */
  async #isAskedAbout(shown: readonly RecordEntry[]): Promise<boolean> {
    const open = await this.#evidence.open();
    const last = open?.shown[open.shown.length - 1];
    return open?.fault.fault === 'restored-unseen' && !!last && shown[last.seq - 1]?.hash === last.hash;
  }

  async #replace(entries: readonly RecordEntry[]): Promise<void> {
    this.#replacements++;
    await this.#o.store.rewriteLog<RecordEntry>(this.#log, () => [...entries]).catch(() => undefined);
    this.#entries = entries;
    this.#o.changed();
  }

  async #alarm(
    fault: RecordFault,
    shown: readonly RecordEntry[],
    kept: readonly RecordEntry[] = this.#entries,
  ): Promise<void> {
    this.#fault = fault;
    await this.#evidence.keep({ at: noticedAt(), fault, kept, shown, settled: false });
    this.#o.changed();
  }
}

/** Why a board's record is not to be trusted; it is read by the keys and rights of the workspace's. */
export function faultOf(
  board: Pick<RecordReader, 'fault'>,
  { workspaceFault }: { readonly workspaceFault: () => RecordFault | null },
): RecordFault | null {
  const whole = workspaceFault();
  return board.fault ?? (whole && { seq: whole.seq, fault: 'workspace' });
}

/** By this machine's clock: it is the host that is doubted. */
function noticedAt(): string {
  return new Date().toISOString();
}
