import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64Url, toBase64Url, type RandomBytes } from '../domain/ids';

// Ed25519 for whoever has no node:crypto. Keys and signatures are base64url of their raw bytes. WebCrypto is some
// fifteen times faster at verifying, but exists in secure contexts of newer browsers only, so noble always stands by.

export interface KeyPair {
  /** 32 bytes; whoever has it can sign. */
  readonly secret: string;
  /** 32 bytes. */
  readonly publicKey: string;
}

/** A new key pair from 32 random bytes. */
export function generate(random: RandomBytes = webRandom): KeyPair {
  const secret = random(32);
  return { secret: toBase64Url(secret), publicKey: toBase64Url(ed25519.getPublicKey(secret)) };
}

/** The public half of a secret key. */
export function publicKeyOf(secret: string): string {
  return toBase64Url(ed25519.getPublicKey(bytes(secret)));
}

/** Signature over the UTF-8 bytes of `text`. */
export function sign(secret: string, text: string): string {
  return toBase64Url(ed25519.sign(utf8(text), bytes(secret)));
}

/** False for a wrong signature as for anything that is no key or no signature. */
export async function verify(publicKey: string, text: string, sig: string): Promise<boolean> {
  const [key, signature] = [fromBase64Url(publicKey), fromBase64Url(sig)];
  if (key?.length !== 32 || signature?.length !== 64) return false;
  const check = (await platformVerifier()) ?? verifyPortably;
  return check(new Uint8Array(key), utf8(text), new Uint8Array(signature));
}

/** Random bytes of a browser; works on plain http too. */
export function webRandom(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

type Bytes = Uint8Array<ArrayBuffer>;
type Verifier = (key: Bytes, message: Bytes, signature: Bytes) => boolean | Promise<boolean>;

/** Importing a key takes as long as a verification, and a record has few keys; beyond these it begins anew. */
const MOST_KEYS = 1000;

/** By the letter of RFC 8032, as OpenSSL in the host and WebCrypto do: all three must agree on every signature. */
const verifyPortably: Verifier = (key, message, signature) => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
};

let detected: Promise<Verifier | null> | null = null;

function platformVerifier(): Promise<Verifier | null> {
  detected ??= detect();
  return detected;
}

/** Asks by trying a signature that must verify: a name in `crypto.subtle` promises nothing. */
async function detect(): Promise<Verifier | null> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const imported = new Map<string, Promise<CryptoKey>>();
  const importKey = (key: Bytes): Promise<CryptoKey> => {
    const name = toBase64Url(key);
    const known = imported.get(name) ?? subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    if (imported.size >= MOST_KEYS) imported.clear();
    imported.set(name, known);
    return known;
  };
  const byWebCrypto: Verifier = async (key, message, signature) => {
    try {
      return await subtle.verify('Ed25519', await importKey(key), signature, message);
    } catch {
      return false;
    }
  };
  const secret = new Uint8Array(32).fill(7);
  const message = utf8('Handschlag');
  const works = await byWebCrypto(
    new Uint8Array(ed25519.getPublicKey(secret)),
    message,
    new Uint8Array(ed25519.sign(message, secret)),
  );
  return works ? byWebCrypto : null;
}

function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

function bytes(text: string): Uint8Array {
  const decoded = fromBase64Url(text);
  if (!decoded) throw new TypeError('not base64url');
  return decoded;
}
