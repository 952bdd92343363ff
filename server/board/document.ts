import * as Y from 'yjs';
import { migrateBoardDoc, type Migration } from '../../shared/doc/migrations';
import { goneBy, openBoardDoc, planIds, planMap, readPlan, root } from '../../shared/doc/board-doc';
import { readTasks } from '../../shared/doc/tasks';
import type { Task } from '../../shared/domain/session/minutes';
import type { RandomBytes } from '../../shared/domain/ids';
import { digestOf, materialOf, type Material } from '../../shared/domain/plan';
import type { CurrentPlan } from '../../shared/domain/status';
import { acceptedIn, type AcceptedWarning } from '../../shared/domain/warnings/accepted';
import { LIMITS } from '../../shared/sync/protocol';
import type { Log } from '../base/ports';
import { ProblemError } from '../base/problem';
import { isReadOnly } from '../storage/guarded';
import type { Storage } from '../storage/storage';
import type { Whose } from '../gate/others-work';
import { holdsHostItems, positionIn, Positions, type Place, type Position } from '../gate/position';
import type { Accepted, Known } from '../gate/update-check';
import { ShownVersions } from './shown-versions';

/** Updates after which the log is replaced by a snapshot while people work: seldom, as they wait for it. */
const COMPACT_AFTER = 5000;
/** Bytes after which it is, however few they are: whoever overwrites a long text again and again writes all of it. */
const COMPACT_BYTES = 4 * LIMITS.board;
/** Whose the client IDs are under which the host itself writes: no member's. */
const HOST = 'host';

/** Plans by their IDs, as far as somebody asks whether one is among them. */
export interface PlanSet {
  has(planId: string): boolean;
}

/** An update by which the host adds something of its own, and the client ID under which it does. */
export interface Addition {
  readonly update: Uint8Array;
  readonly owners: ReadonlyMap<number, string>;
}

/** A board's document as it is committed; nothing else is ever applied to it. */
export class BoardDocument {
  readonly board: string;
  readonly doc: Y.Doc;
  readonly owners: Map<number, string>;
  /** Told that an edit touched a task. */
  onTasks: () => void = () => undefined;
  /** Told that an edit put a plan into the bin, or took it out. */
  onBin: (planId: string, isGone: boolean) => void = () => undefined;
  /** Who is told of which plans once an edit touches them. */
  #watching: { readonly plans: PlanSet; readonly touched: (planIds: readonly string[]) => void } | null =
    null;
  /** Plans that lie in the bin. */
  readonly #gone = new Set<string>();
  readonly #storage: Storage;
  /** How many client IDs each member has. */
  readonly #owned = new Map<string, number>();
  readonly #current = new Map<string, CurrentPlan>();
  readonly #versions = new ShownVersions();
  #updatesAtRest: number;
  #bytesAtRest = 0;
  /** Bytes of all of it are no more than that. */
  #atMost = 0;
  /** All of it as one update; most who come have nothing yet. */
  #everything: Uint8Array | null = null;

  private constructor(board: string, storage: Storage, owners: Map<number, string>, updatesAtRest: number) {
    this.board = board;
    this.#storage = storage;
    this.owners = owners;
    for (const member of owners.values()) this.#count(member);
    this.#updatesAtRest = updatesAtRest;
    this.doc = openBoardDoc(new Y.Doc());
    root(this.doc, 'plans').observeDeep((events) => this.#forgetChanged(events));
    root(this.doc, 'tasks').observeDeep(() => this.onTasks());
  }

  /** The document at rest, brought up to this version. @throws ProblemError when a later version wrote it */
  static async load(
    board: string,
    storage: Storage,
    log: Log,
    migrations?: readonly Migration[],
  ): Promise<BoardDocument> {
    const document = await BoardDocument.#atRest(board, storage, log);
    try {
      await document.#migrate(migrations);
      return document;
    } catch (error) {
      if (!isReadOnly(error)) throw error;
      // A full disk takes no migration; whoever reads finds everything in the document of before as well.
      return BoardDocument.#atRest(board, storage, log);
    }
  }

  static async #atRest(board: string, storage: Storage, log: Log): Promise<BoardDocument> {
    const { updates, owners } = await storage.document(board);
    const document = new BoardDocument(board, storage, new Map(owners), updates.length);
    for (const update of updates) document.#apply(update, log);
    document.#atMost = document.#bytesAtRest = bytesOf(updates);
    return document;
  }

  /** The plan as it stands, with its digest; null when there is none. */
  plan(planId: string): CurrentPlan | null {
    const known = this.#current.get(planId);
    if (known) return known;
    const json = readPlan(this.doc, planId);
    if (!json) return null;
    const material = materialOf(json);
    const plan = { digest: digestOf(material), material };
    this.#current.set(planId, plan);
    return plan;
  }

  /** The plan as it stands, for somebody who may name this version later; null: for everybody. */
  show(planId: string, to: string | null): CurrentPlan | null {
    const plan = this.plan(planId);
    if (plan) this.#versions.put(to, plan);
    return plan;
  }

