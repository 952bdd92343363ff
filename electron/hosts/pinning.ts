import { createHash } from 'node:crypto';
import type { Session } from 'electron';

/** A host, and the fingerprint of the certificate it must show; null: any that the operating system trusts. */
export interface KnownHost {
  /** Origin. */
  readonly host: string;
  readonly cert: string | null;
}

/** Codes of Electron's certificate verification. */
export const VERDICT = { accept: 0, refuse: -2, asTheSystemSays: -3 } as const;

/** SHA-256 of a certificate's DER, base64url: what links carry. */
export function pinOfDer(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url');
}

/**
 * Whether a window accepts a certificate. A pinned host must show the pinned one, even if the system trusts another;
 * and a window connects to nobody but its host.
 * @param pem of the certificate shown
 */
export function judge(
  known: KnownHost | undefined,
  hostname: string,
  pem: string,
): (typeof VERDICT)[keyof typeof VERDICT] {
  if (known === undefined || bare(hostname) !== bare(new URL(known.host).hostname)) return VERDICT.refuse;
  if (known.cert === null) return VERDICT.asTheSystemSays;
  return pinOfDer(derOf(pem)) === known.cert ? VERDICT.accept : VERDICT.refuse;
}

/**
 * Has everything that this session's pages fetch, and their sockets, judged by {@link judge}. Chromium asks once for a
 * certificate at a name and keeps the answer until the app ends.
 */
export function pinSession(session: Session, known: KnownHost | undefined): void {
  session.setCertificateVerifyProc(({ hostname, certificate }, answer) =>
    answer(judge(known, hostname, certificate.data)),
  );
}

function derOf(pem: string): Buffer {
  return Buffer.from(/-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem)?.[1] ?? '', 'base64');
}

/** IPv6 comes with brackets or without. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
