import * as Y from 'yjs';
import { planMap, root } from '../../shared/doc/board-doc';
import { threadJson, type CommentJson, type ThreadJson } from '../../shared/doc/threads';
import { mentionRuns } from '../../shared/domain/text/mentions';
import type { StoredItem, StoredTouch } from '../storage/storage';
import { excerpt, type Ground, type Told } from './causes';

/** A thread, and who said what in it. */
interface Discussion {
  readonly thread: ThreadJson;
  readonly comments: ReadonlyMap<string, Said>;
}

/** A comment with those whom it concerns. */
interface Said {
  readonly comment: CommentJson;
  /** Null: nobody whom the host knows. */
  readonly by: string | null;
  readonly mentioned: readonly string[];
}

/** Somebody answered in a thread, and has dealt with what stood there before. */
interface Answered {
  readonly member: string;
  readonly thread: string;
  readonly before: ReadonlySet<string>;
}

/**
 * Whom the comments concern that were made or changed, in the order in which the host took them: whoever is named in
 * one, and whoever wrote or was named in its thread before. By that order alone, whatever the writers' clocks said; what
 * each comment says, as it stands now. What is said of a deleted plan is told as well: it stands once the plan is back.
 */
export function toldByComments(
  ground: Ground,
  touches: readonly StoredTouch[],
): { told: Told[]; answered: Answered[] } {
  const told = new Map<string, Told>();
  const tell = (each: Told) => told.set(`${each.member} ${each.of}`, each);
  const answered: Answered[] = [];
  const comments = touches.filter(({ kind }) => kind === 'comment');
  const notYet = new Set(comments.flatMap(({ id, made }) => (made ? [id] : [])));
  for (const { id, made, at } of comments) {
    if (made) notYet.delete(id);
    const [threadId = '', commentId = ''] = id.split('/');
    const found = discussionOf(ground, threadId);
    const said = found?.comments.get(commentId);
    if (!found || !said?.by) continue;
    const earlier = [...found.comments.values()].filter(
      ({ comment }) => comment.id !== commentId && !notYet.has(`${threadId}/${comment.id}`),
    );
    const whole = {
      plan: found.thread.plan,
      thread: threadId,
      of: commentId,
      at,
      facts: factsOf(ground, found, said),
    };
    const named = new Set(said.mentioned);
    for (const member of named) tell({ member, why: 'mention', ...whole });
    if (!made) continue;
    const taking = new Set(earlier.flatMap(({ by, mentioned }) => [...(by ? [by] : []), ...mentioned]));
    for (const member of taking)
      if (member !== said.by && !named.has(member) && ground.readers.has(member))
        tell({ member, why: 'answer', ...whole });
    const answer = {
      member: said.by,
      thread: threadId,
      before: new Set(earlier.map(({ comment }) => comment.id)),
    };
    answered.push(answer);
    // Only what came before: a comment that was there, and names him in a change behind his answer, is news.
    for (const [key, each] of told)
      if (isAnsweredBy(answer, each)) told.set(key, { ...each, isAnswered: true });
  }
  return { told: [...told.values()], answered };
}

/** Whether somebody dealt with something by an answer of his. */
export function isAnsweredBy(
  answer: Answered,
  item: { readonly member: string; readonly thread?: string | null; readonly of: string },
): boolean {
  return answer.member === item.member && answer.thread === item.thread && answer.before.has(item.of);
}

/** Whether what was told of a comment still stands: nobody deleted it, or its plan, or named others instead. */
export function commentStands(ground: Ground, { member, why, thread, of }: StoredItem): boolean {
  const found = discussionOf(ground, thread ?? '');
  const said = found?.comments.get(of);
  if (!found || !said || !ground.room.document.holds(found.thread.plan)) return false;
  return why === 'answer' || said.mentioned.includes(member);
}

/** Threads are read once on one ground, however many of their comments are asked for. */
const KNOWN = new WeakMap<Ground, Map<string, Discussion | null>>();

function discussionOf(ground: Ground, threadId: string): Discussion | null {
  const known = KNOWN.get(ground) ?? new Map<string, Discussion | null>();
  KNOWN.set(ground, known);
  const found = known.has(threadId) ? known.get(threadId) : readDiscussion(ground, threadId);
  known.set(threadId, found ?? null);
  return found ?? null;
}

function readDiscussion(ground: Ground, threadId: string): Discussion | null {
  const { doc } = ground.room.document;
  const map = root(doc, 'threads').get(threadId);
  const thread = map instanceof Y.Map ? threadJson(threadId, map) : null;
  if (!thread) return null;
  const comments = new Map(thread.comments.map((comment) => [comment.id, saidOf(ground, comment)]));
  return { thread, comments };
}

/** Who was named by whoever wrote the comment: by nobody else, and nobody himself. */
function saidOf({ room, readers, nameOf }: Ground, comment: CommentJson): Said {
  const { owners } = room.document;
  const owner = owners.get(comment.clientId) ?? null;
  const by = owner === 'host' ? null : owner;
  const isHis = comment.writerIds.every((client) => owners.get(client) === owner);
  const runs = isHis ? mentionRuns(comment.text, comment.mentions, nameOf) : [];
  const named = new Set(runs.flatMap(({ memberId }) => memberId ?? []));
  return { comment, by, mentioned: [...named].filter((member) => member !== by && readers.has(member)) };
}

function factsOf({ room }: Ground, { thread }: Discussion, { by, comment }: Said) {
  const title = planMap(room.document.doc, thread.plan)?.get('title');
  return {
    ...(by ? { by } : {}),
    ...(typeof title === 'string' ? { title } : {}),
    text: excerpt(comment.text),
  };
}
