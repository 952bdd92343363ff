import * as Y from 'yjs';
import type { Json } from '../domain/json';
import type { PlanJson } from '../domain/plan';
import { ROOTS, type Root } from './schema';

export type BoardMap = Y.Map<unknown>;

/** A root of a board's document. All are maps. */
export function root(doc: Y.Doc, name: Root): BoardMap {
  return doc.getMap(name);
}

/** Defines every root, so that a document that arrives later has its types. Writes nothing. */
export function openBoardDoc(doc: Y.Doc): Y.Doc {
  for (const name of ROOTS) root(doc, name);
  return doc;
}

/** The map of one plan, or null when there is none or somebody put something else there. */
export function planMap(doc: Y.Doc, planId: string): BoardMap | null {
  const plan = root(doc, 'plans').get(planId);
  return plan instanceof Y.Map ? plan : null;
}

/** The brief's fragment of one plan, for the editor to bind to; never created here. */
export function briefOf(doc: Y.Doc, planId: string): Y.XmlFragment | null {
  const brief = planMap(doc, planId)?.get('brief');
  return brief instanceof Y.XmlFragment ? brief : null;
}

/** Every plan as plain JSON, in the document's own order; rank is the caller's to sort by. */
export function readPlans(doc: Y.Doc): PlanJson[] {
  const plans: PlanJson[] = [];
  root(doc, 'plans').forEach((plan, planId) => {
    if (plan instanceof Y.Map) plans.push(planJson(planId, plan));
  });
  return plans;
}

/** One plan as plain JSON; null when it does not exist. */
export function readPlan(doc: Y.Doc, planId: string): PlanJson | null {
  const plan = planMap(doc, planId);
  return plan ? planJson(planId, plan) : null;
}

export function planJson(planId: string, plan: BoardMap): PlanJson {
  const json: Record<string, Json> = {};
  plan.forEach((value, field) => {
    json[field] = value instanceof Y.XmlFragment ? briefJson(value) : toJson(value);
  });
  return { ...json, id: planId };
}

/** Plain JSON of whatever sits in a map; bytes and anything unknown become null. */
function toJson(value: unknown): Json {
  if (value instanceof Y.XmlFragment) return briefJson(value);
  if (value instanceof Y.Text) return value.toJSON();
  if (value instanceof Y.Array) return value.toArray().map(toJson);
  if (value instanceof Y.Map) {
    const json: Record<string, Json> = {};
    value.forEach((each, key) => (json[key] = toJson(each)));
    return json;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  return typeof value === 'object' && !(value instanceof Uint8Array) && !(value instanceof Y.AbstractType)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toJson(each)]))
    : null;
}

/** The JSON tree of a brief as `shared/domain/brief.ts` describes it, node by node. */
export function briefJson(fragment: Y.XmlFragment): Json[] {
  return fragment.toArray().flatMap((node): Json[] => {
    if (node instanceof Y.XmlText) return runs(node);
    if (!(node instanceof Y.XmlElement)) return [];
    const attrs = toJson(node.getAttributes());
    return [{ type: node.nodeName, attrs, children: briefJson(node) }];
  });
}

function runs(text: Y.XmlText): Json[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.flatMap(({ insert, attributes }): Json[] =>
    typeof insert === 'string' ? [{ text: insert, ...(attributes ? { marks: toJson(attributes) } : {}) }] : [],
  );
}
