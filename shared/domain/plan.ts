import { cleanJson, objectOf, type Json, type JsonObject, canonicalText, sha256OfText } from './json';
import type { Department } from './people';
import { normaliseBrief } from './brief';

export const PLAN_KINDS = ['campaign', 'sales-activity'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/**
 * Bookkeeping fields that are not part of what is agreed. Everything else in a plan's map is material,
 * whether this version knows it or not, so that new fields fail safe (DESIGN section 2).
 */
export const IMMATERIAL_FIELDS: ReadonlySet<string> = new Set(['rank', 'tags', 'color', 'gone', 'meta']);

/** Fields whose order and repetitions mean nothing. */
const SET_FIELDS: ReadonlySet<string> = new Set(['channels', 'regions']);

/** The scalar and set fields a person fills in, in the order in which screens and exports show them. */
export const PLAN_FIELDS = [
  'title',
  'goal',
  'audience',
  'message',
  'channels',
  'regions',
  'start',
  'end',
  'budgetMinor',
  'currency',
  'expectedEnquiries',
  'ownerId',
  'brief',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

/**
 * A plan as plain JSON, read out of the document: its map's keys as they are, `channels`, `regions`,
 * `tags` as arrays, `brief` as the JSON tree of `brief.ts`. Any writer can put anything there, so every
 * value is `unknown` until `validate.ts` has looked at it.
 */
export type PlanJson = { readonly id: string } & { readonly [field: string]: Json };

/** The agreed part of a plan, normalised and clean: what is hashed, signed, snapshotted and compared. */
export type Material = JsonObject;

/**
 * The material fields of a plan, deterministic: missing, null and empty are equal and absent, sets are
 * sorted and unique, the brief is normalised.
 */
export function materialOf(plan: PlanJson): Material {
  const fields = Object.keys(plan).filter((field) => field !== 'id' && !IMMATERIAL_FIELDS.has(field));
  const normalised = fields.sort().map((field) => [field, normalise(field, plan[field] ?? null)] as const);
  return objectOf(normalised.filter(([, value]) => !isEmpty(value)));
}

/** SHA-256 (hex) of the RFC 8785 JSON of a plan's material fields. Never throws. */
export function digestOf(material: Material): string {
  return sha256OfText(canonicalText(material));
}

/** A version with some fields as they are in another one. */
export function withFieldsOf(material: Material, other: Material, fields: readonly string[]): Material {
  const rest = Object.entries(material).filter(([field]) => !fields.includes(field));
  const taken = Object.entries(other).filter(([field]) => fields.includes(field));
  return Object.fromEntries([...rest, ...taken]);
}

/** The department that owns plans of a kind; the other one decides. Unknown kinds count as campaigns. */
export function departmentOf(kind: Json | undefined): Department {
  return kind === 'sales-activity' ? 'sales' : 'marketing';
}

/** The department whose approvers decide about plans of a kind. */
export function decidingDepartment(kind: Json | undefined): Department {
  return departmentOf(kind) === 'marketing' ? 'sales' : 'marketing';
}

function normalise(field: string, value: Json): Json {
  if (field === 'brief') return normaliseBrief(value);
  const clean = cleanJson(value);
  return SET_FIELDS.has(field) && Array.isArray(clean) ? sortedUnique(clean) : clean;
}

/** By UTF-16 code units, as RFC 8785 sorts keys: the same on every machine and in every locale. */
function sortedUnique(values: readonly Json[]): Json {
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '');
  return [...new Set(texts)].sort();
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Of a plan's budget; one that names none is in euros. */
export function currencyOf({ currency }: Material): string {
  return (typeof currency === 'string' && currency.trim()) || 'EUR';
}
