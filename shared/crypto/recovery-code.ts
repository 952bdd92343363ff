import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64Url, type RandomBytes } from '../domain/ids';

// A recovery code is 160 random bits and 20 bits that tell a slip of the pen, as 36 letters and digits in groups of
// four. Of the alphabet of Crockford's base 32, so that nothing in it looks like anything else.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 20;
const LETTERS = 32;
const CHECK_LETTERS = 4;
const GROUP = 4;

/** A new code, as it is shown and printed: `7K3M-…`. */
export function newRecoveryCode(random: RandomBytes): string {
  const entropy = random(BYTES);
  const letters = write(entropy) + checkOf(entropy);
  return letters.replace(/.{4}(?=.)/g, '$&-');
}

/** How many groups a code has, for whoever shows one. */
export const RECOVERY_GROUPS = (LETTERS + CHECK_LETTERS) / GROUP;

/**
 * The 32-byte Ed25519 seed of a code as somebody typed it, base64url; null when it is none: blanks, dashes and case
 * do not matter, and O is 0, I and L are 1. At 160 random bits a plain hash cannot be guessed backwards.
 */
export function recoverySeed(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const entropy = read(letters.slice(0, LETTERS));
  if (letters.length !== LETTERS + CHECK_LETTERS || !entropy) return null;
  if (letters.slice(LETTERS) !== checkOf(entropy)) return null;
  return toBase64Url(hash('handschlag recovery key 1', entropy));
}

function checkOf(entropy: Uint8Array): string {
  return write(hash('handschlag recovery check 1', entropy)).slice(0, CHECK_LETTERS);
}

function hash(purpose: string, bytes: Uint8Array): Uint8Array {
  return sha256(new Uint8Array([...utf8ToBytes(purpose), 0, ...bytes]));
}

/** Five bits a letter; what does not fill a letter is left out. */
function write(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
}

function read(letters: string): Uint8Array | null {
  const values = Array.from(letters, (letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
