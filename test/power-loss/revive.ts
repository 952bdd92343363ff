import Database from 'libsql';
import { join } from 'node:path';
import { Host } from '../../server/host';
import { openSqlite } from '../../server/storage/sqlite';
import { WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import { faultsOf } from '../crash/check';
import type { Ledger } from '../crash/ledger';
import { randomBytes } from 'node:crypto';

/**
 * Opens a workspace as a power failure left it, and works on in it.
 * @param until what was promised later is not asked for
 * @returns what is wrong with it
 */
export async function revive(data: string, board: string, ledger: Ledger, until: number): Promise<string[]> {
  try {
    return [...(await look(data, board, ledger, until)), ...check(data)];
  } catch (error) {
    return [`it does not open: ${String(error)}`];
  }
}

async function look(data: string, board: string, ledger: Ledger, until: number): Promise<string[]> {
  const storage = openSqlite(data);
  const host = await Host.open(storage, {
    clock: { now: Date.now },
    random: (length) => new Uint8Array(randomBytes(length)),
    log: () => undefined,
  });
  try {
    const [members, boards] = [await storage.members(), await storage.boards()];
    const records = new Map<string, readonly RecordEntry[]>();
    for (const name of [WORKSPACE, ...boards.map(({ id }) => id)])
      records.set(name, await storage.entries(name, 0));
    const there = boards.some(({ id }) => id === board);
    const documents = new Map(there ? [[board, (await host.room(board)).document.doc]] : []);
    const faults = await faultsOf({ members, boards, records, documents }, ledger, until);
    const { id } = await host.createBoard('weiter');
    if (!(await storage.boards()).some((each) => each.id === id)) faults.push('it does not go on');
    return faults;
  } finally {
    await host.close();
  }
}

function check(data: string): string[] {
  const db = new Database(join(data, 'handschlag.db'), { readonly: true });
  try {
    const found = JSON.stringify(db.prepare('PRAGMA integrity_check').all());
    return found.includes('"ok"') ? [] : [`the database is damaged: ${found}`];
  } finally {
    db.close();
  }
}
