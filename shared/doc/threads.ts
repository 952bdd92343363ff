import * as Y from 'yjs';
import { root, type BoardMap } from './board-doc';

/** A comment as it stands in the document. `clientId` tells its author, by the host's list of owners. */
export interface CommentJson {
  readonly id: string;
  readonly clientId: number;
  /** Client ID that last wrote the text; another member's means somebody tampered with it. */
  readonly textClientId: number;
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
    comments: list.sort(byTime),
  };
}

function commentJson(id: string, comment: BoardMap): CommentJson {
  const clientId = comment._item?.id.client ?? -1;
  const mentions = comment.get('mentions');
  return {
    id,
    clientId,
    textClientId: comment._map.get('text')?.id.client ?? clientId,
    text: text(comment.get('text')),
    at: text(comment.get('at')),
    edited: comment.get('edited') === true,
    mentions: mentions instanceof Y.Array ? mentions.toArray().filter((m) => typeof m === 'string') : [],
  };
}

function byTime(a: { at: string; id: string }, b: { at: string; id: string }): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
