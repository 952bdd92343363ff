import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import type { CertificateFiles } from '../../../server/tls/given-certificate';

const DAY = 24 * 60 * 60 * 1000;

interface Wanted {
  /** Days from now. */
  readonly from?: number;
  readonly to?: number;
}

/** A certificate and its key as PEM, such as an authority would issue. */
export async function newCertificate({ from = -1, to = 30 }: Wanted = {}): Promise<{
  cert: string;
  key: string;
}> {
  const at = (days: number) => new Date(Date.now() + days * DAY);
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'handschlag.example' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: at(from),
    notAfterDate: at(to),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'handschlag.example' },
          { type: 2, value: '*.firma.example' },
        ],
      },
    ],
  });
  return { cert, key };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handschlag-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function asFiles(pair: { cert: string; key: string }, folder = temporaryFolder()): CertificateFiles {
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(files.cert, pair.cert);
  writeFileSync(files.key, pair.key);
  return files;
}
