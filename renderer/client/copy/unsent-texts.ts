import type * as Y from 'yjs';
import { readPlan } from '../../../shared/doc/board-doc';
import { readThreads, type ThreadJson } from '../../../shared/doc/threads';
import { IMMATERIAL_FIELDS, type PlanJson } from '../../../shared/domain/plan';
import type { Touch } from './unsent';

/** What of one plan the host does not have yet, as this device has it. */
export interface UnsentPlan {
  readonly planId: string;
  /** As it stands here; null when it was deleted here. */
  readonly plan: PlanJson | null;
  /** Fields that were written in, as far as people read them. */
  readonly fields: readonly string[];
  /** Texts of comments. */
  readonly comments: readonly string[];
}

/** Everything written at these places, to be read and copied. */
export function unsentPlans(doc: Y.Doc, touches: readonly Touch[]): UnsentPlan[] {
  const threads = new Map(readThreads(doc).map((thread) => [thread.id, thread]));
  const planIds = new Set(touches.flatMap((touch) => planOf(touch, threads) ?? []));
  return [...planIds].map((planId) => {
    const plan = readPlan(doc, planId);
    const own = touches.filter((touch) => planOf(touch, threads) === planId);
    return { planId, plan, fields: plan ? fieldsOf(plan, own) : [], comments: commentsOf(own, threads) };
  });
}

function planOf({ root, id }: Touch, threads: ReadonlyMap<string, ThreadJson>): string | undefined {
  return root === 'plans' ? id : threads.get(id)?.plan;
}

function fieldsOf(plan: PlanJson, touches: readonly Touch[]): string[] {
  const own = touches.filter(({ root }) => root === 'plans');
  const fields = own.some(({ part }) => part === null) ? Object.keys(plan) : own.map(({ part }) => part);
  return [...new Set(fields)].flatMap((field) =>
    field === null || field === 'id' || IMMATERIAL_FIELDS.has(field) ? [] : [field],
  );
}

function commentsOf(touches: readonly Touch[], threads: ReadonlyMap<string, ThreadJson>): string[] {
  return touches.flatMap(({ root, id, part }) => {
    const comments = root === 'threads' ? (threads.get(id)?.comments ?? []) : [];
    return comments.filter((comment) => part === null || comment.id === part).map(({ text }) => text);
  });
}
