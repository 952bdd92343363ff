import * as Y from 'yjs';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { Json } from '../domain/json';
import type { PlanField, PlanJson, PlanKind } from '../domain/plan';
import { writtenMention, type Mention } from '../domain/text/mentions';
import { briefOf, isGone, planMap, root, type BoardMap } from './board-doc';
import { briefFromJson, storable } from './brief-writer';
import { PLAN_ARRAYS } from './schema';
import { readComments, readThreads } from './threads';
import { turnAfter } from './turns';

/** The alphabet of fractional-indexing. */
const RANK = /^[A-Za-z][0-9A-Za-z]*$/;

/** Fields with one plain value. */
export type ScalarField = Exclude<PlanField, 'channels' | 'regions' | 'brief'> | 'color';
export type SetField = (typeof PLAN_ARRAYS)[number];

/** What a new plan starts with; everything else is empty. */
export interface NewPlan {
  readonly id: string;
  readonly kind: PlanKind;
  readonly ownerId: string;
  readonly fields?: Partial<Record<ScalarField, Json>>;
  readonly sets?: Partial<Record<SetField, readonly string[]>>;
  /** JSON tree of `shared/domain/brief.ts`. */
  readonly brief?: Json;
  /** Import keys, carry-over links. */
  readonly meta?: Readonly<Record<string, Json>>;
}

// The only writer of Yjs. Every command is one transaction with one origin, so one undo step; a command
// that would change nothing writes nothing.

/** Adds a plan at the end. An ID that is taken stays with the plan that has it. */
export function createPlan(doc: Y.Doc, plan: NewPlan): void {
  addPlan(doc, plan.id, [
    ['kind', plan.kind],
    ['ownerId', plan.ownerId],
    ...Object.entries(plan.fields ?? {}),
    ...PLAN_ARRAYS.map((field) => [field, arrayOf(plan.sets?.[field] ?? [])] as const),
    ['brief', briefFromJson(plan.brief ?? [])],
    ['meta', new Y.Map(Object.entries(plan.meta ?? {}))],
  ]);
}

/** Sets one field; null and '' clear it. */
export function setField(doc: Y.Doc, planId: string, field: ScalarField, value: Json): void {
  const plan = planMap(doc, planId);
  if (!plan) return;
  const empty = value === null || value === '';
  if (empty ? !plan.has(field) : plan.get(field) === value) return;
  write(doc, () => (empty ? plan.delete(field) : plan.set(field, value)));
}

/**
 * Makes a set field hold `values`: only what differs is deleted and added, so that others' additions stay.
 * @param seen what it held when `values` were made of it: what else is there by now was put there by others, and stays
 */
export function setSet(
  doc: Y.Doc,
  planId: string,
  field: SetField,
  values: readonly string[],
  seen?: readonly string[],
): void {
  const plan = planMap(doc, planId);
  const array = plan?.get(field);
  const since = seen && array instanceof Y.Array ? array.toArray().filter(isUnseen(seen)) : [];
  const wanted = new Set([...since, ...values].filter((value) => value !== ''));
  if (!(array instanceof Y.Array)) {
    // Some other program made this plan, without its nested types.
    if (plan && (wanted.size > 0 || array !== undefined))
      write(doc, () => plan.set(field, arrayOf([...wanted])));
    return;
  }
  const current = array.toArray();
  const added = [...wanted].filter((value) => !current.includes(value));
  const gone = current.flatMap((value, index) =>
    typeof value === 'string' && wanted.has(value) && current.indexOf(value) === index ? [] : [index],
  );
  if (added.length === 0 && gone.length === 0) return;
  write(doc, () => {
    for (const index of gone.reverse()) array.delete(index);
    array.push(added);
  });
}

function isUnseen(seen: readonly string[]): (value: unknown) => value is string {
  return (value): value is string => typeof value === 'string' && !seen.includes(value);
}

/** Notes something about a plan that is no part of it; null takes the note away. */
export function setMeta(doc: Y.Doc, planId: string, key: string, value: Json): void {
  const plan = planMap(doc, planId);
  const meta = plan?.get('meta');
  if (!(meta instanceof Y.Map)) {
    // Some other program made this plan, without its nested types.
    if (plan && value !== null) write(doc, () => plan.set('meta', new Y.Map([[key, value]])));
    return;
  }
  if (value === null ? !meta.has(key) : meta.get(key) === value) return;
  write(doc, () => (value === null ? meta.delete(key) : meta.set(key, value)));
}

/** Puts a text as a paragraph of its own at the end of a plan's brief. */
export function appendToBrief(doc: Y.Doc, planId: string, text: string): void {
  const brief = briefOf(doc, planId);
  if (!brief) return;
  write(doc, () => {
    const paragraph = new Y.XmlElement('paragraph');
    brief.push([paragraph]);
    paragraph.push([new Y.XmlText(text)]);
  });
}

