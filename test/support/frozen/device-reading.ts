import WebSocket from 'ws';
import * as Y from 'yjs';
import type { StoreApi } from 'zustand/vanilla';
import { loadDatabases, webStorage, type BrowserStorage } from './browser-storage';
import { byId, documentDigest, plain } from './host-reading';
import {
  copyKeys,
  deviceKeys,
  openBoardDoc,
  openDeviceStore,
  OwnCopy,
  ParkedCopies,
  Profiles,
  sha256OfJson,
  OpenWorkspace,
  wholeBoards,
  type LocalStore,
  type Profile,
} from './product';

/** Nobody answers there. */
const NOWHERE = 'http://127.0.0.1:1';

/** A browser's storage, and the origin it was kept for. */
export interface FrozenDevice extends BrowserStorage {
  readonly origin: string;
}

interface Account {
  readonly pending: number;
  readonly touches: readonly object[];
}

/**
 * What the app makes of a browser's storage while no host answers. Nothing in it names a port but the origin it was
 * kept for, so wherever the host is later, a tab that knows its profile finds everything again.
 */
export async function readDevice({ databases, localStorage, sessionStorage, origin }: FrozenDevice) {
  await loadDatabases(databases);
  const store = await openDeviceStore(webStorage(localStorage));
  const profiles = new Profiles(store, webStorage(sessionStorage));
  const profile = await profiles.ofThisTab(origin);
  const key = profile && (await deviceKeys(store).load(profile.id));
  if (!profile || !key) throw new Error('nobody is known on this device');
  const last = await profiles.last(origin);
  const unsent = await readUnsent(store, profile);
  const copies = new ParkedCopies(store, profile.id);
  const session = await openAway(store, profile, key);
  try {
    const { company, me, members, boards, parked, entries, fault, alerts } = session.store.getState();
    return plain({
      profile,
      last: last?.id,
      key: { stored: key.stored, digest: sha256OfJson(key.secret) },
      unsent,
      company,
      me,
      // Who reads what came later.
      members: [...members.values()].map(({ boards: _boards, ...member }) => member),
      head: headOf(entries),
      fault,
      alerts,
      parked: await Promise.all(
        parked.map(async (copy) => ({ ...copy, document: documentDigest(await copies.load(copy)) })),
      ),
      boards: await Promise.all(
        boards.filter(({ archived }) => !archived).map(({ id }) => readBoard(session, id)),
      ),
    });
  } finally {
    await session.close();
  }
}

/** What lies there of edits that no host has acknowledged, and the document that they are in. */
async function readUnsent(store: LocalStore, { id }: Profile) {
  const prefix = copyKeys(id).accounts;
  const accounts = await store.list<Account>(prefix);
  return Promise.all(
    accounts.map(async ([key, { pending, touches }]) => {
      const [board = '', epoch = ''] = key.slice(prefix.length).split('/');
      const name = `${id}/${board}/${epoch}`;
      const log = await store.readLog<Uint8Array>(copyKeys(name).log);
      const doc = openBoardDoc(new Y.Doc());
      const copy = new OwnCopy({ store, name, run: 'reading', doc });
      const left = await copy.load();
      await copy.close();
      return {
        board,
        epoch,
        pending,
        touches,
        updates: log.length,
        bytes: sha256OfJson(log.map((update) => Buffer.from(update).toString('base64'))),
        left,
        document: documentDigest(doc),
      };
    }),
  );
}

async function openAway(
  store: LocalStore,
  profile: Profile,
  key: { secret: string; stored: 'os' | 'file' | 'browser' },
) {
  const opened = await OpenWorkspace.open({
    door: wholeBoards,
    profile: { ...profile, host: NOWHERE },
    secret: key.secret,
    keyStored: key.stored,
    store,
    socket: WebSocket as unknown as typeof globalThis.WebSocket,
    random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  });
  if (!opened.ok) throw new Error(`does not open without its host: ${JSON.stringify(opened.failure)}`);
  return opened.value;
}

async function readBoard(session: OpenWorkspace, id: string) {
  const board = session.boards.get(id);
  const { plans, threads, entries, fault, saved, owners } = await until(
    board.store,
    ({ loaded, entries: seen, saved: now }) => loaded && seen.length > 0 && now.state === 'offline',
  );
  return {
    id,
    saved: 'pending' in saved ? saved.pending : null,
    fault,
    head: headOf(entries),
    plans: byId([...plans.values()]).map(({ id: plan, digest, status }) => ({
      id: plan,
      digest,
      status: status.state,
    })),
    comments: [...threads.values()].flat().flatMap(({ comments }) => comments).length,
    owners: owners.size,
  };
}

function until<T>(store: StoreApi<T>, is: (state: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = store.getState();
      if (!is(state)) return;
      stop();
      resolve(state);
    };
    const stop = store.subscribe(look);
    look();
  });
}

function headOf(entries: readonly { seq: number; hash: string }[]) {
  const { seq = 0, hash = '' } = entries[entries.length - 1] ?? {};
  return { seq, hash };
}
