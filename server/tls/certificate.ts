import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

/** What a host shows to whoever connects, and the key it proves with. */
export interface Certificate {
  /** PEM: its own certificate first, then those that vouch for it. */
  readonly cert: string;
  readonly key: string;
  /** What links carry so that apps know it again; null for one that systems can check by themselves. */
  readonly pin: string | null;
}

/** The fingerprint of a certificate: SHA-256 of its DER, base64url. */
export function pinOf(cert: X509Certificate): string {
  return createHash('sha256').update(cert.raw).digest('base64url');
}

/** The DNS names a certificate is for, in small letters; `*.` stands for one label. */
export function namesIn({ subjectAltName }: X509Certificate): string[] {
  const entries = (subjectAltName ?? '').split(', ');
  return entries.flatMap((entry) => /^DNS:([a-z0-9.*-]+)$/i.exec(entry)?.[1]?.toLowerCase() ?? []);
}

/** A PEM certificate and its key, if they are such and belong together. */
export type Pair = { readonly cert: X509Certificate; readonly key: KeyObject };
export type PairFault = 'no-certificate' | 'no-key' | 'locked-key' | 'mismatch';

export function readPair(cert: string, key: string): Pair | PairFault {
  const parsed = quietly(() => new X509Certificate(cert));
  if (!parsed) return 'no-certificate';
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(key)) return 'locked-key';
  const secret = quietly(() => createPrivateKey(key));
  if (!secret) return 'no-key';
  return parsed.checkPrivateKey(secret) ? { cert: parsed, key: secret } : 'mismatch';
}

function quietly<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
