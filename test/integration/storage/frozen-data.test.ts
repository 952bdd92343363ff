import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { loadDatabases, webStorage } from '../../support/frozen/browser-storage';
import { readDesktop } from '../../support/frozen/desktop-reading';
import { readDevice, type FrozenDevice } from '../../support/frozen/device-reading';
import { readFrozen, unpack } from '../../support/frozen/files';
import { documentDigest, ownerAt, readHost, readStored } from '../../support/frozen/host-reading';
import type { Expected } from '../../support/frozen/make';
import {
  bringBack,
  identityStore,
  readThreads,
  startHost,
  startClient,
  wholeBoards,
  windowSettings,
  type RunningHost,
} from '../../support/frozen/product';
import { askPinned } from '../../support/desktop/pinned';
import { previewOf, restore } from '../../support/host/restoring';

const expected = readFrozen<Expected>('expected.json');
const device = readFrozen<FrozenDevice>('browser.json');

let folder: string;
let host: RunningHost | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handschlag-frozen-'));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await host?.close();
  host = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const started = async (data: string) => (host = await startHost({ data, port: 0, tls: 'own' }));

/** The host of then, on a copy of its directory. */
async function frozenHost(): Promise<{ running: RunningHost; data: string }> {
  const data = join(folder, 'data');
  unpack('data', data);
  return { running: await started(data), data };
}

/** The downloaded file, and its bytes. */
function frozenBackup(): { file: string; bytes: Uint8Array<ArrayBuffer> } {
  unpack('backup', folder);
  const file = join(folder, 'workspace.handschlag');
  return { file, bytes: new Uint8Array(readFileSync(file)) };
}

/** This process as the window of that browser, whose pages come from a host. */
function standInWindow(url: string): void {
  const localStorage = webStorage(device.localStorage);
  vi.stubGlobal(
    'window',
    Object.assign(new EventTarget(), { localStorage, navigator: { language: 'de-DE' } }),
  );
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('sessionStorage', webStorage(device.sessionStorage));
  vi.stubGlobal('location', { origin: url, hash: '', search: '', pathname: '/' });
  vi.stubGlobal('WebSocket', WebSocket);
}

interface Boards {
  readonly boards: readonly { readonly settings: unknown }[];
}

describe('a data directory of before', () => {
  test('[FROZEN-1] [ROUND-40] is opened by its host with everything in it', async () => {
    const data = join(folder, 'data');
    unpack('data', data);
    expect(await readStored(data)).toEqual(expected.stored);
    const running = await started(data);
    expect(await readHost(running, expected.owner)).toEqual(expected.host);
    const { body } = await ownerAt(running.url, expected.owner).ask<Boards>('GET', '/api/boards');
    expect(body.boards.map(({ settings }) => settings)).toEqual(body.boards.map(() => ({ pulse: true })));
    // The certificate is not only the same: the host can speak with its key.
    const port = Number(new URL(running.url).port);
    expect((await askPinned({ port, pin: expected.host.pin ?? '' }, '/healthz')).status).toBe(200);
  });

  test('[FROZEN-1] is the same after it was closed and opened once more', async () => {
    const { running, data } = await frozenHost();
    await running.close();
    expect(await readStored(data)).toEqual(expected.stored);
    const { pin, epoch, head, boards } = await readHost(await started(data), expected.owner);
    expect({ pin, epoch, head, boards }).toEqual({
      pin: expected.host.pin,
      epoch: expected.host.epoch,
      head: expected.host.head,
      boards: expected.host.boards,
    });
  });
});

