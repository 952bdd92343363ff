import { createHash, randomBytes } from 'node:crypto';
import type { RestorePreview } from '../../../shared/api/backup';
import type { RestoredStatement } from '../../../shared/domain/record';
import { type Answer, type TestMember } from '../clients/clients';

/** The file that `GET /api/backup` answers. */
export async function backupOf(owner: TestMember): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`${owner.url}/api/backup`, {
    headers: { connection: 'close', authorization: `Bearer ${owner.token}` },
  });
  if (answer.status !== 200) throw new Error(`no backup: ${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** What an owner states about a file he restores. */
export async function restoredStatement(
  owner: TestMember,
  file: Uint8Array,
  over: Partial<RestoredStatement> = {},
): Promise<RestoredStatement> {
  const { head } = (await owner.ask<{ head: string }>('GET', '/api/record')).body;
  const backup = createHash('sha256').update(file).digest('hex');
  return { v: 1, kind: 'restored', backup, head, nonce: randomBytes(16).toString('base64url'), ...over };
}

/** Restores a file, by a statement of this owner's unless another one is given. */
export async function restore(
  owner: TestMember,
  file: Uint8Array<ArrayBuffer>,
  statement?: RestoredStatement,
): Promise<Answer> {
  const said = statement ?? (await restoredStatement(owner, file));
  const signed = { statement: said, device: owner.deviceId, sig: owner.sign(said) };
  const query = Buffer.from(JSON.stringify(signed)).toString('base64url');
  return send(owner, `/api/restore?statement=${query}`, file);
}

/** What restoring a file would change. */
export async function previewOf(
  owner: TestMember,
  file: Uint8Array<ArrayBuffer>,
): Promise<Answer<RestorePreview>> {
  return send<RestorePreview>(owner, '/api/restore?dryRun=true', file);
}

async function send<T = Record<string, unknown>>(
  owner: TestMember,
  path: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<Answer<T>> {
  const answer = await fetch(owner.url + path, {
    method: 'POST',
    headers: {
      connection: 'close',
      authorization: `Bearer ${owner.token}`,
      'content-type': 'application/octet-stream',
    },
    body: file,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : {}) as T };
}
