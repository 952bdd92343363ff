import { createHash } from 'node:crypto';
import Database from 'libsql';
import { slicesOf, type Breathe } from '../base/slices';
import { replaceFileBy } from '../../node/files';
import type { Row } from './sql';
import { UNCOPIED } from './tables';

/** The table that a copy has beside those of a workspace: when it was made, and the digest of all its rows. */
export const MADE = 'made';

/** Rows that only make room, or show that there is some. */
export const FILLER = 'filler';

/** SHA-256 over every row of every table, as SQLite finds no wrong letter in a text. */
export async function digestOfRows(db: Database.Database, breathe: Breathe): Promise<string> {
  const digest = new RowDigest();
  for (const table of tablesOf(schemaOf(db)))
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate([])) {
      digest.add(table, row as unknown[]);
      await breathe();
    }
  return digest.hex();
}

class RowDigest {
  readonly #hash = createHash('sha256');

  add(table: string, row: readonly unknown[]): void {
    const plain = row.map((value) => (Buffer.isBuffer(value) ? { bytes: value.length } : value));
    this.#hash.update(JSON.stringify([table, plain]));
    for (const value of row) if (Buffer.isBuffer(value)) this.#hash.update(value);
  }

  hex(): string {
    return this.#hash.digest('hex');
  }
}

/**
 * Copies a database as it is at this moment, while it is being written to, and without blocking this process: what
 * every table held when the copying began. The copy is one file that stands alone.
 * @param at the instant to be kept in the copy, ISO 8601
 */
export async function copyDatabase(from: string, to: string, at: string): Promise<void> {
  const source = new Database(from, { timeout: 5_000 });
  try {
    // What is read from here on is of one moment, however long it takes; the first read sets it.
    source.exec('PRAGMA query_only = ON');
    source.exec('BEGIN');
    const schema = schemaOf(source);
    await replaceFileBy(to, (half) => fill(half, source, schema, at));
    source.exec('COMMIT');
  } finally {
    source.close();
  }
}

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

function schemaOf(db: Database.Database): Part[] {
  const sql = `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
    AND name NOT IN ('${MADE}', '${FILLER}')`;
  return db.prepare(sql).all([]) as Part[];
}

function tablesOf(schema: readonly Part[]): string[] {
  return schema.flatMap(({ type, name }) => (type === 'table' ? [name] : []));
}

async function fill(
  path: string,
  source: Database.Database,
  schema: readonly Part[],
  at: string,
): Promise<void> {
  const copy = new Database(path);
  try {
    // Nobody has the file yet: it is flushed once, when it is whole.
    copy.exec('PRAGMA synchronous = OFF');
    copy.prepare('PRAGMA journal_mode = OFF').get([]);
    copy.exec('BEGIN');
    const breathe = slicesOf();
    const digest = new RowDigest();
    // Indexes first: each row then pays for its own place, where one made afterwards would block for all of them.
    for (const { sql } of schema) copy.exec(sql);
    for (const name of tablesOf(schema))
      if (!UNCOPIED.includes(name)) await copyRows(source, copy, name, digest, breathe);
    copy.exec(`CREATE TABLE ${MADE} (at TEXT NOT NULL, digest TEXT NOT NULL)`);
    copy.prepare(`INSERT INTO ${MADE} VALUES (?, ?)`).run([at, digest.hex()]);
    const { user_version } = source.prepare('PRAGMA user_version').get([]) as Row;
    copy.exec(`PRAGMA user_version = ${Number(user_version)}`);
    copy.exec('COMMIT');
  } finally {
    copy.close();
  }
}

async function copyRows(
  source: Database.Database,
  copy: Database.Database,
  table: string,
  digest: RowDigest,
  breathe: Breathe,
): Promise<void> {
  const columns = source.prepare(`PRAGMA table_info("${table}")`).all([]).length;
  const places = Array.from({ length: columns }, () => '?').join(', ');
  const insert = copy.prepare(`INSERT INTO "${table}" VALUES (${places})`);
  for (const row of source.prepare(`SELECT * FROM "${table}"`).raw().iterate([])) {
    insert.run(row as unknown[]);
    digest.add(table, row as unknown[]);
    await breathe();
  }
}
