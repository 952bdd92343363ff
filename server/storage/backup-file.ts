import Database from 'libsql';
import { ProblemError } from '../base/problem';
import { slicesOf } from '../base/slices';
import { digestOfRows, FILLER, MADE } from './copying';
import type { Row } from './sql';
import { NewerData, upgrade, versionOf } from './schema';

/**
 * Looks whether a file is a whole database of a workspace, and brings its tables up to this version: the file is
 * changed, so it has to be a copy that nobody else uses. What lies in the tables is not looked at.
 * @returns when it was made, if it says so
 * @throws ProblemError `not-a-backup`, `backup-damaged` or `backup-newer`
 */
export async function prepareBackup(file: string): Promise<string | null> {
  const db = open(file);
  try {
    // Nothing in a stranger's file may run anything.
    db.exec('PRAGMA trusted_schema = OFF');
    if (hasCode(db) || !hasTable(db, 'workspace') || versionOf(db) === 0) throw notABackup();
    checkWhole(db);
    const made = hasTable(db, MADE) ? madeOf(db) : null;
    if (made && made['digest'] !== (await digestOfRows(db, slicesOf()))) throw damaged();
    db.prepare('PRAGMA journal_mode = DELETE').get([]);
    upgrade(db);
    if (tablesOf(db) !== expectedTables()) throw notABackup();
    return made && String(made['at']);
  } catch (error) {
    throw inWords(error);
  } finally {
    db.close();
  }
}

function open(file: string): Database.Database {
  try {
    return new Database(file);
  } catch {
    throw notABackup();
  }
}

/** Triggers and views, and whatever else SQLite would reckon for every row that is only looked at. */
const CODE = `
  SELECT 1 FROM sqlite_master AS thing WHERE type NOT IN ('table', 'index')
    OR (type = 'table' AND name <> 'workspace' AND sql LIKE '%CHECK%')
    OR (type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_xinfo(thing.name) WHERE hidden > 0))
    OR (type = 'index' AND EXISTS (SELECT 1 FROM pragma_index_xinfo(thing.name) WHERE cid = -2))`;

function hasCode(db: Database.Database): boolean {
  return db.prepare(CODE).get([]) !== undefined;
}

function hasTable(db: Database.Database, name: string): boolean {
  const sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return db.prepare(sql).get([name]) !== undefined;
}

function checkWhole(db: Database.Database): void {
  const found = db.prepare('PRAGMA integrity_check(1)').all([]) as { integrity_check: string }[];
  if (found[0]?.integrity_check !== 'ok') throw damaged();
}

/** Every table with its columns, as one text. */
function tablesOf(db: Database.Database): string {
  const rows = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all([]) as { name: string }[];
  const tables = rows.filter(({ name }) => name !== MADE && name !== FILLER);
  return tables.map(({ name }) => `${name}(${columnsOf(db, name).join()})`).join(' ');
}

function columnsOf(db: Database.Database, table: string): string[] {
  const rows = db.prepare(`PRAGMA table_xinfo("${table.replaceAll('"', '""')}")`).all([]) as Row[];
  return rows.map(({ name, hidden }) => `${String(name)}${Number(hidden) === 0 ? '' : '!'}`).sort();
}

let expected: string | null = null;
function expectedTables(): string {
  if (expected !== null) return expected;
  const db = new Database(':memory:');
  upgrade(db);
  expected = tablesOf(db);
  db.close();
  return expected;
}

function madeOf(db: Database.Database): Row {
  return (db.prepare(`SELECT * FROM ${MADE}`).get([]) as Row | undefined) ?? {};
}

function inWords(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  if (error instanceof NewerData)
    return new ProblemError('backup-newer', 'a later version of Handschlag made this backup');
  const code = (error as { code?: unknown }).code;
  if (code === 'SQLITE_NOTADB') return notABackup();
  return typeof code === 'string' && code.startsWith('SQLITE_FULL')
    ? new ProblemError('disk-full', 'the disk of the host has no room for this; nothing was changed')
    : damaged();
}

function notABackup(): ProblemError {
  return new ProblemError('not-a-backup', 'the file is no backup of Handschlag; nothing was changed');
}

function damaged(): ProblemError {
  return new ProblemError('backup-damaged', 'the backup is damaged; nothing was changed');
}
