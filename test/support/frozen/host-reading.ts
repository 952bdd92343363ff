import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import type * as Y from 'yjs';
import { TestMember } from '../clients/clients';
import {
  openSqlite,
  readPlans,
  readThreads,
  sha256OfJson,
  writtenMention,
  type Json,
  type RunningHost,
} from './product';

/** An owner of the frozen workspace with one of his devices: all that it takes to be him. */
export interface FrozenOwner {
  readonly token: string;
  readonly memberId: string;
  readonly deviceId: string;
  readonly key: JsonWebKey;
}

export function ownerAt(url: string, owner: FrozenOwner): TestMember {
  return new TestMember(url, owner, createPrivateKey({ key: owner.key, format: 'jwk' }));
}

/** Everything readable in a document, as one number, in whichever order its parts reached whoever reads it. */
export function documentDigest(doc: Y.Doc): string {
  const threads = readThreads(doc).map((thread) => ({
    ...written(thread),
    comments: byId(thread.comments).map((comment) => ({
      ...written(comment),
      mentions: comment.mentions.map(writtenMention),
    })),
  }));
  return sha256OfJson(plain({ plans: byId(readPlans(doc)), threads: byId(threads) }));
}

/** As it stands in the document: what was written before there were turns has none. */
function written<T extends { readonly turn: number | null; readonly writerIds: readonly number[] }>(said: T) {
  const { turn, ...rest } = said;
  return { ...rest, writerIds: sorted(said.writerIds), ...(turn === null ? {} : { turn }) };
}

export function byId<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/**
 * What a directory says that no route tells: whose the client IDs are, how the documents lie there, and every link, as
 * the route leaves out those that have been over for some months.
 */
export async function readStored(data: string) {
  const storage = openSqlite(data);
  try {
    const boards = [];
    for (const { id } of await storage.boards()) {
      const { owners, updates } = await storage.document(id);
      boards.push({ id, updates: updates.length, owners: [...owners].sort(([a], [b]) => a - b) });
    }
    return plain({ boards, invites: await storage.invites() });
  } finally {
    await storage.close();
  }
}

/** What a host tells one of its owners, as far as it is the same at every start. */
export async function readHost({ url, pin }: RunningHost, frozen: FrozenOwner) {
  const owner = ownerAt(url, frozen);
  const get = async <T>(path: string) => {
    const { status, body } = await owner.ask<T>('GET', path);
    if (status !== 200) throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const me = await get<{ epoch: string; company: string }>('/api/me');
  const { entries } = await get<Record_>('/api/record');
  const { boards } = await get<{
    boards: { id: string; title: string; settings?: unknown; goingOn?: unknown; reminded?: unknown }[];
  }>('/api/boards');
  const { members } = await get<{ members: { boards?: unknown }[] }>('/api/members');
  const { devices } = await get<{ devices: { current: boolean }[] }>('/api/devices');
  const { copies } = await get<{ copies: { name: string; kind: string; bytes: number }[] }>('/api/backups');
  const onBoards = [];
  // What the first of these data were written without: settings of boards, what is going on there, and who was reminded.
  for (const { settings: _settings, goingOn: _goingOn, reminded: _reminded, ...board } of boards)
    onBoards.push({ ...board, ...(await readBoard(owner, board.id, get)) });
  return plain({
    pin: pin(),
    epoch: me.epoch,
    company: me.company,
    hostKey: entries[0]?.body?.['hostKey'],
    head: headOf(entries),
    verified: await get('/api/record/verify'),
    members: members.map(({ boards: _later, ...member }) => member),
    // Whoever asks is seen now.
    devices: devices.map((device) => (device.current ? { ...device, lastSeen: 'now' } : device)),
    // When it was made is told by the file's time, which is that of its unpacking. A later version makes one of its own as
    // it opens the data of an earlier one.
    copies: copies
      .filter(({ kind }) => kind !== 'before-step')
      .map(({ name, kind, bytes }) => ({ name, kind, bytes })),
    boards: onBoards,
  });
}

async function readBoard(owner: TestMember, board: string, get: <T>(path: string) => Promise<T>) {
  const { entries } = await get<Record_>(`/api/boards/${board}/record`);
  const { plans } = await get<{ plans: PlanAnswer[] }>(`/api/boards/${board}/plans`);
  const { doc, close } = await owner.openBoard(board);
  const document = documentDigest(doc);
  close();
  return {
    head: headOf(entries),
    verified: await get(`/api/boards/${board}/record/verify`),
    plans: byId(plans).map(({ id, digest, status, agreed }) => ({
      id,
      digest,
      status,
      agreed: agreed?.digest ?? null,
    })),
    document,
  };
}

interface Record_ {
  readonly entries: readonly { seq: number; hash: string; body?: Record<string, unknown> }[];
}
interface PlanAnswer {
  readonly id: string;
  readonly digest: string;
  readonly status: string;
  readonly agreed?: { readonly digest: string };
}

function headOf(entries: Record_['entries']) {
  const { seq = 0, hash = '' } = entries.at(-1) ?? {};
  return { seq, hash };
}

/** As JSON brings it back. */
export function plain<T>(value: T): T & Json {
  return JSON.parse(JSON.stringify(value)) as T & Json;
}
