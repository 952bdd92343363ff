import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { toBase64Url } from '../../shared/domain/ids';

// The fixed bytes around a raw Ed25519 key in DER (RFC 8410).
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs text with one Ed25519 key; the public key is its raw 32 bytes, signatures are base64url. */
export interface Signer {
  readonly publicKey: string;
  sign(text: string): string;
}

/** The signer of a 32-byte seed. */
export function signerOf(seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: toBase64Url(der.subarray(PUBLIC_PREFIX.length)),
    sign: (text) => toBase64Url(sign(null, Buffer.from(text, 'utf8'), key)),
  };
}

/** Whether `sig` is this key's signature over the UTF-8 bytes of `text`; bytes that are no key verify nothing. */
export function verifyEd25519(publicKey: string, text: string, sig: string): boolean {
  try {
    // Read as a JWK: OpenSSL takes as long for a key in DER as for the signature.
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(sig, 'base64url'));
  } catch {
    return false;
  }
}

/** How secrets lie at rest. They have 256 random bits, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
