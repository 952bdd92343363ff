import * as Y from 'yjs';
import { isId } from '../domain/ids';
import { readMention, type Mention } from '../domain/text/mentions';
import { root, type BoardMap } from './board-doc';
import { byTurn, readTurn } from './turns';

/** A comment as it stands in the document. `clientId` tells its author, by the host's list of owners. */
export interface CommentJson {
  readonly id: string;
  readonly clientId: number;
  /** Client IDs that last wrote its text, time, turn and mentions; another member's means somebody tampered with it. */
  readonly writerIds: readonly number[];
  readonly text: string;
  /** Instant by the author's clock, ISO 8601. */
  readonly at: string;
  /** Higher than that of everything its author saw; null when an older Handschlag wrote it. */
  readonly turn: number | null;
  readonly edited: boolean;
  readonly mentions: readonly Mention[];
}

/** A thread on a plan, or on one of its fields. */
export interface ThreadJson {
  readonly id: string;
  readonly plan: string;
  readonly field: string | null;
  /** Instant by the clock of whoever opened it, ISO 8601. */
  readonly at: string;
  /** Higher than that of every thread of its plan that was there; null when an older Handschlag wrote it. */
  readonly turn: number | null;
  readonly resolved: boolean;
  /** Client ID that opened it. */
  readonly clientId: number;
  /** Client IDs that last wrote what it is about; another member's means somebody moved it. */
  readonly writerIds: readonly number[];
  readonly comments: readonly CommentJson[];
}

/**
 * Every thread with its comments, in the order in which they were said: whoever made the first comment started the
 * thread. Malformed ones, those under a name that is no ID, and those without a comment are left out.
 */
export function readThreads(doc: Y.Doc): ThreadJson[] {
  const threads: ThreadJson[] = [];
  root(doc, 'threads').forEach((thread, id) => {
    const json = thread instanceof Y.Map ? threadJson(id, thread) : null;
    if (json) threads.push(json);
  });
  return threads.sort(byTurn);
}

export function threadJson(id: string, thread: BoardMap): ThreadJson | null {
  const plan = thread.get('plan');
  const comments = thread.get('comments');
  if (!isId(id) || typeof plan !== 'string' || !isId(plan) || !(comments instanceof Y.Map)) return null;
  const list = readComments(comments);
  if (list.length === 0) return null;
  const field = thread.get('field');
  return {
    id,
    plan,
    field: typeof field === 'string' ? field : null,
    at: text(thread.get('at')),
    turn: readTurn(thread.get('turn')),
    resolved: thread.get('resolved') === true,
    clientId: thread._item?.id.client ?? -1,
    writerIds: writersOf(thread, ['plan', 'field', 'at', 'turn']),
    comments: list,
  };
}

/** The comments of a thread's map, in the order in which they were said; those under a name that is no ID are left out. */
export function readComments(comments: BoardMap): CommentJson[] {
  const list: CommentJson[] = [];
  comments.forEach((comment, id) => {
    if (isId(id) && comment instanceof Y.Map) list.push(commentJson(id, comment));
  });
  return list.sort(byTurn);
}

function commentJson(id: string, comment: BoardMap): CommentJson {
  const mentions = comment.get('mentions');
  return {
    id,
    clientId: comment._item?.id.client ?? -1,
    writerIds: [
      ...new Set([...writersOf(comment, ['text', 'at', 'turn', 'mentions']), ...itemWriters(mentions)]),
    ],
    text: text(comment.get('text')),
    at: text(comment.get('at')),
    turn: readTurn(comment.get('turn')),
    edited: comment.get('edited') === true,
    mentions: mentions instanceof Y.Array ? mentions.toArray().filter(isText).map(readMention) : [],
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

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function text(value: unknown): string {
  return isText(value) ? value : '';
}
