import canonicalizeRfc8785 from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { cleanJson, type Json } from './json';

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
