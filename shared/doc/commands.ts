import * as Y from 'yjs';
import { generateKeyBetween } from 'fractional-indexing';
import type { Json } from '../domain/json';
import type { PlanField, PlanJson, PlanKind } from '../domain/plan';
import { planMap, root, type BoardMap } from './board-doc';
import { briefFromJson } from './brief-writer';
import { ORIGIN } from './origins';
import { PLAN_ARRAYS } from './schema';

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

export function createPlan(doc: Y.Doc, plan: NewPlan): void {
  write(doc, () => {
    const map: BoardMap = new Y.Map();
    map.set('kind', plan.kind);
    map.set('ownerId', plan.ownerId);
    map.set('rank', rankAfterLast(doc));
    for (const [field, value] of Object.entries(plan.fields ?? {})) map.set(field, value);
    for (const field of PLAN_ARRAYS) map.set(field, Y.Array.from([...(plan.sets?.[field] ?? [])]));
    map.set('brief', briefFromJson(plan.brief ?? []));
    map.set('meta', new Y.Map(Object.entries(plan.meta ?? {})));
    root(doc, 'plans').set(plan.id, map);
  });
}

/** Sets one field; null, undefined and '' clear it. */
export function setField(doc: Y.Doc, planId: string, field: ScalarField, value: Json): void {
  const plan = planMap(doc, planId);
  if (!plan) return;
  const empty = value === null || value === '';
  if (empty ? !plan.has(field) : plan.get(field) === value) return;
  write(doc, () => (empty ? plan.delete(field) : plan.set(field, value)));
}

/** Makes a set field hold exactly `values`: only what differs is deleted and added, so that others' additions stay. */
export function setSet(doc: Y.Doc, planId: string, field: SetField, values: readonly string[]): void {
  const array = planMap(doc, planId)?.get(field);
  if (!(array instanceof Y.Array)) return;
  const wanted = new Set(values);
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

/** Moves a plan between two neighbours of the same list; null is the end of the list. */
export function movePlan(doc: Y.Doc, planId: string, after: string | null, before: string | null): void {
  const plan = planMap(doc, planId);
  if (plan) write(doc, () => plan.set('rank', generateKeyBetween(after, before)));
}

export function deletePlan(doc: Y.Doc, planId: string): void {
  if (planMap(doc, planId)) write(doc, () => root(doc, 'plans').delete(planId));
}

/** Brings back a plan that was deleted, as it was agreed, under its own ID. */
export function restorePlan(doc: Y.Doc, planId: string, snapshot: PlanJson): void {
  if (planMap(doc, planId)) return;
  const { id: _id, kind, ownerId, brief, channels, regions, ...fields } = snapshot;
  createPlan(doc, {
    id: planId,
    kind: kind === 'sales-activity' ? 'sales-activity' : 'campaign',
    ownerId: typeof ownerId === 'string' ? ownerId : '',
    fields: fields as NewPlan['fields'] & object,
    sets: { channels: texts(channels), regions: texts(regions) },
    ...(brief === undefined ? {} : { brief }),
  });
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
  readonly mentions: readonly string[];
}

/** Opens a thread with its first comment. */
export function addThread(doc: Y.Doc, thread: NewThread, first: NewComment): void {
  write(doc, () => {
    const map: BoardMap = new Y.Map();
    map.set('plan', thread.plan);
    if (thread.field !== undefined) map.set('field', thread.field);
    map.set('at', first.at);
    map.set('comments', new Y.Map([[first.id, commentMap(first)]]));
    root(doc, 'threads').set(thread.id, map);
  });
}

export function addComment(doc: Y.Doc, threadId: string, comment: NewComment): void {
  const comments = commentsOf(doc, threadId);
  if (comments) write(doc, () => comments.set(comment.id, commentMap(comment)));
}

export function editComment(doc: Y.Doc, threadId: string, commentId: string, text: string): void {
  const comment = commentsOf(doc, threadId)?.get(commentId);
  if (!(comment instanceof Y.Map) || comment.get('text') === text) return;
  write(doc, () => {
    comment.set('text', text);
    comment.set('edited', true);
  });
}

/** Deletes a comment, and its thread with the last one. */
export function deleteComment(doc: Y.Doc, threadId: string, commentId: string): void {
  const comments = commentsOf(doc, threadId);
  if (!comments?.has(commentId)) return;
  write(doc, () => {
    comments.delete(commentId);
    if (comments.size === 0) root(doc, 'threads').delete(threadId);
  });
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

function rankAfterLast(doc: Y.Doc): string {
  let last: string | null = null;
  root(doc, 'plans').forEach((plan) => {
    const rank = plan instanceof Y.Map ? plan.get('rank') : null;
    if (typeof rank === 'string' && rank !== '' && (last === null || rank > last)) last = rank;
  });
  return keyAfter(last);
}

/** A key somebody broke must not stop anybody from adding a plan. */
function keyAfter(last: string | null): string {
  try {
    return generateKeyBetween(last, null);
  } catch {
    return generateKeyBetween(null, null);
  }
}

function commentsOf(doc: Y.Doc, threadId: string): BoardMap | null {
  const thread = root(doc, 'threads').get(threadId);
  const comments = thread instanceof Y.Map ? thread.get('comments') : null;
  return comments instanceof Y.Map ? comments : null;
}

function commentMap(comment: NewComment): BoardMap {
  return new Y.Map<unknown>([
    ['text', comment.text],
    ['at', comment.at],
    ['mentions', Y.Array.from([...comment.mentions])],
  ]);
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