describe('a backup of before', () => {
  /** What a restore leaves as it was: it begins an epoch, and writes itself down in every record. */
  const kept = ({ hostKey, company, members, boards }: Expected['host']) => ({
    hostKey,
    company,
    members,
    boards: boards.map(({ head: _head, verified: _verified, ...board }) => board),
  });
  const seqs = ({ boards }: Expected['host']) => boards.map(({ head }) => head.seq);

  test('[FROZEN-2] is what its host has, and an owner restores it there', async () => {
    const { running } = await frozenHost();
    const { bytes } = frozenBackup();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(expected.backup.sha256);
    const owner = ownerAt(running.url, expected.owner);
    const preview = await previewOf(owner, bytes);
    expect(preview.body).toMatchObject({
      sha256: expected.backup.sha256,
      boards: expected.host.boards.length,
      plans: expected.host.boards.flatMap(({ plans }) => plans).length,
      since: { boardsGone: [], plansGone: 0, plansChanged: 0, plansBack: 0, decisionsGone: 0 },
    });
    expect((await restore(owner, bytes)).status).toBeLessThan(300);
    const after = await readHost(running, expected.owner);
    expect(kept(after)).toEqual(kept(expected.host));
    expect(after.epoch).not.toBe(expected.host.epoch);
  });

  test('[FROZEN-2] makes a workspace of an empty directory', async () => {
    const data = join(folder, 'new');
    expect(await bringBack(data, frozenBackup().file)).toBe(expected.host.boards.length);
    const after = await readHost(await started(data), expected.owner);
    expect(kept(after)).toEqual(kept(expected.host));
    expect(after.boards.every(({ verified }) => (verified as { ok: boolean }).ok)).toBe(true);
    expect(seqs(after)).toEqual(seqs(expected.host).map((seq) => seq + 1));
  });
});

describe("a browser's storage of before", () => {
  test('[FROZEN-3] opens without its host, with everything that was typed', async () => {
    expect(await readDevice(device)).toEqual(expected.device);
  });

  test('[FROZEN-4] brings what was typed to the host of then, at whatever port it answers', async () => {
    const { running, data } = await frozenHost();
    await loadDatabases(device.databases);
    standInWindow(running.url);
    await startClient(wholeBoards);
    await vi.waitFor(() => expect(identityStore.getState().phase).toBe('ready'));
    const { workspace } = identityStore.getState();
    const owner = ownerAt(running.url, expected.owner);
    // A board that is opened only to send what was left is closed behind that.
    for (const { board, document } of expected.device.unsent)
      await vi.waitFor(async () => {
        const { doc, close } = await owner.openBoard(board);
        close();
        expect(documentDigest(doc)).toBe(document);
      });
    expect(workspace?.profile).toEqual({ ...expected.device.profile, host: running.url });
    expect(workspace?.store.getState()).toMatchObject({ fault: null, ended: null, online: true });
    await workspace?.close();

    const comments = [];
    for (const { board, document } of expected.device.unsent) {
      const { doc, close } = await owner.openBoard(board);
      expect(documentDigest(doc)).toBe(document);
      comments.push(...readThreads(doc).flatMap((thread) => thread.comments));
      close();
      const title = expected.host.boards.find(({ id }) => id === board)?.title as keyof Expected['typed'];
      const { body } = await owner.ask<{ plans: { material: object }[] }>(
        'GET',
        `/api/boards/${board}/plans`,
      );
      const written = expect.objectContaining(expected.typed[title]) as object;
      expect(body.plans.map(({ material }) => material)).toContainEqual(written);
    }
    await running.close();
    const owners = new Map((await readStored(data)).boards.flatMap((board) => board.owners));
    const asked = comments.find(({ text }) => text === expected.comment);
    expect(owners.get(asked?.clientId ?? 0)).toBe(expected.device.me.id);
  });

  test('[FROZEN-5] has the settings of its window', async () => {
    // It looks closely at a window that is there, and this one is none.
    await import('react-aria-components');
    standInWindow(device.origin);
    const last = expected.device.unsent.find(({ board }) => board === expected.host.boards[1]?.id);
    expect(await windowSettings()).toMatchObject({ language: 'de', theme: 'dark', lastBoard: last?.board });
  });
});

describe('the folder of a desktop app of before', () => {
  test('[FROZEN-5] is read with its settings, workspaces and keys', () => {
    unpack('desktop', folder);
    expect(readDesktop(folder)).toEqual(expected.desktop);
  });
});
