import canonicalizeRfc8785 from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Json } from './json';

/** RFC 8785 (JCS) text of a JSON value: the one form in which anything is hashed or signed. */
export function canonicalJson(value: Json): string {
  const text = canonicalizeRfc8785(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** Lower-case hex SHA-256 of the UTF-8 bytes of the RFC 8785 form of `value`. */
export function sha256OfJson(value: Json): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
