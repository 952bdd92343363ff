import * as Y from 'yjs';
import { canonicalText, isJsonObject, type Json } from '../domain/json';
import type { PlanJson } from '../domain/plan';
import { makeSay } from './agenda';
import { planMap, readAllPlans, root, type BoardMap } from './board-doc';
import { briefFromJson, rewriteBrief, storable } from './brief-writer';
import {
  addComment,
  addThread,
  deleteComment,
  editComment,
  erasePlan,
  restorePlan,
  setResolved,
  setSet,
  together,
  type SetField,
} from './commands';
import { PLAN_ARRAYS } from './schema';
import { readThreads, type CommentJson, type ThreadJson } from './threads';

/**
 * Writes into `to` what `from` says otherwise, under `to`'s client ID. `from` must have merged everything that `to`
 * has, so that what differs is nobody's but its own user's.
 */
export function carryOver(from: Y.Doc, to: Y.Doc): void {
  together(to, () => {
    carryPlans(from, to);
    carryThreads(from, to);
    carryLines(from, to, 'agenda');
    carryLines(from, to, 'tasks');
  });
}

function carryPlans(from: Y.Doc, to: Y.Doc): void {
  const there = new Map(readAllPlans(to).map((plan) => [plan.id, plan]));
  for (const plan of readAllPlans(from)) {
    const known = there.get(plan.id);
    there.delete(plan.id);
    if (known) carryFields(to, plan, known);
    else restorePlan(to, plan.id, plan);
  }
  for (const planId of there.keys()) erasePlan(to, planId);
}

function carryFields(to: Y.Doc, plan: PlanJson, known: PlanJson): void {
  const fields = new Set([...Object.keys(plan), ...Object.keys(known)]);
  for (const field of fields)
    if (!same(plan[field], known[field])) carryField(to, plan.id, field, plan[field]);
}

function carryField(to: Y.Doc, planId: string, field: string, value: Json | undefined): void {
  const map = planMap(to, planId);
  const present = map?.get(field);
  if (value === undefined) map?.delete(field);
  else if (isSet(field) && Array.isArray(value)) setSet(to, planId, field, value.map(String));
  else if (field === 'brief' && present instanceof Y.XmlFragment) rewriteBrief(present, value);
  else if (field === 'brief') map?.set(field, briefFromJson(value));
  else if (present instanceof Y.Map && isJsonObject(value)) {
    for (const key of present.keys()) if (!Object.hasOwn(value, key)) present.delete(key);
    for (const [key, each] of Object.entries(value)) present.set(key, storable(each));
  } else map?.set(field, storable(value));
}

function carryThreads(from: Y.Doc, to: Y.Doc): void {
  const there = new Map(readThreads(to).map((thread) => [thread.id, thread]));
  for (const thread of readThreads(from)) {
    const known = there.get(thread.id);
    there.delete(thread.id);
    carryComments(to, thread, known?.comments ?? []);
    setResolved(to, thread.id, thread.resolved);
  }
  for (const { id, comments } of there.values())
    for (const comment of comments) deleteComment(to, id, comment.id);
}

function carryComments(to: Y.Doc, thread: ThreadJson, known: readonly CommentJson[]): void {
  const { id, plan, field } = thread;
  const there = new Map(known.map((comment) => [comment.id, comment]));
  for (const comment of thread.comments) {
    if (there.delete(comment.id)) editComment(to, id, comment.id, comment);
    else if (root(to, 'threads').has(id)) addComment(to, id, comment);
    else addThread(to, { id, plan, ...(field === null ? {} : { field }) }, comment);
  }
  for (const gone of there.keys()) deleteComment(to, id, gone);
}

/** Items of agendas and tasks, which are marked and never deleted. */
function carryLines(from: Y.Doc, to: Y.Doc, name: 'agenda' | 'tasks'): void {
  const lines = root(to, name);
  root(from, name).forEach((line, id) => {
    const known = lines.get(id);
    if (!(line instanceof Y.Map)) return;
    if (known instanceof Y.Map) carryLine(line, known);
    else lines.set(id, line.clone());
  });
}

function carryLine(line: BoardMap, known: BoardMap): void {
  for (const key of new Set([...line.keys(), ...known.keys()])) {
    const [value, there] = [line.get(key), known.get(key)];
    if (value instanceof Y.Text && there instanceof Y.Text) makeSay(there, value.toJSON());
    else if (value === undefined) known.delete(key);
    else if (!(value instanceof Y.AbstractType) && value !== there) known.set(key, value);
  }
}

function isSet(field: string): field is SetField {
  return (PLAN_ARRAYS as readonly string[]).includes(field);
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return (a === undefined) === (b === undefined) && canonicalText(a ?? null) === canonicalText(b ?? null);
}
