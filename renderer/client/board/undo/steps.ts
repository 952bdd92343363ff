import * as Y from 'yjs';
import { root } from '../../../../shared/doc/board-doc';
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
import { takenIn, wordsLeft, type Taken } from './taken';
import { isAdding, isThere, keepOn, takeOff } from './things';

/** Where a person went back or forth. */
export interface Travel extends Place {
  /** A colleague has written there since: nothing was changed, and the text is offered. */
  readonly isOffered: boolean;
  /** Why something stays that was to be taken away again: others have written in it since, or it stands in the record. */
  readonly stays: Staying | null;
}

export type Staying = 'written' | 'stated';

export interface StepsOptions {
  readonly doc: Y.Doc;
  /** Undoing or redoing became possible, or impossible. */
  readonly changed: () => void;
  /**
   * A text cannot come back, because a colleague has written in its place since. Nobody's text is written over; the text is
   * handed out, to be offered.
   */
  readonly refused: (place: Place, text: string | number) => void;
  /** Whether something was stated about a plan. */
  readonly isStated?: (planId: string) => boolean;
  readonly now?: () => number;
  /** While it says so, an input method or a dead key puts a sign together: all of that is one step. */
  readonly isPuttingTogether?: () => boolean;
}

const BRIEF = 'brief';
/** The order of things is no text. */
const RANK = 'rank';
/** Who ticks a task off may say what came of it; the step is about the former. */
const TICK = 'doneOn';

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

  /** The step that is gone at this moment. */
  going: StackItem | null = null;

  /**
   * Goes one step and no other, which Yjs would do where nothing is left of this one.
   * @param asYjs whether Yjs takes back what it did
   * @param also what else belongs to it
   * @returns whether Yjs found anything left
   */
  goOne(way: Way, step: StackItem, asYjs: boolean, also: () => void): boolean {
    const stack = `${way}Stack` as const;
    const going = `${way}ing` as const;
    const others = this[stack];
    let isDone = false;
    this.going = step;
    this[stack] = asYjs ? [step] : [];
    try {
      this.doc.transact((transaction) => {
        cutApart(transaction, step);
        isDone = this[way]() !== null;
        // Yjs notes the way back at the end of the transaction, which is this one.
        this[going] = true;
        also();
      }, this);
    } finally {
      this.going = null;
      this[going] = false;
      this[stack] = others;
    }
    return isDone;
  }

  /** Whether something lies in what this step added: that is taken off, not deleted. */
  isAddedByGoing(item: Y.Item, roots: readonly unknown[]): boolean {
    let top = item;
    while (top.parent instanceof Y.AbstractType && top.parent._item) top = top.parent._item;
    return this.going !== null && roots.includes(top.parent) && Y.isDeleted(this.going.insertions, top.id);
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
  /** When somebody else wrote last in a plan, item or task. */
  readonly #visits = new Map<string, number>();
  /** How often others have written anything. */
  #others = 0;
  /** Of the transaction that is about to become a step. */
  #changes: readonly Change[] = [];
  #taken: readonly Taken[] = [];

  constructor(options: StepsOptions) {
    this.#o = options;
    this.#now = options.now ?? (() => performance.now());
    const { doc, changed } = options;
    const wholes = (['plans', 'agenda', 'tasks'] as const).map((name) => root(doc, name));
    this.#manager = new KeepingManager(
      WRITTEN_ROOTS.map((name) => root(doc, name)),
      {
        trackedOrigins: new Set([ORIGIN.local]),
        // Where a step begins is said by #begins, not by the clock alone.
        captureTimeout: Infinity,
        captureTransaction: (transaction) => this.#captures(transaction),
        deleteFilter: (item) =>
          !isKept(item, root(doc, 'threads')) && !this.#manager.isAddedByGoing(item, wholes),
        ignoreRemoteMapChanges: false,
      },
    );
    for (const event of ['stack-item-added', 'stack-item-updated'] as const)
      this.#manager.on(event, ({ stackItem }) => this.#note(stackItem));
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
    const { doc } = this.#o;
    const changes = changesOf(step);
    const added = changes.filter((each) => isAdding(each) && isThere(doc, each));
    // Whoever removed something may do so again, having seen what stands there by now.
    const whys = new Map(added.map((each) => [each, way === 'undo' ? this.#whyStays(each, step) : null]));
    const staying = added.find((each) => whys.get(each));
    const leaving = added.filter((each) => !whys.get(each));
    const stood = changes.filter((each) => !isAdding(each) && isThere(doc, each));
    const asYjs = !this.#isWrittenOver(changes) && staying?.part !== PARTS.gone;
    const wentThere = this.#manager.goOne(way, step, asYjs, () => {
      for (const each of leaving) takeOff(doc, each);
      for (const each of stood) if (!isThere(doc, each)) keepOn(doc, each);
    });
    const isDone = this.#appendLeft(step, changes) || wentThere || leaving.length > 0;
    const offered = isDone || staying ? null : this.#handOut(changes);
    const isOffered = offered !== null;
    const place = staying ?? offered ?? changes.find(({ part }) => part === TICK) ?? changes[0];
    if (!place || (!isDone && !isOffered && !staying)) return null;
    this.#o.changed();
    const stays = (staying && whys.get(staying)) ?? null;
    return { root: place.root, id: place.id, part: place.part, isOffered, stays };
  }

  /** What one added goes again only as long as nobody else has put anything into it. */
  #whyStays(added: Change, step: StackItem): Staying | null {
    if (added.root === 'plans' && this.#o.isStated?.(added.id)) return 'stated';
    return (this.#visits.get(nameOf(added)) ?? 0) > sinceOf(step) ? 'written' : null;
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
      return mapAt(this.#o.doc, change) !== null && isThere(this.#o.doc, change);
    });

  /** Yjs would at times go back to a state from before a colleague's change. */
  #isWrittenOver(changes: readonly Change[]): boolean {
    return changes.some((change) => {
      const { before, after } = change;
      const isOfText = isPlain(before) && isPlain(after);
      return isOfText && (mapAt(this.#o.doc, change)?.get(keyAt(change)) ?? null) !== (after ?? null);
    });
  }

  /** Words of a paragraph that was struck out meanwhile have no place any more. They come back as a paragraph of their own. */
  #appendLeft(step: StackItem, changes: readonly Change[]): boolean {
    const { doc } = this.#o;
    const brief = changes.find(({ part }) => part === BRIEF);
    const words = wordsLeft(doc, takenOf(step), step.insertions);
    if (!brief || words.trim() === '') return false;
    appendToBrief(doc, brief.id, words);
    this.end();
    return true;
  }

  /** @returns the first place whose text is offered */
  #handOut(changes: readonly Change[]): Place | null {
    let offered: Place | null = null;
    for (const { before, after, ...place } of changes) {
      // A comment that is deleted can be said anew.
      const map = mapAt(this.#o.doc, place);
      const isOurs = isPlain(after) && (place.comment !== undefined || map !== null);
      if (!isOurs || !isText(before) || place.part === RANK) continue;
      // Others have written it there anew: there is nothing to choose between.
      if (map?.get(keyAt(place)) === before) continue;
      this.#o.refused(place, before);
      offered ??= place;
    }
    return offered;
  }

  #captures(transaction: Y.Transaction): boolean {
    // What others do is no step of this person.
    if (!transaction.local) return false;
    // The editor repairs the form of a brief at times; that is no step of anybody.
    if (transaction.meta.get('addToHistory') === false) return false;
    const byPlace = changesIn(transaction).map((change) => [keyOf(change), change] as const);
    this.#changes = [...new Map(byPlace).values()];
    this.#taken = this.#changes.some(({ part }) => part === BRIEF) ? takenIn(transaction, this.#changes) : [];
    const { origin } = transaction;
    if (origin !== this.#manager && this.#manager.trackedOrigins.has(origin)) {
      this.#forgetRemovals();
      if (this.#begins(transaction.deleteSet)) this.#manager.stopCapturing();
    }
    return true;
  }

  /** Redo gives back whatever one did since; to take a thing away once more it is there only until something else is done. */
  #forgetRemovals(): void {
    const { redoStack } = this.#manager;
    if (redoStack.some(isRemoval)) this.#manager.redoStack = redoStack.filter((step) => !isRemoval(step));
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
    this.#others++;
    for (const [type, keys] of changed) {
      const [top, id] = wayTo(type);
      const name = WRITTEN_ROOTS.find((each) => top === root(doc, each));
      if (name === undefined) continue;
      for (const key of id === undefined ? keys : [id])
        if (typeof key === 'string') this.#visits.set(thingOf(doc, name, key), this.#others);
    }
  };

  /** Notes with a step what it did: the first value before it, and the last one after; and what went out of a brief. */
  #note({ meta }: StackItem): void {
    meta.set(TAKEN, [...((meta.get(TAKEN) as readonly Taken[] | undefined) ?? []), ...this.#taken]);
    const { going } = this.#manager;
    if (!meta.has(SINCE)) meta.set(SINCE, going ? sinceOf(going) : this.#others);
    const noted = new Map((meta.get(NOTES) as Map<string, Change> | undefined) ?? []);
    for (const change of this.#changes) {
      const key = keyOf(change);
      const known = noted.get(key);
      noted.set(key, known ? { ...change, before: known.before } : change);
    }
    meta.set(NOTES, noted);
  }

  /** The brief's editor writes under an origin of its own, which is the user's as well. */
  readonly #trackEditor = ({ local, origin }: Y.Transaction): void => {
    if (local && isEditorOrigin(origin)) this.#manager.addTrackedOrigin(origin);
  };
}

const NOTES = 'changes';
const TAKEN = 'taken';
const SINCE = 'since';

function changesOf({ meta }: StackItem): Change[] {
  return [...((meta.get(NOTES) as Map<string, Change> | undefined)?.values() ?? [])];
}

/** Of a step that was taken back: whether going it again takes off what came back. */
function isRemoval(step: StackItem): boolean {
  return changesOf(step).some(isAdding);
}

function takenOf({ meta }: StackItem): readonly Taken[] {
  return (meta.get(TAKEN) as readonly Taken[] | undefined) ?? [];
}

/** How often others had written when it was done first. */
function sinceOf({ meta }: StackItem): number {
  return Number(meta.get(SINCE) ?? 0);
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

/** Of which plan, item or task something is; what is said stands with its plan. */
function thingOf(doc: Y.Doc, name: (typeof WRITTEN_ROOTS)[number], id: string): string {
  const thread = name === 'threads' ? root(doc, 'threads').get(id) : null;
  return thread instanceof Y.Map ? `plans ${String(thread.get('plan'))}` : `${name} ${id}`;
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
