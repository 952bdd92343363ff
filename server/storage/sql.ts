import type Database from 'libsql';

/** A row as the driver returns it. The tables are written by typed code alone: what comes out is what went in. */
export type Row = Readonly<Record<string, unknown>>;

/** SQL on one database, prepared once each. */
export class Sql {
  /** Rows changed so far, also by what was taken back. */
  changed = 0;
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  // libsql takes a lone object for named parameters and aborts the process on a lone Buffer: always pass a list.
  run(sql: string, ...values: unknown[]): number {
    const { changes } = this.#prepare(sql).run(values);
    this.changed += changes;
    return changes;
  }
  one(sql: string, ...values: unknown[]): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }
  all(sql: string, ...values: unknown[]): Row[] {
    return this.#prepare(sql).all(values) as Row[];
  }

  /** All that `change` does or, should it throw, nothing of it. What has returned is on the disk. */
  transaction<T>(change: () => T): T {
    return inTransaction(this.#db, change);
  }

  #prepare(sql: string): Database.Statement<unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** As {@link Sql.transaction}, on a database that has no statements prepared yet. */
export function inTransaction<T>(db: Database.Database, change: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const done = change();
    db.exec('COMMIT');
    return done;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** A list of texts in a column; null is another thing than an empty one. */
export function listText(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}

/** What {@link listText} wrote. */
export function listOf(value: unknown): readonly string[] | null {
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : null;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
