import canonicalizeRfc8785 from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A JSON value as RFC 8259 knows it; what is hashed or signed is always one of these. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Arrays and objects within one another that anything read from outside may have. */
export const MAX_DEPTH = 200;

/** Stands where something lay deeper than {@link MAX_DEPTH}; a plan that has it cannot be submitted. */
export const DEEPER = '…';

/**
 * Any value as JSON that can be hashed and walked without fear, whoever wrote it: lone surrogates become
 * U+FFFD (as on the wire, so both ends see the same), numbers that JSON lacks null, minus zero zero. A key
 * `__proto__` is left out everywhere: some paths lose it, and none may set a prototype.
 */
export function cleanJson(value: unknown, depth = 0): Json {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return DEEPER;
  if (Array.isArray(value)) return value.map((each: unknown) => cleanJson(each, depth + 1));
  return objectOf(Object.entries(value).map(([key, each]) => [key, cleanJson(each, depth + 1)]));
}

/** An object of entries with well-formed keys; `__proto__` is left out, and nothing is inherited by way of it. */
export function objectOf(entries: readonly (readonly [string, Json])[]): JsonObject {
  const kept = entries.filter(([key]) => key !== '__proto__');
  return Object.fromEntries(kept.map(([key, value]) => [wellFormed(key), value]));
}

/** True when a value uses up the depth that is allowed, so that {@link cleanJson} may have cut it. */
export function isTooDeep(value: Json | undefined, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= MAX_DEPTH - 1 || Object.values(value).some((each) => isTooDeep(each, depth + 1));
}

/** True when UTF-8 can carry the text as it is. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function wellFormed(text: string): string {
  return isWellFormed(text) ? text : text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** RFC 8785 (JCS) text of a JSON value: the one form in which anything is hashed or signed. Throws on what is no JSON. */
export function canonicalJson(value: Json): string {
  const text = canonicalizeRfc8785(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** {@link canonicalJson} of whatever somebody wrote: what it refuses is cleaned first. Never throws. */
export function canonicalText(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return canonicalJson(cleanJson(value));
  }
}

/** Lower-case hex SHA-256 of the UTF-8 bytes of a text. */
export function sha256OfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Lower-case hex SHA-256 of the UTF-8 bytes of the RFC 8785 form of `value`. Throws on what is no JSON. */
export function sha256OfJson(value: Json): string {
  return sha256OfText(canonicalJson(value));
}
