import * as Y from 'yjs';
import { briefOf, isGone, root } from '../../../../shared/doc/board-doc';
import type { Root } from '../../../../shared/doc/schema';
import { ORIGIN } from '../../../../shared/doc/commands';
import { newId, type RandomBytes } from '../../../../shared/domain/ids';
import type { Json } from '../../../../shared/domain/json';
import { IMMATERIAL_FIELDS, type PlanJson } from '../../../../shared/domain/plan';
import type { LocalStore } from '../../device/local-store';
import { contentOf, itemBefore, keyAt, mapAt, stoodBefore, valueBefore, type Place } from './changes';
import { struckWords } from './struck-words';

/** What was written twice without the one knowing of the other; the document can hold one of the two. */
interface Versions {
  readonly id: string;
  readonly mine: Json;
  /** What stands in the document, and the client that wrote it. */
  readonly theirs: Json;
  readonly clientId: number;
  /** What both had before their eyes; absent when this device no longer has it. */
  readonly base?: Json;
  /** The other one knew of it: what undoing would have brought back. */
  readonly isSince?: true;
}

/** What two people wrote in the same field. */
export interface OverwrittenField extends Versions {
  readonly planId: string;
  readonly field: string;
}

/** What two people wrote at the same place of an item of an agenda, or of a task. */
export interface OverwrittenLine extends Versions {
  readonly planId: null;
  readonly root: 'agenda' | 'tasks';
  readonly lineId: string;
  readonly field: string;
}

/** What one person made of his own comment on two devices. `theirs` is null where he deleted it on the other one. */
export interface OverwrittenComment extends Versions {
  readonly planId: string;
  readonly field: 'comment';
  readonly threadId: string;
  readonly commentId: string;
}

/** A plan that was deleted while this person wrote in it, as it stood here. */
export interface OverwrittenPlan {
  readonly id: string;
  readonly planId: string;
  readonly field: null;
  readonly plan: PlanJson;
}

/** Words in a brief whose paragraph went while this person wrote in it. */
export interface OverwrittenWords {
  readonly id: string;
  readonly planId: string;
  readonly field: 'brief';
  /** A line for each paragraph. */
  readonly words: string;
}

/** Of what was written twice there are two versions to choose from. */
export type OverwrittenVersions = OverwrittenField | OverwrittenLine | OverwrittenComment;
export type Overwritten = OverwrittenVersions | OverwrittenWords | OverwrittenPlan;

/** Where something was written. Without a `part` it is all of it. */
export interface Unsent {
  readonly root: Root;
  readonly id: string;
  readonly part?: string;
}

const BRIEF = 'brief';
/** What of an item or a task people write: their order, and the day on which a task was ticked off, are no text. */
const LINE_PARTS: ReadonlySet<string> = new Set(['title', 'minutes', 'text', 'ownerId', 'dueOn', 'outcome']);

export interface OverwritesOptions {
  readonly doc: Y.Doc;
  readonly store: LocalStore;
  /** Of the copy of the board. */
  readonly name: string;
  readonly random: RandomBytes;
  readonly changed: () => void;
  /** Whose a client ID is, if the host has said so. */
  readonly owner: (clientId: number) => string | undefined;
  readonly me: () => string;
  /** Whether something written here, in a plan, one of its fields or a comment of a thread, is not known to be with the host. */
  readonly isUnsent: (place: Unsent) => boolean;
  /** Whether the one who deleted something, by what arrives at this moment, had seen it. */
  readonly wasSeen: (id: Y.ID) => boolean;
  /** A plan as it stood here until now. */
  readonly planOf: (planId: string) => PlanJson | undefined;
}

/**
 * Finds out what of one's own the document has lost to somebody who did not know of it: of two who wrote in one field at
 * the same time the last in Yjs' order wins, on every device. It is kept on this device until this person has chosen.
 * Whoever loses notices; so one of the two is told, and never both.
 */
export class Overwrites {
  readonly #o: OverwritesOptions;
  /** What may be one's own: the host has yet to say whose it was. */
  readonly #unsure = new Map<string, { readonly was: number; readonly found: OverwrittenVersions }>();
  #list: readonly Overwritten[] = [];

