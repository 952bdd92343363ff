import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as Y from 'yjs';
import { checkBackup, type CheckedBoard } from '../../server/backup/check';
import { openFile } from '../../server/storage/sqlite';
import { openBoardDoc, root } from '../../shared/doc/board-doc';
import {
  boardRestoredBodySchema,
  restoredBodySchema,
  WORKSPACE,
  type RestoredBody,
} from '../../shared/domain/record';
import { halfDone, lostPeople, undone, unverifiable, type View } from './check';
import { Ledger } from './ledger';

/** What a backup holds that comes back by a restore. */
export interface Kept {
  readonly boards: readonly CheckedBoard[];
  /** Notes and plans, by board. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** @param file a backup, which stays as it is */
export async function keptIn(file: string): Promise<Kept> {
  const copy = `${file}.look`;
  await copyFile(file, copy);
  const { boards } = await checkBackup(copy, null);
  const storage = openFile(copy);
  const keys = new Map<string, readonly string[]>();
  for (const { board } of boards) {
    const doc = openBoardDoc(new Y.Doc());
    for (const update of (await storage.document(board.id)).updates) Y.applyUpdate(doc, update);
    keys.set(board.id, keysOf(doc));
  }
  await storage.close();
  await rm(copy);
  return { boards, keys };
}

function keysOf(doc: Y.Doc): string[] {
  return (['notes', 'plans'] as const).flatMap((name) => [...root(doc, name).keys()]).sort();
}

/**
 * What is wrong with a workspace that must be the one of a backup, and what its host has written since.
 * @param ledger what was promised before
 */
export async function faultsOfRestored(view: View, ledger: Ledger, kept: Kept): Promise<string[]> {
  const entry = view.records.get(WORKSPACE)?.findLast(({ kind }) => kind === 'restored');
  const said = restoredBodySchema.safeParse(entry?.body);
  if (!entry || !said.success) return ['the workspace record does not say that it was restored'];
  return [
    ...(await unverifiable(view)),
    ...lostPeople(view, ledger, Infinity),
    ...undone(view, ledger, Infinity),
    ...kept.boards.flatMap((board) => otherThan(board, view, kept, entry.hash, said.data)),
    ...unnamed(view, ledger, said.data),
    ...halfDone(view),
  ];
}

/** What is not as the backup has it on one board. */
function otherThan(
  { board: { id }, entries }: CheckedBoard,
  { records, documents }: View,
  { keys }: Kept,
  restored: string,
  { epoch, lost }: RestoredBody,
): string[] {
  const faults: string[] = [];
  const record = records.get(id) ?? [];
  if (entries.some(({ hash }, index) => record[index]?.hash !== hash))
    faults.push(`the record of board ${id} is not the backup's`);
  const said = boardRestoredBodySchema.safeParse(record[entries.length]?.body).data;
  if (said?.workspace !== restored || said.epoch !== epoch || said.lost.hash !== lost.boards[id]?.hash)
    faults.push(`the record of board ${id} does not say what was restored`);
  const doc = documents.get(id);
  if (doc && keysOf(doc).join() !== keys.get(id)?.join())
    faults.push(`the content of board ${id} is not the backup's`);
  return faults;
}

/** What was promised, is gone, and is not in what the record names as lost. */
function unnamed({ records }: View, { entries, boards }: Ledger, { lost }: RestoredBody): string[] {
  const gone = [...entries.values()].filter(
    ({ record, seq, hash }) => records.get(record)?.[seq - 1]?.hash !== hash,
  );
  const faults = gone
    .filter(({ record, seq }) => record === WORKSPACE || seq > (lost.boards[record]?.seq ?? 0))
    .map(({ record, seq }) => `entry ${seq} of ${record} is gone, and not named as lost`);
  const missing = boards.filter(({ id }) => !records.has(id) && !(id in lost.boards));
  return [...faults, ...missing.map(({ id }) => `board ${id} is gone, and not named as lost`)];
}

/** What a restored workspace promises: what it holds, and whatever people were promised for themselves. */
export function promisesOf(view: View, { members, removals, invites, unanswered }: Ledger): Ledger {
  const ledger = new Ledger();
  ledger.members.push(...members);
  for (const [id, removal] of removals) ledger.removals.set(id, removal);
  ledger.invites.push(...invites);
  for (const each of unanswered) if (each.what === 'join') ledger.unanswered.add(each);
  for (const { id } of view.boards) ledger.board(id);
  for (const entries of view.records.values()) for (const entry of entries) ledger.entry(entry);
  for (const [board, doc] of view.documents) for (const key of keysOf(doc)) ledger.edit(board, key);
  return ledger;
}

/** Files of a data directory that have no business there once its host runs. */
export async function leftOver(data: string): Promise<string[]> {
  const found = await readdir(data, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((file) => file.slice(data.length + 1))
    .filter((file) => !/^(handschlag\.db(-wal|-shm)?|host\.lock|copies\/[^/]+\.db)$/.test(file))
    .map((file) => `${file} is left over`);
}
