import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../node/files';
import { pinOf, readPair, type Certificate } from './certificate';

/** Certificate and key in one file, so that there never is one without the other. In no backup. */
const FILE = 'host-certificate.pem';
const YEARS = 10;

/**
 * The certificate a host makes for itself, once for its directory: everybody who joined knows it by its
 * fingerprint, so it is never replaced unasked, be it damaged or old.
 * @throws Error in words when the one that is there cannot be used
 */
export async function ownCertificate(directory: string, now: number): Promise<Certificate> {
  const present = presentCertificate(directory);
  if (present !== null) return present;
  const file = join(directory, FILE);
  const made = await make(new Date(now));
  replaceFile(file, made);
  return usable(made, file);
}

/** The certificate a host has made for itself in its directory; null: none yet. @throws Error in words */
export function presentCertificate(directory: string): Certificate | null {
  const file = join(directory, FILE);
  const present = readIfThere(file);
  return present === null ? null : usable(present, file);
}

function usable(pem: string, file: string): Certificate {
  const pair = readPair(pem, pem);
  if (typeof pair === 'string')
    throw new Error(
      `${file} is damaged. Put it back from a copy; or remove it, then the host makes a new one and everybody who ` +
        'joined with the app needs a new link.',
    );
  return { cert: pem, key: pem, pin: pinOf(pair.cert) };
}

/** Loaded only here: it is large, and needed once in the life of a workspace. */
async function make(notBeforeDate: Date): Promise<string> {
  const { generate } = await import('selfsigned');
  const notAfterDate = new Date(notBeforeDate);
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  // It says nothing about the machine or the company: whoever knocks gets to see it.
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Handschlag' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
    ],
  });
  return `${cert.trim()}\n${key.trim()}\n`;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