  constructor(options: OverwritesOptions) {
    this.#o = options;
    root(options.doc, 'plans').observeDeep(this.#observe);
    root(options.doc, 'threads').observeDeep(this.#observeComments);
    for (const name of ['agenda', 'tasks'] as const)
      root(options.doc, name).observeDeep((events, transaction) =>
        this.#linesChanged(name, events, transaction),
      );
  }

  /** Replaced by every change. */
  get list(): readonly Overwritten[] {
    return this.#list;
  }

  /** Reads what earlier runs have kept. */
  async load(): Promise<void> {
    const kept = await this.#o.store.list<Overwritten>(this.#key(''));
    const known = new Set(this.#list.map(({ id }) => id));
    this.#show([...kept.map(([, each]) => each).filter(({ id }) => !known.has(id)), ...this.#list]);
  }

  /** Keeps a text that cannot be written without writing over somebody's. */
  offer(place: Place, mine: Json, { isSince = false } = {}): void {
    const map = mapAt(this.#o.doc, place);
    const key = keyAt(place);
    const clientId = map?._map.get(key)?.id.client ?? -1;
    const theirs = jsonOf(map?.get(key));
    this.#keep({ ...this.#at(place), mine, theirs, clientId, ...(isSince ? { isSince } : {}) });
  }

  /** Forgets what this person has decided about. */
  settle(id: string): void {
    if (!this.#list.some((each) => each.id === id)) return;
    this.#o.store.set(this.#key(id), undefined).catch(() => undefined);
    this.#show(this.#list.filter((each) => each.id !== id));
  }

  /** The host has said whose client IDs are. */
  ownersKnown(): void {
    for (const [id, { was, found }] of this.#unsure) {
      const owner = this.#o.owner(was);
      if (owner === undefined) continue;
      this.#unsure.delete(id);
      if (owner === this.#o.me()) this.#keep(found);
    }
  }

  readonly #observe = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (transaction.local || transaction.origin === ORIGIN.restored) return;
    const briefs = events.flatMap(({ path: [planId, part] }) => (part === BRIEF ? [String(planId)] : []));
    for (const planId of new Set(briefs)) this.#briefChanged(transaction, planId);
    for (const event of events) {
      if (!(event instanceof Y.YMapEvent)) continue;
      const map = event.target as Y.Map<unknown>;
      if (event.path.length === 0) for (const planId of event.keysChanged) this.#planChanged(planId);
      else if (event.path.length === 1)
        for (const field of event.keysChanged)
          this.#fieldChanged(transaction, map, String(event.path[0]), String(field));
    }
  };

  readonly #observeComments = (
    events: Y.YEvent<Y.AbstractType<unknown>>[],
    transaction: Y.Transaction,
  ): void => {
    if (transaction.local || transaction.origin === ORIGIN.restored) return;
    for (const event of events) {
      const [threadId, , commentId] = event.path.map(String);
      if (!(event instanceof Y.YMapEvent) || threadId === undefined) continue;
      const map = event.target as Y.Map<unknown>;
      if (commentId !== undefined && event.keysChanged.has('text'))
        this.#commentChanged(transaction, map, threadId, commentId);
      else if (event.path.length === 2)
        for (const key of event.keysChanged) this.#commentLeft(transaction, map, threadId, String(key));
    }
  };

  #planChanged(planId: unknown): void {
    if (typeof planId !== 'string' || root(this.#o.doc, 'plans').has(planId)) return;
    this.#planLeft(planId);
  }

  #planLeft(planId: string): void {
    const plan = this.#o.planOf(planId);
    if (plan && this.#o.isUnsent({ root: 'plans', id: planId }))
      this.#keep({ id: this.#newId(), planId, field: null, plan });
  }

  #fieldChanged(transaction: Y.Transaction, plan: Y.Map<unknown>, planId: string, field: string): void {
    if (field === 'gone') return isGone(plan) ? this.#planLeft(planId) : undefined;
    if (!IMMATERIAL_FIELDS.has(field))
      this.#partChanged(transaction, plan, { root: 'plans', id: planId, part: field });
  }

  #briefChanged(transaction: Y.Transaction, planId: string): void {
    const brief = briefOf(this.#o.doc, planId);
    if (!brief) return;
    const words = struckWords(transaction, brief, { isOwn: this.#isOwn, wasSeen: this.#o.wasSeen });
    if (words !== '') this.#keep({ id: this.#newId(), planId, field: BRIEF, words });
  }

  /** The host has said whose everything is that it has: what it says nothing of, an earlier run wrote here. */
  readonly #isOwn = (clientId: number): boolean => {
    const owner = this.#o.owner(clientId);
    return clientId === this.#o.doc.clientID || owner === undefined || owner === this.#o.me();
  };

  #linesChanged(
    name: OverwrittenLine['root'],
    events: Y.YEvent<Y.AbstractType<unknown>>[],
    transaction: Y.Transaction,
  ): void {
    if (transaction.local || transaction.origin === ORIGIN.restored) return;
    for (const event of events) {
      if (!(event instanceof Y.YMapEvent) || event.path.length !== 1) continue;
      const map = event.target as Y.Map<unknown>;
      for (const part of event.keysChanged)
        if (LINE_PARTS.has(part))
          this.#partChanged(transaction, map, { root: name, id: String(event.path[0]), part });
    }
  }

  #partChanged(transaction: Y.Transaction, map: Y.Map<unknown>, place: Place): void {
    const lost = lostIn(transaction, map, place.part);
    if (!lost) return;
    const { was, ...versions } = lost;
    this.#keepOwn(was, { ...this.#at(place), ...versions }, place);
  }

  #commentChanged(
    transaction: Y.Transaction,
    comment: Y.Map<unknown>,
    threadId: string,
    commentId: string,
  ): void {
    const lost = lostIn(transaction, comment, 'text');
    const planId = this.#planOfThread(threadId);
    if (!lost || planId === null) return;
    const { was, ...versions } = lost;
    const found = { id: this.#newId(), planId, field: 'comment', threadId, commentId, ...versions } as const;
    this.#keepOwn(was, found, { root: 'threads', id: threadId, part: commentId });
  }

  /** A comment that was deleted while what this person made of it was on its way. */
  #commentLeft(
    transaction: Y.Transaction,
    comments: Y.Map<unknown>,
    threadId: string,
    commentId: string,
  ): void {
    const planId = this.#planOfThread(threadId);
    const comment = valueBefore(transaction, comments, commentId);
    if (comments.has(commentId) || planId === null || !(comment instanceof Y.Map)) return;
    if (!this.#o.isUnsent({ root: 'threads', id: threadId, part: commentId })) return;
    const mine = valueBefore(transaction, comment, 'text');
    if (typeof mine !== 'string') return;
    const about = { planId, field: 'comment', threadId, commentId } as const;
    this.#keep({ id: this.#newId(), ...about, mine, theirs: null, clientId: this.#o.doc.clientID });
  }

  #at({ root: name, id: of, part: field, comment }: Place) {
    const id = this.#newId();
    if (comment) return { id, planId: of, field: 'comment', ...comment } as const;
    if (name === 'plans') return { id, planId: of, field };
    return { id, planId: null, root: name, lineId: of, field } as const;
  }

  #planOfThread(threadId: string): string | null {
    const thread = root(this.#o.doc, 'threads').get(threadId);
    const planId: unknown = thread instanceof Y.Map ? thread.get('plan') : null;
    return typeof planId === 'string' ? planId : null;
  }

  /** Keeps what this person wrote; what somebody else wrote is for him to keep. */
  #keepOwn(client: number, found: OverwrittenVersions, place: Unsent): void {
    const owner = this.#o.owner(client);
    if (client === this.#o.doc.clientID || owner === this.#o.me()) this.#keep(found);
    else if (owner !== undefined) return;
    else if (this.#o.isUnsent(place)) this.#keep(found);
    else this.#unsure.set(found.id, { was: client, found });
  }

  #keep(lost: Overwritten): void {
    const same = this.#list.find(
      (each) =>
        'mine' in each &&
        'mine' in lost &&
        each.planId === lost.planId &&
        each.field === lost.field &&
        partOf(each) === partOf(lost) &&
        each.mine === lost.mine,
    );
    // A device that cannot keep anything says so elsewhere.
    this.#o.store.set(this.#key(lost.id), lost).catch(() => undefined);
    this.#show([...this.#list.filter((each) => each !== same), lost]);
    if (same) this.#o.store.set(this.#key(same.id), undefined).catch(() => undefined);
  }

  #show(list: readonly Overwritten[]): void {
    this.#list = list;
    this.#o.changed();
  }

