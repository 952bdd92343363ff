import * as Y from 'yjs';
import { isRemoved } from '../../../../shared/doc/agenda';
import { briefOf, isGone, root } from '../../../../shared/doc/board-doc';
import { appendToBrief, ORIGIN } from '../../../../shared/doc/commands';
import {
  changesIn,
  isAt,
  keyAt,
  keyOf,
  mapAt,
  NESTED,
  PARTS,
  wayTo,
  WRITTEN_ROOTS,
  type Change,
  type Place,
} from './changes';

/** Where a person went back or forth. */
export interface Travel extends Place {
  /** A colleague has written there since: nothing was changed, and the text is offered. */
  readonly isOffered: boolean;
}

export interface StepsOptions {
  readonly doc: Y.Doc;
  /** Undoing or redoing became possible, or impossible. */
  readonly changed: () => void;
  /**
   * A text cannot come back, because a colleague has written in its place since. Nobody's text is written over; the text is
   * handed out, to be offered.
   */
  readonly refused: (place: Place, text: string | number) => void;
  readonly now?: () => number;
  /** While it says so, an input method or a dead key puts a sign together: all of that is one step. */
  readonly isPuttingTogether?: () => boolean;
}

const BRIEF = 'brief';
/** The order of things is no text. */
const RANK = 'rank';

const COMPLETION = Symbol('completion');

type Way = 'undo' | 'redo';
type StackItem = Y.UndoManager['undoStack'][number];

/** Whoever types on after such a pause has begun something new. */
const PAUSE_MS = 1000;
/** Where a burst of keys is one step. Anywhere else each change is one. */
const TYPED: ReadonlySet<string> = new Set([
  'title',
  'goal',
  'audience',
  'message',
  'start',
  'end',
  'budgetMinor',
  'expectedEnquiries',
  BRIEF,
  'minutes',
  'remarks',
]);

/** Yjs forgets what was taken back as soon as something else is written. Here it can be put back all the same. */
class KeepingManager extends Y.UndoManager {
  override clear(undone = true, redone = true): void {
    if (undone) super.clear(undone, redone);
  }

  /** Goes one step and no other, which Yjs would do where nothing is left of this one. @returns whether anything was left */
  goOne(way: Way, step: StackItem): boolean {
    const stack = `${way}Stack` as const;
    const going = `${way}ing` as const;
    const others = this[stack];
    let isDone = false;
    this[stack] = [step];
    try {
      this.doc.transact((transaction) => {
        cutApart(transaction, step);
        isDone = this[way]() !== null;
        // Yjs notes the way back at the end of the transaction, which is this one.
        this[going] = true;
      }, this);
    } finally {
      this[going] = false;
      this[stack] = others;
    }
    return isDone;
  }
}

/**
 * What was brought back once lies in one piece with its neighbours, a colleague's among them, and Yjs would take all of the piece
 * away. So it is cut to what the step put in.
 */
function cutApart(transaction: Y.Transaction, { insertions }: StackItem): void {
  const { store } = transaction.doc;
  Y.iterateDeletedStructs(transaction, insertions, (put) => {
    let item: unknown = put;
    while (item instanceof Y.Item && item.redone !== null) {
      const { client, clock } = item.redone;
      const end = clock + put.length;
      item = Y.getItemCleanStart(transaction, Y.createID(client, clock));
      if (end < Y.getState(store, client)) Y.getItemCleanStart(transaction, Y.createID(client, end));
    }
  });
}

/**
 * What this person did on a board in this window, step by step as he would tell it: a burst of typing in one field, a
 * paste, a drag, a tag. The one place from which anything is undone or redone.
 */
export class Steps {
  readonly #o: StepsOptions;
  readonly #manager: KeepingManager;
  readonly #now: () => number;
  /** Where and when the latest change was; null: the next one begins a step. */
  #latest: { readonly at: string; readonly when: number } | null = null;
  #settles = false;
  /** Plans, items and tasks in which somebody else has written since this window was opened. */
  readonly #visited = new Set<string>();
  /** Of the transaction that is about to become a step. */
  #changes: readonly Change[] = [];
  #taken: readonly Taken[] = [];

