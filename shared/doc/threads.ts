import * as Y from 'yjs';
import { root, type BoardMap } from './board-doc';

/** A comment as it stands in the document. `clientId` tells its author, by the host's list of owners. */
export interface CommentJson {
  readonly id: string;
  readonly clientId: number;
  /** Client IDs that last wrote its text, time and mentions; another member's means somebody tampered with it. */
  readonly writerIds: readonly number[];
  readonly text: string;
  /** Instant by the author's clock, ISO 8601. */
  readonly at: string;
  readonly edited: boolean;
  readonly mentions: readonly string[];
}

/** A thread on a plan, or on one of its fields. */
export interface ThreadJson {
  readonly id: string;
  readonly plan: string;
  readonly field: string | null;
  readonly at: string;
  readonly resolved: boolean;
  /** Client ID that opened it. */
  readonly clientId: number;
  /** Client IDs that last wrote what it is about; another member's means somebody moved it. */
  readonly writerIds: readonly number[];
  readonly comments: readonly CommentJson[];
}

/** Every thread with its comments, oldest first; malformed ones and those without a comment are left out. */
export function readThreads(doc: Y.Doc): ThreadJson[] {
  const threads: ThreadJson[] = [];
  root(doc, 'threads').forEach((thread, id) => {
    const json = thread instanceof Y.Map ? threadJson(id, thread) : null;
    if (json) threads.push(json);
  });
  return threads.sort(byTime);
}

export function threadJson(id: string, thread: BoardMap): ThreadJson | null {
  const plan = thread.get('plan');
  const comments = thread.get('comments');
  if (typeof plan !== 'string' || !(comments instanceof Y.Map)) return null;
  const list: CommentJson[] = [];
  comments.forEach((comment, commentId) => {
    if (comment instanceof Y.Map) list.push(commentJson(commentId, comment));
  });
  if (list.length === 0) return null;
  const field = thread.get('field');
  return {
    id,
    plan,
    field: typeof field === 'string' ? field : null,
    at: text(thread.get('at')),
    resolved: thread.get('resolved') === true,
    clientId: thread._item?.id.client ?? -1,
    writerIds: writersOf(thread, ['plan', 'field', 'at']),
    comments: list.sort(byTime),
  };
}

function commentJson(id: string, comment: BoardMap): CommentJson {
  const mentions = comment.get('mentions');
  return {
    id,
    clientId: comment._item?.id.client ?? -1,
    writerIds: [...new Set([...writersOf(comment, ['text', 'at', 'mentions']), ...itemWriters(mentions)])],
    text: text(comment.get('text')),
    at: text(comment.get('at')),
    edited: comment.get('edited') === true,
    mentions: mentions instanceof Y.Array ? mentions.toArray().filter((m) => typeof m === 'string') : [],
  };
}

/** Stands for whoever took a key away, which leaves no name and which no command does. */
const NOBODY = -1;

/** Who last wrote these keys. */
function writersOf(map: BoardMap, keys: readonly string[]): number[] {
  const items = keys.flatMap((key) => map._map.get(key) ?? []);
  return [...new Set(items.map((item) => (item.deleted ? NOBODY : item.id.client)))];
}

/** Who put what stands in an array there. */
function itemWriters(array: unknown): number[] {
  const writers: number[] = [];
  if (!(array instanceof Y.Array)) return writers;
  for (let item = array._start; item; item = item.right) if (!item.deleted) writers.push(item.id.client);
  return writers;
}

function byTime(a: { at: string; id: string }, b: { at: string; id: string }): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