  #newId(): string {
    return newId(this.#o.random);
  }

  #key(id: string): string {
    return `overwritten/${this.#o.name}/${id}`;
  }
}

/** What a transaction from elsewhere took from a place whose writer there had not seen it; null: nothing. */
function lostIn(
  transaction: Y.Transaction,
  map: Y.Map<unknown>,
  key: string,
): (Omit<Versions, 'id'> & { readonly was: number }) | null {
  const [was, now] = [itemBefore(transaction, map, key), map._map.get(key)];
  if (!was || !now || was === now) return null;
  const [mine, theirs] = [valueBefore(transaction, map, key), map.get(key)];
  if (!isPlain(mine) || !isPlain(theirs) || mine === undefined || mine === theirs) return null;
  const seen = itemSeenBy(transaction, map, key);
  if (seen === was) return null;
  const base = seen ? contentOf(seen) : seen;
  return {
    was: was.id.client,
    mine: jsonOf(mine),
    theirs: jsonOf(theirs),
    clientId: now.id.client,
    ...(isPlain(base) && base !== undefined ? { base: jsonOf(base) } : {}),
  };
}

/**
 * What a writer had before his eyes when he wrote what now stands under a key: every item names the one it replaced.
 * Null: nothing; undefined: nothing that this document still knows.
 */
function itemSeenBy(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): Y.Item | null | undefined {
  let item = map._map.get(key);
  while (item && !stoodBefore(transaction, item.id)) {
    const { origin }: Y.Item = item;
    if (origin === null) return null;
    const struct: unknown = Y.getItem(transaction.doc.store, origin);
    item = struct instanceof Y.Item ? struct : undefined;
  }
  return item;
}

/** The comment or the line of which it is. */
function partOf(each: OverwrittenVersions): string | null {
  if ('commentId' in each) return each.commentId;
  return each.planId === null ? each.lineId : null;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function jsonOf(value: unknown): Json {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