  constructor(options: StepsOptions) {
    this.#o = options;
    this.#now = options.now ?? Date.now;
    const { doc, changed } = options;
    this.#manager = new KeepingManager(
      WRITTEN_ROOTS.map((name) => root(doc, name)),
      {
        trackedOrigins: new Set([ORIGIN.local]),
        // Where a step begins is said by #begins, not by the clock alone.
        captureTimeout: Infinity,
        captureTransaction: (transaction) => this.#captures(transaction),
        deleteFilter: (item) => !isKept(item, root(doc, 'threads')),
        ignoreRemoteMapChanges: false,
      },
    );
    for (const event of ['stack-item-added', 'stack-item-updated'] as const)
      this.#manager.on(event, ({ stackItem }) => note(stackItem, this.#changes, this.#taken));
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      this.#manager.on(event, changed);
    doc.on('beforeTransaction', this.#trackEditor);
    doc.on('afterTransaction', this.#noteVisits);
  }

  get canUndo(): boolean {
    return this.#manager.undoStack.some(this.#isPossible);
  }

  get canRedo(): boolean {
    return this.#manager.redoStack.some(this.#isPossible);
  }

  /** What is done next is a step of its own. */
  end(): void {
    if (this.#o.isPuttingTogether?.()) return;
    this.#latest = null;
  }

  /** What is written now only settles the form of what was typed in this place last: it belongs to that step. */
  settle(write: () => void): void {
    this.#settles = true;
    try {
      write();
    } finally {
      this.#settles = false;
    }
  }

  /**
   * Takes back the latest step, or puts back the one that was taken back last: one at `first`, if there is any. Where a
   * colleague has written since, his text stays as he wrote it, and the one that cannot come back is handed out.
   * @returns where it was; null when there was nothing to do
   */
  travel(way: Way, first: Place | null = null): Travel | null {
    this.end();
    for (let step = this.#take(way, first); step; step = this.#take(way, first)) {
      const travelled = this.#go(way, step);
      if (travelled) return travelled;
    }
    this.#o.changed();
    return null;
  }

  /** Does one thing as a step of its own. @returns what takes back this step and no other, as long as it is not taken back */
  alone(write: () => void): () => void {
    this.end();
    const before = this.#manager.undoStack.at(-1);
    write();
    const step = this.#manager.undoStack.at(-1);
    this.end();
    return () => {
      const { undoStack } = this.#manager;
      if (!step || step === before || !undoStack.includes(step)) return;
      this.end();
      undoStack.splice(undoStack.indexOf(step), 1);
      this.#go('undo', step);
    };
  }

  destroy(): void {
    this.#o.doc.off('beforeTransaction', this.#trackEditor);
    this.#o.doc.off('afterTransaction', this.#noteVisits);
    this.#manager.destroy();
  }

  #go(way: Way, step: StackItem): Travel | null {
    const changes = changesOf(step);
    const wentThere = !this.#isWrittenOver(changes) && this.#manager.goOne(way, step);
    const isDone = this.#appendLeft(step, changes) || wentThere;
    const isOffered = !isDone && this.#handOut(changes);
    if (isDone) this.#completeAgain(changes);
    const [place] = changes;
    if (!place || (!isDone && !isOffered)) return null;
    this.#o.changed();
    return { root: place.root, id: place.id, part: place.part, isOffered };
  }

  #take(way: Way, first: Place | null): StackItem | null {
    const stack = this.#manager[`${way}Stack`];
    const isThere = (step: StackItem) =>
      first !== null && isOnlyAt(changesOf(step), first) && this.#isPossible(step);
    const there = stack.findLastIndex(isThere);
    const at = there < 0 ? stack.findLastIndex(this.#isPossible) : there;
    return at < 0 ? null : (stack.splice(at, 1)[0] ?? null);
  }

  /** What was done in something that is deleted waits until it is back. */
  readonly #isPossible = (step: StackItem): boolean =>
    changesOf(step).some((change) => {
      const { part } = change;
      if (part === PARTS.whole || part === PARTS.gone || part === PARTS.comments) return true;
      const map = mapAt(this.#o.doc, change);
      return map !== null && !(change.root === 'agenda' ? isRemoved(map) : isGone(map));
    });

  /** Yjs would at times go back to a state from before a colleague's change, and take what he wrote in a plan with the plan. */
  #isWrittenOver(changes: readonly Change[]): boolean {
    return changes.some((change) => {
      const { part, before, after } = change;
      if (part === PARTS.whole) return before === undefined && this.#visited.has(nameOf(change));
      const isOfText = isPlain(before) && isPlain(after);
      return isOfText && (mapAt(this.#o.doc, change)?.get(keyAt(change)) ?? null) !== (after ?? null);
    });
  }

  /**
   * What is brought back lacks the fields in which a colleague wrote while it was removed. They say what they said before. That is
   * nobody's step.
   */
  #completeAgain(changes: readonly Change[]): void {
    for (const change of changes) {
      const map = mapAt(this.#o.doc, change);
      const missing = [...(change.fields ?? [])].filter(
        ([key, value]) => isText(value) && map?.has(key) === false,
      );
      if (missing.length > 0)
        this.#o.doc.transact(() => missing.forEach(([key, value]) => map?.set(key, value)), COMPLETION);
    }
  }

  /** Words of a paragraph that was struck out meanwhile have no place any more. They come back as a paragraph of their own. */
  #appendLeft(step: StackItem, changes: readonly Change[]): boolean {
    const { doc } = this.#o;
    const brief = changes.find(({ part }) => part === BRIEF);
    const words = wordsLeft(doc, step);
    if (!brief || words.trim() === '') return false;
    appendToBrief(doc, brief.id, words);
    this.end();
    return true;
  }

  #handOut(changes: readonly Change[]): boolean {
    let isOffered = false;
    for (const { before, after, ...place } of changes) {
      // A comment that is deleted can be said anew.
      const isOurs = isPlain(after) && (place.comment !== undefined || mapAt(this.#o.doc, place) !== null);
      if (!isOurs || !isText(before) || place.part === RANK) continue;
      this.#o.refused(place, before);
      isOffered = true;
    }
    return isOffered;
  }

  #captures(transaction: Y.Transaction): boolean {
    // The editor repairs the form of a brief at times; that is no step of anybody.
    if (transaction.meta.get('addToHistory') === false) return false;
    const byPlace = changesIn(transaction).map((change) => [keyOf(change), change] as const);
    this.#changes = [...new Map(byPlace).values()];
    this.#taken = takenIn(transaction, this.#changes);
    const { origin } = transaction;
    const isOwn = transaction.local && origin !== this.#manager;
    if (isOwn && this.#manager.trackedOrigins.has(origin) && this.#begins(transaction.deleteSet))
      this.#manager.stopCapturing();
    return true;
  }

  #begins(deleted: StackItem['deletions']): boolean {
    const first = this.#changes.find(({ part }) => TYPED.has(part)) ?? this.#changes[0];
    const at = first ? keyOf(first) : '';
    const latest = this.#latest;
    this.#latest = { at, when: this.#now() };
    if (this.#settles) return !this.#isLatest(first);
    if (at === '' || latest?.at !== at || !TYPED.has(first?.part ?? '')) return true;
    if (this.#o.isPuttingTogether?.()) return false;
    // Whoever strikes out what he wrote just now may want it back. (A field of plain text says so itself.)
    const top = this.#manager.undoStack.at(-1);
    if (first?.after === NESTED && top && overlap(deleted, top.insertions)) return true;
    return this.#now() - latest.when > PAUSE_MS;
  }

  /** Whether the step on top of all is about this place. */
  #isLatest(place: Place | undefined): boolean {
    const top = this.#manager.undoStack.at(-1);
    return top !== undefined && place !== undefined && changesOf(top).some((each) => isAt(each, place));
  }

  readonly #noteVisits = ({ local, changed, doc }: Y.Transaction): void => {
    if (local) return;
    for (const type of changed.keys()) {
      const [top, id] = wayTo(type);
      const name = WRITTEN_ROOTS.find((each) => top === root(doc, each));
      if (name !== undefined && typeof id === 'string') this.#visited.add(`${name} ${id}`);
    }
  };

  /** The brief's editor writes under an origin of its own, which is the user's as well. */
  readonly #trackEditor = ({ local, origin }: Y.Transaction): void => {
    if (local && isEditorOrigin(origin)) this.#manager.addTrackedOrigin(origin);
  };
}

const NOTES = 'changes';
const TAKEN = 'taken';

/** Notes with a step what it did: the first value before it, and the last one after; and what went out of a brief. */
function note({ meta }: StackItem, changes: readonly Change[], taken: readonly Taken[]): void {
  meta.set(TAKEN, [...((meta.get(TAKEN) as readonly Taken[] | undefined) ?? []), ...taken]);
  const noted = new Map((meta.get(NOTES) as Map<string, Change> | undefined) ?? []);
  for (const change of changes) {
    const key = keyOf(change);
    const known = noted.get(key);
    noted.set(key, known ? { ...change, before: known.before } : change);
  }
  meta.set(NOTES, noted);
}

function changesOf({ meta }: StackItem): Change[] {
  return [...((meta.get(NOTES) as Map<string, Change> | undefined)?.values() ?? [])];
}

function takenOf({ meta }: StackItem): readonly Taken[] {
  return (meta.get(TAKEN) as readonly Taken[] | undefined) ?? [];
}

function overlap(some: StackItem['deletions'], others: StackItem['insertions']): boolean {
  return [...some.clients].some(([client, ranges]) =>
    ranges.some((one) =>
      others.clients
        .get(client)
        ?.some((other) => one.clock < other.clock + other.len && other.clock < one.clock + one.len),
    ),
  );
}

/**
 * What undoing leaves where it is: a paragraph of one's own in which a colleague has written, with his words alone; and the thread
 * of a comment, empty, as somebody may be answering at this moment.
 */
function isKept({ content, parent, parentSub }: Y.Item, threads: Y.Map<unknown>): boolean {
  if (parent === threads) return true;
  if (parent instanceof Y.Map && parent.parent === threads) return parentSub !== 'resolved';
  return content instanceof Y.ContentType && holdsWords(content.type);
}

/** Words that went out of a brief, and where Yjs had them: it may forget what they said. */
interface Taken {
  readonly id: Y.ID;
  readonly text: string;
  /** The paragraph. */
  readonly parent: unknown;
}

/** What a transaction takes out of the briefs in which it changes something. */
function takenIn(transaction: Y.Transaction, changes: readonly Change[]): Taken[] {
  const { doc } = transaction;
  const ids = new Set(changes.flatMap(({ part, id }) => (part === BRIEF ? [id] : [])));
  const briefs = [...ids].flatMap((id) => briefOf(doc, id) ?? []);
  const taken: Taken[] = [];
  if (briefs.length > 0)
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
      const { id, parent, content } = struct;
      if (briefs.some((brief) => Y.isParentOf(brief, struct))) taken.push({ id, text: content.str, parent });
    });
  return taken;
}

