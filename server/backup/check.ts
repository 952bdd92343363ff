import { Mutex } from 'async-mutex';
import * as Y from 'yjs';
import { migrateBoardDoc } from '../../shared/doc/migrations';
import { openBoardDoc, planIds, readPlan } from '../../shared/doc/board-doc';
import { fromBase64Url } from '../../shared/domain/ids';
import { digestOf, materialOf } from '../../shared/domain/plan';
import type { RecordEntry } from '../../shared/domain/record';
import { GENESIS, WORKSPACE } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import type { Head } from '../../shared/domain/verify/chain';
import type { VerifySignature } from '../../shared/domain/verify/signatures';
import { signerOf, verifyEd25519 } from '../base/crypto';
import { slicesOf, type Breathe } from '../base/slices';
import { ProblemError } from '../base/problem';
import { prepareBackup } from '../storage/backup-file';
import { openFile } from '../storage/sqlite';
import type { Storage, StoredBoard, WorkspaceFacts } from '../storage/storage';

/** What a backup holds, once everything in it was found to be as it must be. */
export interface CheckedBackup {
  /** The database, brought up to this version. */
  readonly file: string;
  /** When it was made, ISO 8601, if it says so. */
  readonly madeAt: string | null;
  readonly facts: WorkspaceFacts;
  readonly hostKey: string;
  readonly record: readonly RecordEntry[];
  readonly boards: readonly CheckedBoard[];
}

export interface CheckedBoard {
  readonly board: StoredBoard;
  readonly entries: readonly RecordEntry[];
  /** Digests of the plans, by ID. */
  readonly plans: ReadonlyMap<string, string>;
}

/**
 * Checks everything a backup holds: the file, the tables, every chain, every signature, and that every document
 * loads. Blocks nobody for longer than one document or the reading of the file takes.
 * @param file a copy that may be changed
 * @param hostKey the key of the workspace it has to be of; null: any
 * @throws ProblemError in words about the backup
 */
export async function checkBackup(file: string, hostKey: string | null): Promise<CheckedBackup> {
  const madeAt = await prepareBackup(file);
  const storage = openFile(file);
  try {
    return { file, madeAt, ...(await checkContent(storage, hostKey)) };
  } catch (error) {
    // Whatever a reader stumbles over is damage: no host writes such a thing.
    throw error instanceof ProblemError ? error : damaged(String(error));
  } finally {
    await storage.close();
  }
}

async function checkContent(
  storage: Storage,
  expected: string | null,
): Promise<Omit<CheckedBackup, 'file' | 'madeAt'>> {
  const breathe = slicesOf();
  const facts = await storage.workspace();
  const seed = facts && fromBase64Url(facts.hostSeed);
  if (!facts || seed?.length !== 32) throw damaged('it does not say what workspace it is of');
  const hostKey = signerOf(seed).publicKey;
  if (expected !== null && hostKey !== expected)
    throw new ProblemError('backup-foreign', 'the backup is of another workspace; nothing was changed');
  const record = await storage.entries(WORKSPACE, 0);
  if (record[0]?.body?.['hostKey'] !== hostKey) throw damaged('its record has another key');
  const book = new RecordBook(inTurns(breathe));
  await checkRecord(book, WORKSPACE, record, breathe);
  const boards: CheckedBoard[] = [];
  for (const board of await storage.boards()) {
    const entries = await storage.entries(board.id, 0);
    if (entries[0]?.kind !== 'board-created') throw damaged('a board has no record');
    await checkRecord(book, board.id, entries, breathe);
    boards.push({ board, entries, plans: await checkDocument(storage, board.id, breathe) });
  }
  return { facts, hostKey, record, boards };
}

async function checkRecord(
  book: RecordBook,
  board: string,
  entries: readonly RecordEntry[],
  breathe: Breathe,
): Promise<void> {
  const fault = await book.check(board, entries, { pause: breathe });
  if (fault) throw damaged(`entry ${fault.seq} of a record: ${fault.fault}`);
}

/** Signatures one after the other, so that others get their turn between two of them. */
function inTurns(breathe: Breathe): VerifySignature {
  const turns = new Mutex();
  return (publicKey, text, sig) =>
    turns.runExclusive(async () => {
      await breathe();
      return verifyEd25519(publicKey, text, sig);
    });
}

/** @returns the digests of the plans */
async function checkDocument(
  storage: Storage,
  board: string,
  breathe: Breathe,
): Promise<Map<string, string>> {
  const doc = openBoardDoc(new Y.Doc());
  try {
    for (const update of (await storage.document(board)).updates) {
      Y.applyUpdate(doc, update);
      await breathe();
    }
    if (doc.store.pendingStructs || doc.store.pendingDs) throw damaged('a document has a gap');
    if (migrateBoardDoc(doc) === 'newer')
      throw new ProblemError('backup-newer', 'a later version of Handschlag wrote a board of this backup');
    const plans = new Map<string, string>();
    for (const id of planIds(doc)) {
      const plan = readPlan(doc, id);
      if (plan) plans.set(id, digestOf(materialOf(plan)));
      await breathe();
    }
    return plans;
  } finally {
    doc.destroy();
  }
}

function damaged(what: string): ProblemError {
  return new ProblemError('backup-damaged', `the backup is damaged (${what}); nothing was changed`);
}

/** How far two records are the same. */
export function commonHead(one: readonly RecordEntry[], other: readonly RecordEntry[]): Head {
  // Each hash is over all before it: equal ones have equal pasts.
  const known = new Map(other.map(({ hash, seq }) => [hash, seq]));
  const last = one.findLast(({ hash }) => known.has(hash));
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: GENESIS };
}