/**
 * Moves a plan between two neighbours, given by their ranks; null is the end of the list. Two people may
 * have made plans of one rank at the same time: then it comes after all of that rank.
 */
export function movePlan(doc: Y.Doc, planId: string, after: string | null, before: string | null): void {
  const plan = planMap(doc, planId);
  if (!plan) return;
  const rank = rankBetween(after, before) ?? rankBetween(after, rankAbove(doc, after)) ?? rankAfterLast(doc);
  if (plan.get('rank') !== rank) write(doc, () => plan.set('rank', rank));
}

/** Puts plans behind all that have a rank, in this order, each with a rank of its own. */
export function rankLast(doc: Y.Doc, planIds: readonly string[]): void {
  const plans = planIds.flatMap((id) => planMap(doc, id) ?? []);
  if (plans.length === 0) return;
  const ranks = generateNKeysBetween(lastRank(doc), null, plans.length);
  write(doc, () => plans.forEach((plan, index) => plan.set('rank', ranks[index])));
}

/** Puts a plan into the board's bin. Nothing of it goes, so what colleagues write in it at this moment stays as well. */
export function deletePlan(doc: Y.Doc, planId: string): void {
  const plan = planMap(doc, planId);
  if (plan && !isGone(plan)) write(doc, () => plan.set('gone', true));
}

/**
 * Takes a plan out of the board's bin: it is on the board again with everything it had, and tells who took it back.
 * @param seen the last entry of the board's record that he has seen: clocks of people say nothing
 */
export function takeBackPlan(doc: Y.Doc, planId: string, seen = 0): void {
  const plan = planMap(doc, planId);
  if (plan && isGone(plan)) write(doc, () => plan.set('gone', seen));
}

/** A draft that is to be made of a plan, on other days. */
export interface CopyOfPlan {
  readonly id: string;
  readonly start: string;
  readonly end?: string;
  /** What it says of where it comes from. */
  readonly meta: Readonly<Record<string, Json>>;
}

/** Makes drafts of a plan, all in one step: everything that it says, on their own days. */
export function copyPlan(doc: Y.Doc, plan: PlanJson, copies: readonly CopyOfPlan[]): void {
  const { id: _id, rank: _rank, gone: _gone, meta: _meta, start: _start, end: _end, brief, ...fields } = plan;
  write(doc, () => {
    for (const { id, start, end, meta } of copies)
      addPlan(doc, id, [
        ...PLAN_ARRAYS.map((field) => [field, new Y.Array<string>()] as const),
        ...Object.entries(fields).map(([field, value]) => [field, storable(value)] as const),
        ['start', start],
        ...(end === undefined ? [] : [['end', end] as const]),
        ['brief', brief === undefined || Array.isArray(brief) ? briefFromJson(brief ?? []) : storable(brief)],
        ['meta', new Y.Map(Object.entries(meta))],
      ]);
  });
}

/** Removes a plan and everything in it for good: only where another document has none any more. */
export function erasePlan(doc: Y.Doc, planId: string): void {
  if (planMap(doc, planId)) write(doc, () => root(doc, 'plans').delete(planId));
}

/** Makes a plan anew that the document has no more, as it was agreed, under its own ID. */
export function restorePlan(doc: Y.Doc, planId: string, snapshot: PlanJson): void {
  const { id: _id, brief, ...fields } = snapshot;
  addPlan(doc, planId, [
    ...PLAN_ARRAYS.map((field) => [field, new Y.Array<string>()] as const),
    ['meta', new Y.Map()],
    ...Object.entries(fields).map(([field, value]) => [field, storable(value)] as const),
    ['brief', brief === undefined || Array.isArray(brief) ? briefFromJson(brief ?? []) : storable(brief)],
  ]);
}

export interface NewThread {
  readonly id: string;
  readonly plan: string;
  /** Absent: the thread is about the whole plan. */
  readonly field?: string;
}
export interface NewComment {
  readonly id: string;
  readonly text: string;
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly mentions: readonly Mention[];
}

/** Opens a thread with its first comment. */
export function addThread(doc: Y.Doc, thread: NewThread, first: NewComment): void {
  const before = readThreads(doc).filter(({ plan }) => plan === thread.plan);
  const turn = turnAfter(before, first.at);
  write(doc, () => {
    const map: BoardMap = new Y.Map();
    map.set('plan', thread.plan);
    if (thread.field !== undefined) map.set('field', thread.field);
    map.set('at', first.at);
    map.set('turn', turn);
    map.set('comments', new Y.Map([[first.id, commentMap(first, turnAfter([], first.at))]]));
    root(doc, 'threads').set(thread.id, map);
  });
}

export function addComment(doc: Y.Doc, threadId: string, comment: NewComment): void {
  const comments = commentsOf(doc, threadId);
  if (!comments) return;
  const turn = turnAfter(readComments(comments), comment.at);
  write(doc, () => comments.set(comment.id, commentMap(comment, turn)));
}

