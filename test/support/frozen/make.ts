import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { launchChromium } from '../desktop/chromium';
import { backupOf } from '../host/restoring';
import { COMMENT, TYPED, workAway, workInBrowser } from './browser';
import { makeDesktop } from './desktop';
import { readDesktop } from './desktop-reading';
import { readDevice, type FrozenDevice } from './device-reading';
import { FROZEN, pack, readFrozen, unpack, writeFrozen } from './files';
import { readHost, readStored, type FrozenOwner } from './host-reading';
import { startHost } from './product';
import { makeWorkspace } from './story';

/** Below the folder: what an owner downloads. */
export const BACKUP = 'backup/workspace.handschlag';

/** What the frozen data were when they were made, by the code that made them. */
export interface Expected {
  readonly owner: FrozenOwner;
  readonly stored: Awaited<ReturnType<typeof readStored>>;
  readonly host: Awaited<ReturnType<typeof readHost>>;
  readonly backup: { readonly sha256: string };
  readonly device: Awaited<ReturnType<typeof readDevice>>;
  readonly desktop: ReturnType<typeof readDesktop>;
  readonly typed: typeof TYPED;
  readonly comment: string;
}

/**
 * Makes `test/fixtures/frozen` anew, of the code as it is: a workspace as its host leaves it on the disk, a backup of
 * it, the storage of a member's browser with edits that no host has, and the desktop app's files. Run by hand, with
 * Chromium installed and the pages built (`npm run build`):
 *
 *     node test/support/frozen/make.mjs
 *
 * Not to be run because a test fails: what was frozen is what people have on their disks. A later form of the data gets
 * fixtures of its own, beside these.
 */
export async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handschlag-frozen-'));
  const data = join(folder, 'data');
  const browser = await launchChromium();
  try {
    for (const part of ['data', 'backup', 'desktop'])
      rmSync(join(FROZEN, part), { recursive: true, force: true });
    const member = await makeWorkspace(data);
    const host = await startHost({ data, port: 0, tls: 'own', rendererDir: resolve('out/renderer') });
    const maren = member.at(host.url);
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    const clara = await workInBrowser(page, maren);
    mkdirSync(join(folder, 'backup'));
    writeFileSync(join(folder, BACKUP), await backupOf(maren));
    await host.close();
    checkpoint(join(data, 'handschlag.db'));
    const device = await workAway(clara);
    writeFrozen('browser.json', device);
    pack(data, 'data');
    pack(join(folder, 'backup'), 'backup');
    const { token, id: memberId, deviceId } = maren;
    const owner = { token, memberId, deviceId, key: maren.key.export({ format: 'jwk' }) };
    await writeExpected(folder, owner);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A host that was closed leaves its last words in the write-ahead log, which is too large to be kept here. */
function checkpoint(file: string): void {
  const database = new Database(file);
  const [done] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  database.close();
  if (done?.busy !== 0 || statSync(`${file}-wal`, { throwIfNoEntry: false })?.size)
    throw new Error('the database is still in use');
}

/** Of copies of what was frozen, as the test reads it. */
async function writeExpected(folder: string, owner: FrozenOwner): Promise<void> {
  const copy = join(folder, 'copy');
  unpack('data', copy);
  const stored = await readStored(copy);
  const host = await startHost({ data: copy, port: 0, tls: 'own' });
  const told = await readHost(host, owner);
  await host.close();
  const desktop = join(folder, 'desktop');
  makeDesktop(desktop, { pin: told.pin ?? '', hostKey: String(told.hostKey) });
  pack(desktop, 'desktop');
  writeFrozen('expected.json', {
    owner,
    stored,
    host: told,
    backup: {
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, BACKUP)))
        .digest('hex'),
    },
    device: await readDevice(readFrozen<FrozenDevice>('browser.json')),
    desktop: readDesktop(desktop),
    typed: TYPED,
    comment: COMMENT,
  } satisfies Expected);
}