  /** What somebody has accepted of the warnings about a plan. */
  accepted(planId: string): readonly AcceptedWarning[] {
    const meta = planMap(this.doc, planId)?.get('meta');
    return meta instanceof Y.Map ? acceptedIn(meta.toJSON()) : [];
  }

  /** Whether the plan stands exactly so. */
  standsAs(planId: string, digest: string): boolean {
    const known = this.#current.get(planId);
    if (known) return known.digest === digest;
    const json = readPlan(this.doc, planId);
    return json !== null && digestOf(materialOf(json)) === digest;
  }

  /** Whether the plan is on the board. */
  holds(planId: string): boolean {
    return this.#current.has(planId) || readPlan(this.doc, planId) !== null;
  }

  plans(): Map<string, CurrentPlan> {
    return new Map(
      [...this.planIds()].flatMap((id) => {
        const plan = this.plan(id);
        return plan ? [[id, plan] as const] : [];
      }),
    );
  }

  /** From now on `touched` is told which of these plans an edit touched. */
  watch(plans: PlanSet, touched: (planIds: readonly string[]) => void): void {
    this.#watching = { plans, touched };
  }

  tasks(): readonly Task[] {
    return readTasks(this.doc);
  }

  planIds(): Iterable<string> {
    return planIds(this.doc);
  }

  /** The version of some plan with that digest, if it was shown to everybody or to this member while it stood. */
  version(digest: string, to: string): Material | null {
    return this.#versions.get(digest, to);
  }

  /** What somebody with that state vector lacks, as one update. */
  since(stateVector: Uint8Array): Uint8Array {
    if (Y.decodeStateVector(stateVector).size > 0) return Y.encodeStateAsUpdate(this.doc, stateVector);
    this.#everything ??= Y.encodeStateAsUpdate(this.doc);
    return this.#everything;
  }

  /** Whether it would hold more than a board may, with so many bytes more. */
  wouldOverflow(bytes: number): boolean {
    if (this.#atMost + bytes <= LIMITS.board) return false;
    // What lies in the log says some things twice and keeps what is deleted; the document itself may be smaller.
    this.#everything ??= Y.encodeStateAsUpdate(this.doc);
    this.#atMost = this.#everything.length;
    return this.#atMost + bytes > LIMITS.board;
  }

  /** How many client IDs are a member's. */
  owned(member: string): number {
    return this.#owned.get(member) ?? 0;
  }

  /**
   * What `write` puts into an empty document, as an update for this one under a client ID that nobody has. It may only
   * set keys of roots that are not there yet: it sees nothing of what is.
   */
  addition(random: RandomBytes, write: (doc: Y.Doc) => void): Addition {
    const made = openBoardDoc(new Y.Doc());
    do made.clientID = new DataView(random(4).slice().buffer).getUint32(0);
    while (this.owners.has(made.clientID) || Y.getState(this.doc.store, made.clientID) > 0);
    made.transact(() => write(made));
    const addition = {
      update: Y.encodeStateAsUpdate(made),
      owners: new Map([[made.clientID, HOST]]),
    };
    made.destroy();
    return addition;
  }

  draft(): Draft {
    return new Draft(this);
  }

  /** Takes over what was just committed. */
  commit(updates: readonly Uint8Array[], owners: Iterable<readonly [number, string]>, log: Log): void {
    for (const [client, member] of owners) {
      if (this.owners.has(client)) continue;
      this.owners.set(client, member);
      this.#count(member);
    }
    for (const update of updates) this.#apply(update, log);
    if (updates.length > 0) this.#everything = null;
    this.#atMost += bytesOf(updates);
    this.#bytesAtRest += bytesOf(updates);
    this.#updatesAtRest += updates.length;
  }

  /**
   * Replaces a long log at rest by one snapshot. Made of what lies there and not of what is in memory: another
   * host, or this one's next room, may have written meanwhile. A log that stays as it is harms nobody, so a
   * failure is left at that until as many updates have come again.
   */
  async compact(log: Log, least = COMPACT_AFTER): Promise<void> {
    if (this.#updatesAtRest < least && this.#bytesAtRest < COMPACT_BYTES) return;
    [this.#updatesAtRest, this.#bytesAtRest] = [1, 0];
    try {
      await this.#replaceLog();
    } catch (error) {
      log('compact-failed', { board: this.board, error: String(error) });
    }
  }

  async #replaceLog(): Promise<void> {
    const { updates, version } = await this.#storage.document(this.board);
    const copy = new Y.Doc();
    for (const update of updates) Y.applyUpdate(copy, update);
    await this.#storage.compact(this.board, version, Y.encodeStateAsUpdateV2(copy));
    copy.destroy();
  }

  /** What migrations write is committed before anybody sees it, under a client ID of the host's own. */
  async #migrate(migrations?: readonly Migration[]): Promise<void> {
    const { doc, board, owners } = this;
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    doc.on('update', collect);
    const outcome = migrateBoardDoc(doc, migrations);
    doc.off('update', collect);
    if (outcome === 'newer')
      throw new ProblemError('newer-board', 'a later version of Handschlag wrote this board');
    if (updates.length === 0) return;
    const owner = { board, client: doc.clientID, member: HOST };
    await this.#storage.write({
      updates: updates.map((update) => ({ board, update })),
      owners: [owner],
    });
    owners.set(owner.client, HOST);
    this.#updatesAtRest += updates.length;
  }

  #count(member: string): void {
    this.#owned.set(member, this.owned(member) + 1);
  }

  #apply(update: Uint8Array, log: Log): void {
    try {
      Y.applyUpdate(this.doc, update);
    } catch (error) {
      // The gate lets nothing in that Yjs cannot merge; if it ever does, the board must still open.
      log('update-unreadable', { board: this.board, bytes: update.length, error: String(error) });
    }
  }

  #forgetChanged(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const touched = new Set<string>();
    for (const event of events) {
      const planId = event.path[0];
      if (planId !== undefined) touched.add(String(planId));
      else for (const key of event.changes.keys.keys()) touched.add(key);
    }
    for (const planId of touched) {
      this.#current.delete(planId);
      this.#lookIntoBin(planId);
    }
    const watched = this.#watching ? [...touched].filter((planId) => this.#watching?.plans.has(planId)) : [];
    if (watched.length > 0) this.#watching?.touched(watched);
  }

  #lookIntoBin(planId: string): void {
    const plan = planMap(this.doc, planId);
    const isGone = plan !== null && goneBy(plan) !== null;
    if (isGone === this.#gone.has(planId)) return;
    if (isGone) this.#gone.add(planId);
    else this.#gone.delete(planId);
    this.onBin(planId, isGone);
  }
}

