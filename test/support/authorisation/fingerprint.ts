import Database from 'libsql';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Tables in which a host notes what nobody's rights depend on: when a device was heard of, what calendar files showed
 * last, who is at a workshop, what members are told of the rest, and probes of the disk.
 */
const OF_NO_MEANING = ['filler', 'seen', 'shown', 'attendance', 'inbox', 'inbox_touches', 'inbox_cursors'];

/** Looks at a workspace's database from outside: whether anything that is kept there has changed. */
export class Fingerprint {
  readonly #db: Database.Database;
  readonly #askVersion: Database.Statement;
  /** One for each table that means something, made once: thousands of prints are taken. */
  readonly #tables: readonly (readonly [name: string, rows: Database.Statement])[];
  #version = -1;
  #print = '';

  /** @param directory the data directory of a host, running or not */
  constructor(directory: string) {
    this.#db = new Database(join(directory, 'handschlag.db'));
    this.#askVersion = this.#db.prepare('PRAGMA data_version');
    const names = this.#db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all() as Row[];
    this.#tables = names
      .map((row) => String(row['name']))
      .filter((name) => !OF_NO_MEANING.includes(name))
      .map((name) => [name, this.#db.prepare(`SELECT * FROM "${name}"`)]);
  }

  /** The same text as long as every row of every table is the same. */
  take(): string {
    const version = Number((this.#askVersion.get() as Row)['data_version']);
    if (version !== this.#version) {
      this.#version = version;
      this.#print = this.#read();
    }
    return this.#print;
  }

  close(): void {
    this.#db.close();
  }

  #read(): string {
    const hash = createHash('sha256');
    for (const [name, rows] of this.#tables) {
      hash.update(`\n${name}`);
      for (const row of rows.all() as Row[])
        for (const value of Object.values(row))
          hash.update(Buffer.isBuffer(value) ? value : `|${String(value)}`);
    }
    return hash.digest('hex');
  }
}

type Row = Record<string, unknown>;