/** What a step took out of a brief and could not bring back. */
function wordsLeft(doc: Y.Doc, step: StackItem): string {
  let words = '';
  let latest: unknown = null;
  for (const { id, text, parent } of takenOf(step)) {
    const left = Y.isDeleted(step.insertions, id) ? '' : leftOf(doc, id, text);
    if (left === '') continue;
    words += (latest === null || latest === parent ? '' : ' ') + left;
    latest = parent;
  }
  return words;
}

/** What of a text that was taken out does not stand there again. */
function leftOf(doc: Y.Doc, { client, clock }: Y.ID, text: string): string {
  let left = '';
  for (let at = 0; at < text.length;) {
    const { isThere, length } = followed(doc, Y.createID(client, clock + at));
    const part = text.slice(at, at + length);
    if (!isThere) left += part;
    at += part.length;
  }
  return left;
}

/** Where Yjs has put something back, if it has: it also puts things into what is gone by now. */
function followed(doc: Y.Doc, id: Y.ID): { readonly isThere: boolean; readonly length: number } {
  let length = Infinity;
  for (let next = id; ;) {
    // What Yjs has forgotten is no item any more.
    const item: Y.Item | Y.GC = Y.getItem(doc.store, next);
    const into = next.clock - item.id.clock;
    length = Math.min(length, item.length - into);
    if (!(item instanceof Y.Item) || item.redone === null) return { isThere: !item.deleted, length };
    next = Y.createID(item.redone.client, item.redone.clock + into);
  }
}

function holdsWords(type: Y.ContentType['type']): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentString) return true;
    if (item.content instanceof Y.ContentType && holdsWords(item.content.type)) return true;
  }
  return false;
}

function nameOf({ root: name, id }: Place): string {
  return `${name} ${id}`;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isOnlyAt(changes: readonly Change[], place: Place): boolean {
  return changes.length > 0 && changes.every((each) => isAt(each, place));
}

/** y-tiptap's plugin key, told by its name, so that the editor is loaded only where a brief is shown. */
function isEditorOrigin(origin: unknown): boolean {
  return (
    typeof origin === 'object' &&
    origin !== null &&
    'key' in origin &&
    String(origin.key).startsWith('y-sync$')
  );
}