/** Makes a comment say something else, and mention whom that mentions. */
export function editComment(
  doc: Y.Doc,
  threadId: string,
  commentId: string,
  { text, mentions }: Pick<NewComment, 'text' | 'mentions'>,
): void {
  const comment = commentsOf(doc, threadId)?.get(commentId);
  if (!(comment instanceof Y.Map)) return;
  const written = mentions.map(writtenMention);
  const array = comment.get('mentions');
  const present: unknown[] = array instanceof Y.Array ? array.toArray() : [];
  const isSame = written.length === present.length && written.every((each, at) => each === present[at]);
  if (isSame && comment.get('text') === text) return;
  write(doc, () => {
    if (comment.get('text') !== text) comment.set('text', text);
    comment.set('edited', true);
    if (isSame) return;
    if (!(array instanceof Y.Array)) return comment.set('mentions', arrayOf(written));
    array.delete(0, array.length);
    array.push(written);
  });
}

/** Deletes a comment. Its thread stays, unseen once it is empty: somebody may be answering at this moment. */
export function deleteComment(doc: Y.Doc, threadId: string, commentId: string): void {
  const comments = commentsOf(doc, threadId);
  if (!comments?.has(commentId)) return;
  write(doc, () => comments.delete(commentId));
}

export function setResolved(doc: Y.Doc, threadId: string, resolved: boolean): void {
  const thread = root(doc, 'threads').get(threadId);
  if (!(thread instanceof Y.Map) || (thread.get('resolved') === true) === resolved) return;
  write(doc, () => (resolved ? thread.set('resolved', true) : thread.delete('resolved')));
}

/** Several commands as one undo step and one message. */
export function together(doc: Y.Doc, commands: () => void): void {
  write(doc, commands);
}

function write(doc: Y.Doc, change: () => unknown): void {
  doc.transact(change, ORIGIN.local);
}

/** Everything nested is born here, in the transaction that makes the plan. */
function addPlan(doc: Y.Doc, planId: string, fields: readonly (readonly [string, unknown])[]): void {
  if (planMap(doc, planId)) return;
  write(doc, () => {
    const map: BoardMap = new Y.Map([['rank', rankAfterLast(doc)], ...fields]);
    root(doc, 'plans').set(planId, map);
  });
}

function rankAfterLast(doc: Y.Doc): string {
  return generateKeyBetween(lastRank(doc), null);
}

/** A rank somebody broke must not stop anybody from adding a plan: the last good one counts. Null: there is none. */
function lastRank(doc: Y.Doc): string | null {
  let last = highestRank(doc, null);
  while (last !== null && rankBetween(last, null) === null) last = highestRank(doc, last);
  return last;
}

/** Null when there is no place between them, or one of them is no rank at all. */
function rankBetween(after: string | null, before: string | null): string | null {
  if (![after, before].every((rank) => rank === null || RANK.test(rank))) return null;
  try {
    return generateKeyBetween(after, before);
  } catch {
    return null;
  }
}

/** The highest rank of all, or of those below another; null when there is none. */
function highestRank(doc: Y.Doc, below: string | null): string | null {
  return ranks(doc).reduce<string | null>(
    (best, rank) => ((below === null || rank < below) && (best === null || rank > best) ? rank : best),
    null,
  );
}

/** The lowest rank above another; null when it is the highest. */
function rankAbove(doc: Y.Doc, rank: string | null): string | null {
  return ranks(doc).reduce<string | null>(
    (best, each) => ((rank === null || each > rank) && (best === null || each < best) ? each : best),
    null,
  );
}

function ranks(doc: Y.Doc): string[] {
  const found: string[] = [];
  root(doc, 'plans').forEach((plan) => {
    const rank = plan instanceof Y.Map ? plan.get('rank') : null;
    if (typeof rank === 'string' && rank !== '') found.push(rank);
  });
  return found;
}

function commentsOf(doc: Y.Doc, threadId: string): BoardMap | null {
  const thread = root(doc, 'threads').get(threadId);
  const comments = thread instanceof Y.Map ? thread.get('comments') : null;
  return comments instanceof Y.Map ? comments : null;
}

function commentMap(comment: NewComment, turn: number): BoardMap {
  return new Y.Map<unknown>([
    ['text', comment.text],
    ['at', comment.at],
    ['turn', turn],
    ['mentions', arrayOf(comment.mentions.map(writtenMention))],
  ]);
}

function arrayOf(values: readonly string[]): Y.Array<string> {
  return Y.Array.from([...values]);
}

/** Why a transaction happened; an UndoManager tracks `local` only. */
export const ORIGIN = {
  /** An edit of this session's user, through commands. */
  local: Symbol('local'),
  /** Loaded from this device's own storage. */
  restored: Symbol('restored'),
} as const;
