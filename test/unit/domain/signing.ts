import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto';

/** A device's key. */
export interface Pair {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: rawKey(publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
}

function rawKey(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? '';
}

export function verify(publicKey: string, text: string, sig: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verifyBytes(null, Buffer.from(text), key, Buffer.from(sig, 'base64url'));
}