/** The document as it will be once everything accepted so far is committed. */
export class Draft implements Known, Whose {
  readonly updates: Uint8Array[] = [];
  /** Whose each of the updates is. */
  readonly authors: string[] = [];
  readonly owners = new Map<number, string>();
  readonly #clocks = new Map<number, number>();
  readonly #positions = new Positions();
  readonly #document: BoardDocument;

  constructor(document: BoardDocument) {
    this.#document = document;
  }

  accept({ update, clocks, claimed, positions }: Accepted, member: string): void {
    this.updates.push(update);
    this.authors.push(member);
    this.#positions.addAll(positions);
    for (const [client, clock] of clocks) this.#clocks.set(client, clock);
    for (const client of claimed) this.claim(client, member);
  }

  claim(client: number, member: string): void {
    if (this.owner(client) === undefined) this.owners.set(client, member);
  }

  clock(client: number): number {
    return this.#clocks.get(client) ?? Y.getState(this.#document.doc.store, client);
  }

  owner(client: number): string | undefined {
    return this.#document.owners.get(client) ?? this.owners.get(client);
  }

  owned(member: string): number {
    const more = [...this.owners.values()].filter((each) => each === member).length;
    return this.#document.owned(member) + more;
  }

  deleted(client: number, clock: number, length: number): boolean {
    const { store } = this.#document.doc;
    const structs = store.clients.get(client);
    if (!structs || Y.getState(store, client) < clock + length) return false;
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at];
      if (!struct || struct.id.clock >= clock + length) return true;
      if (!struct.deleted) return false;
    }
    return true;
  }

  /** The client ID by which the value of a key was written that is committed; null when there is none. */
  writerAt({ parent, key }: Place): number | null {
    const { doc } = this.#document;
    const type =
      typeof parent === 'string' ? doc.share.get(parent) : typeAt(doc, parent.client, parent.clock);
    const item = key === null ? undefined : type?._map.get(key);
    return item && !item.deleted ? item.id.client : null;
  }

  /** Where structs begin that lie in a range, as far as they are committed; else where the range does. */
  startsWithin(client: number, clock: number, length: number): number[] {
    const { store } = this.#document.doc;
    const structs = store.clients.get(client);
    if (!structs || clock >= Y.getState(store, client)) return [clock];
    const starts: number[] = [];
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const start = structs[at]?.id.clock ?? Infinity;
      if (start >= clock + length) break;
      starts.push(start);
    }
    return starts;
  }

  /** Whether a board has no room for this update. What only deletes always fits: it makes room. */
  overflows({ update, clocks }: Accepted): boolean {
    return clocks.size > 0 && this.#document.wouldOverflow(bytesOf(this.updates) + update.length);
  }

  position(client: number, clock: number): Position {
    return this.#positions.get(client, clock) ?? positionIn(this.#document.doc, client, clock);
  }

  holdsHostItems(client: number, clock: number, length: number): boolean {
    return holdsHostItems(this.#document.doc, client, clock, length);
  }
}

function typeAt(doc: Y.Doc, client: number, clock: number): Y.AbstractType<unknown> | null {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return null;
  const struct = structs[Y.findIndexSS(structs, clock)];
  return struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null;
}

function bytesOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((bytes, { length }) => bytes + length, 0);
}
