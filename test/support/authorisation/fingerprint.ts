import Database from 'libsql';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Tables in which a host notes what nobody's rights depend on: when a device was heard of, and probes of the disk. */
const OF_NO_MEANING = ['filler', 'seen'];

/** Looks at a workspace's database from outside: whether anything that is kept there has changed. */
export class Fingerprint {
  readonly #db: Database.Database;
  #version = -1;
  #print = '';

  /** @param directory the data directory of a host, running or not */
  constructor(directory: string) {
    this.#db = new Database(join(directory, 'handschlag.db'));
  }

  /** The same text as long as every row of every table is the same. */
  take(): string {
    const version = Number((this.#db.prepare('PRAGMA data_version').get() as Row)['data_version']);
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
    const tables = this.#db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all();
    for (const { name } of tables as Row[]) {
      if (OF_NO_MEANING.includes(String(name))) continue;
      hash.update(`\n${String(name)}`);
      for (const row of this.#db.prepare(`SELECT * FROM "${String(name)}"`).all() as Row[])
        for (const value of Object.values(row))
          hash.update(Buffer.isBuffer(value) ? value : `|${String(value)}`);
    }
    return hash.digest('hex');
  }
}

type Row = Record<string, unknown>;
