import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { readPair, type Certificate, type PairFault } from './certificate';

/** Where a company's own certificate lies. */
export interface CertificateFiles {
  /** PEM, with the certificates that vouch for it after it. */
  readonly cert: string;
  /** PEM, without a passphrase. */
  readonly key: string;
}

/**
 * Reads a certificate that somebody handed in and checks that browsers can take it.
 * @param now milliseconds since 1970
 * @throws Error in words for the person at the terminal
 */
export function readCertificate(files: CertificateFiles, now: number): Certificate {
  const cert = read(files.cert, 'certificate');
  const key = read(files.key, 'key');
  const pair = readPair(cert, key);
  if (typeof pair === 'string') throw new Error(faultWords(pair, files));
  const { validFrom, validTo } = pair.cert;
  if (Date.parse(validTo) <= now)
    throw new Error(`The certificate in ${files.cert} expired on ${validTo}. Get a new one and start again.`);
  if (Date.parse(validFrom) > now)
    throw new Error(
      `The certificate in ${files.cert} is valid from ${validFrom} on. Check the clock of this machine.`,
    );
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new Error(`The certificate in ${files.cert} cannot be used: ${String(error)}`, { cause: error });
  }
  return { cert, key, pin: null };
}

function faultWords(fault: PairFault, { cert, key }: CertificateFiles): string {
  switch (fault) {
    case 'no-certificate':
      return `${cert} holds no certificate. It takes a PEM file that begins with -----BEGIN CERTIFICATE-----.`;
    case 'no-key':
      return `${key} holds no private key. It takes a PEM file such as -----BEGIN PRIVATE KEY-----.`;
    case 'locked-key':
      return `The key in ${key} has a passphrase, which nobody could type at a start. Store it without one.`;
    case 'mismatch':
      return `The key in ${key} does not belong to the certificate in ${cert}. Perhaps one of them is of last year.`;
  }
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'this user may not read it'
          : String(error);
    throw new Error(`The ${what} ${file} cannot be read: ${why}.`, { cause: error });
  }
}
