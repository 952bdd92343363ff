import * as Y from 'yjs';
import { DEEPER, MAX_DEPTH, objectOf, type Json } from '../domain/json';
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

/** Whether a plan lies in the board's bin: with everything of it, but no longer on the board. */
export function isGone(plan: BoardMap): boolean {
  return plan.get('gone') === true;
}

/** Every plan on the board as plain JSON, in the document's own order; rank is the caller's to sort by. */
export function readPlans(doc: Y.Doc): PlanJson[] {
  return [...planMaps(doc)].flatMap(([id, plan]) => (isGone(plan) ? [] : [planJson(id, plan)]));
}

/** The same with those that are gone. */
export function readAllPlans(doc: Y.Doc): PlanJson[] {
  return Array.from(planMaps(doc), ([id, plan]) => planJson(id, plan));
}

/** Which plans there are on the board, in the document's own order; one by one, as looking through thousands takes its time. */
export function* planIds(doc: Y.Doc): Generator<string> {
  for (const [id, plan] of planMaps(doc)) if (!isGone(plan)) yield id;
}

/** One plan of the board as plain JSON; null when it does not exist, or is gone. */
export function readPlan(doc: Y.Doc, planId: string): PlanJson | null {
  const plan = planMap(doc, planId);
  return plan && !isGone(plan) ? planJson(planId, plan) : null;
}

/** Client ID of whoever deleted a plan that is gone; by the host's list of owners it tells the member. */
export function goneBy(plan: BoardMap): number | null {
  return isGone(plan) ? (plan._map.get('gone')?.id.client ?? null) : null;
}

/** The deletion of a plan that is gone: a name that no other one has, and by which client, if the document says so. */
export function deletionOf(doc: Y.Doc, planId: string): { id: string; clientId: number | null } | null {
  const plan = planMap(doc, planId);
  const mark = plan && isGone(plan) ? plan._map.get('gone') : null;
  // Where somebody removed the plan itself, Yjs knows no author of that.
  const item = plan ? mark : root(doc, 'plans')._map.get(planId);
  return item ? { id: `${item.id.client}:${item.id.clock}`, clientId: mark ? item.id.client : null } : null;
}

/** Client ID of whoever wrote what a plain field of a plan says; null where nothing stands, or what several may have written. */
export function writtenBy(doc: Y.Doc, planId: string, field: string): number | null {
  const plan = planMap(doc, planId);
  const item = plan?._map.get(field);
  return !item || item.deleted || plan?.get(field) instanceof Y.AbstractType ? null : item.id.client;
}

/** Who took a plan out of the bin, and when by the board's record. */
export interface TakenBack {
  readonly clientId: number;
  /** The last entry of the record that he had seen. */
  readonly after: number;
}

/** Who took a plan out of the bin that had lain there; null for one that never did. */
export function takenBack(plan: BoardMap): TakenBack | null {
  const after = plan.get('gone');
  const clientId = plan._map.get('gone')?.id.client;
  return typeof after === 'number' && clientId !== undefined ? { clientId, after } : null;
}

/** One plan's map as plain JSON: every key as it is, and the ID under which it lies. That it was gone once is no part of it. */
export function planJson(planId: string, plan: BoardMap): PlanJson {
  const fields = [...plan.entries()].filter(([field]) => field !== 'gone' || isGone(plan));
  return { ...objectOf(fields.map(([field, value]) => [field, toJson(value, 0)])), id: planId };
}

function* planMaps(doc: Y.Doc): Generator<[id: string, plan: BoardMap]> {
  for (const [id, plan] of root(doc, 'plans').entries()) if (plan instanceof Y.Map) yield [id, plan];
}

/** The JSON tree of a brief as `shared/domain/brief.ts` describes it, node by node. */
export function briefJson(fragment: Y.XmlFragment): Json[] {
  return nodesOf(fragment, 1);
}

/**
 * Plain JSON of whatever sits in a map, `depth` containers deep. Any writer can put anything there, so it
 * ends at {@link MAX_DEPTH}; bytes, subdocuments and anything else that is no JSON become null.
 */
function toJson(value: unknown, depth: number): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Uint8Array || value instanceof Y.Doc) return null;
  if (depth >= MAX_DEPTH) return DEEPER;
  if (value instanceof Y.XmlElement) return elementJson(value, depth);
  if (value instanceof Y.XmlFragment) return nodesOf(value, depth + 1);
  if (value instanceof Y.XmlText) return runsOf(value, depth + 1);
  if (value instanceof Y.Text) return value.toJSON();
  if (value instanceof Y.Array) return value.toArray().map((each) => toJson(each, depth + 1));
  if (value instanceof Y.Map) return mapJson([...value.entries()], depth);
  if (value instanceof Y.AbstractType) return null;
  if (Array.isArray(value)) return value.map((each: unknown) => toJson(each, depth + 1));
  return mapJson(Object.entries(value), depth);
}

function mapJson(entries: readonly (readonly [string, unknown])[], depth: number): Json {
  return objectOf(entries.map(([key, each]) => [key, toJson(each, depth + 1)]));
}

function nodesOf(parent: Y.XmlFragment, depth: number): Json[] {
  return parent
    .toArray()
    .flatMap((node: unknown): Json[] =>
      node instanceof Y.XmlText ? runsOf(node, depth) : [nodeJson(node, depth)],
    );
}

/** No editor shows anything but elements and text, but nothing in a brief may go unseen by its digest. */
function nodeJson(node: unknown, depth: number): Json {
  return node instanceof Y.XmlElement ? toJson(node, depth) : embedJson(node, depth);
}

function elementJson(element: Y.XmlElement, depth: number): Json {
  return {
    type: element.nodeName,
    attrs: toJson(element.getAttributes(), depth + 1),
    children: element.length === 0 ? [] : depth + 1 >= MAX_DEPTH ? DEEPER : nodesOf(element, depth + 2),
  };
}

function runsOf(text: Y.XmlText, depth: number): Json[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.map(({ insert, attributes }): Json => {
    if (typeof insert !== 'string') return embedJson(insert, depth);
    return { text: insert, ...(attributes ? { marks: toJson(attributes, depth + 1) } : {}) };
  });
}

function embedJson(value: unknown, depth: number): Json {
  return { type: 'embed', attrs: { value: toJson(value, depth + 2) } };
}
