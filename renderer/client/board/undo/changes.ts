import * as Y from 'yjs';
import { root, type BoardMap } from '../../../../shared/doc/board-doc';

/** What a person writes on a board: plans, and the lines of agendas and lists of tasks. What is said stands with its plan. */
export type PlaceRoot = 'plans' | 'agenda' | 'tasks';
/** Roots of the document in which people write. The wall of notes is the host's. */
export const WRITTEN_ROOTS = ['plans', 'threads', 'agenda', 'tasks'] as const;

/** Where something was changed: a field of a plan, of an item of an agenda or of a task, or one of {@link PARTS}. */
export interface Place {
  readonly root: PlaceRoot;
  readonly id: string;
  readonly part: string;
  /** The one comment of all on a plan whose text it is. */
  readonly comment?: { readonly threadId: string; readonly commentId: string };
}

/** Parts that are no field: the thing as a whole, whether a plan is deleted, what is said about it. */
export const PARTS = { whole: 'whole', gone: 'gone', comments: 'comments' } as const;

/** What one step did at one place. Texts and numbers only; a list or a running text knows by itself whose is what. */
export interface Change extends Place {
  readonly before: unknown;
  readonly after: unknown;
}

/** Stands for what is inside of a list or of a running text. */
export const NESTED = {};

/** The map of a plan, an item, a task or a comment, as long as there is one. */
export function mapAt(doc: Y.Doc, { root: name, id, comment }: Place): BoardMap | null {
  const thread = comment && root(doc, 'threads').get(comment.threadId);
  const comments = thread instanceof Y.Map ? thread.get('comments') : null;
  const [of, key] = comment ? [comments, comment.commentId] : [root(doc, name), id];
  const map: unknown = of instanceof Y.Map ? of.get(key) : null;
  return map instanceof Y.Map ? map : null;
}

/** The key in that map under which the value of a place lies. */
export function keyAt({ part, comment }: Place): string {
  return comment ? 'text' : part;
}

/** What a transaction changed; asked before it is over. */
export function changesIn(transaction: Y.Transaction): Change[] {
  const { doc } = transaction;
  return [...transaction.changed].flatMap(([type, keys]): Change[] => {
    const names = [...keys].filter((key) => key !== null);
    const [top, id, part, commentId] = wayTo(type);
    const name = WRITTEN_ROOTS.find((each) => top === root(doc, each));
    if (name === undefined) return [];
    if (name === 'threads') {
      const isText = names.includes('text') && type instanceof Y.Map;
      if (id && commentId && isText) return textOf(transaction, type, { threadId: id, commentId });
      return commentsOn(transaction, id === undefined ? names : [id ?? '']);
    }
    if (typeof id !== 'string')
      return names.map((each) => {
        const place = { root: name, id: each, part: PARTS.whole };
        const [before, after] = [
          valueBefore(transaction, root(doc, name), each),
          mapAt(doc, place) ?? undefined,
        ];
        return { ...place, before, after };
      });
    if (part !== undefined && part !== null) return [{ root: name, id, part, before: NESTED, after: NESTED }];
    const map = mapAt(doc, { root: name, id, part: PARTS.whole });
    if (map === null) return [];
    return names.map((key) => ({
      root: name,
      id,
      part: key,
      before: valueBefore(transaction, map, key),
      after: map.get(key),
    }));
  });
}

function textOf(
  transaction: Y.Transaction,
  map: Y.Map<unknown>,
  comment: NonNullable<Place['comment']>,
): Change[] {
  const [before, after] = [valueBefore(transaction, map, 'text'), map.get('text')];
  return commentsOn(transaction, [comment.threadId]).map((each) => ({ ...each, comment, before, after }));
}

function commentsOn(transaction: Y.Transaction, threadIds: readonly string[]): Change[] {
  const threads = root(transaction.doc, 'threads');
  return threadIds.flatMap((threadId) => {
    const thread = threads.get(threadId) ?? valueBefore(transaction, threads, threadId);
    const id =
      thread instanceof Y.Map ? (thread.get('plan') ?? valueBefore(transaction, thread, 'plan')) : null;
    return typeof id === 'string'
      ? [{ root: 'plans', id, part: PARTS.comments, before: NESTED, after: NESTED } as const]
      : [];
  });
}

/** Whether an item stood in the document before a transaction began. */
export function stoodBefore({ beforeState }: Y.Transaction, { client, clock }: Y.ID): boolean {
  return clock < (beforeState.get(client) ?? 0);
}

/** What stood under a key of a map when a transaction began; null when nothing ever did. */
export function itemBefore(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): Y.Item | null {
  let item: Y.Item | null = map._map.get(key) ?? null;
  while (item !== null && !stoodBefore(transaction, item.id)) item = item.left;
  return item;
}

/** The value under a key when a transaction began. Only until that transaction is over, while its text is still there. */
export function valueBefore(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): unknown {
  const item = itemBefore(transaction, map, key);
  if (item === null) return undefined;
  const wasThere = !item.deleted || Y.isDeleted(transaction.deleteSet, item.id);
  return wasThere ? contentOf(item) : undefined;
}

/** The value of an item, also of a deleted one whose text is kept for undoing; undefined once it is not. */
export function contentOf(item: Y.Item): unknown {
  return item.content instanceof Y.ContentDeleted ? undefined : item.content.getContent().at(-1);
}

/** Any type of the document. */
type AnyType = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never;

/** From the root of the document down to a type: the root, then names (of a comment: its thread, `comments`, its own); null in a list. */
export function wayTo(type: AnyType): [top: unknown, ...names: (string | null | undefined)[]] {
  const names: (string | null)[] = [];
  let top: unknown = type;
  for (let item = type._item; item !== null;) {
    names.unshift(item.parentSub);
    top = item.parent;
    item = top instanceof Y.AbstractType ? top._item : null;
  }
  return [top, ...names];
}

export function keyOf({ root: name, id, part, comment }: Place): string {
  return `${name} ${id} ${part} ${comment?.commentId ?? ''}`;
}

export function isAt(place: Place, other: Place): boolean {
  return keyOf(place) === keyOf(other);
}
