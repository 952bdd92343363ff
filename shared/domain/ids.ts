/** Random bytes come from outside (node:crypto, WebCrypto, a seeded generator in tests): the domain has no entropy of its own. */
export type RandomBytes = (length: number) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const chunk = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const characters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < characters; k++) text += ALPHABET[(chunk >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** The reverse of {@link toBase64Url}; `null` for anything that is not its output. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    buffer = ((buffer << 6) | ALPHABET.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (buffer >> (bits -= 8)) & 255;
  }
  return toBase64Url(bytes) === text ? bytes : null;
}

/** An ID of 96 random bits: 16 characters of base64url. */
export function newId(random: RandomBytes): string {
  return toBase64Url(random(12));
}

/** A secret of 256 random bits (tokens, invites, tickets): 43 characters of base64url. */
export function newSecret(random: RandomBytes): string {
  return toBase64Url(random(32));
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text can be an ID: what stands in a document was named by whoever wrote it. */
export function isId(text: string): boolean {
  return ID.test(text);
}
