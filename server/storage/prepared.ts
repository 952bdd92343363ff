import type Database from 'libsql';
import type { Row } from './rows';

/** SQL on one database, prepared once each. */
export class Prepared {
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  // libsql takes a lone object for named parameters and aborts the process on a lone Buffer: always pass a list.
  run(sql: string, ...values: unknown[]): number {
    return this.#prepare(sql).run(values).changes;
  }
  one(sql: string, ...values: unknown[]): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }
  all(sql: string, ...values: unknown[]): Row[] {
    return this.#prepare(sql).all(values) as Row[];
  }
  #prepare(sql: string): Database.Statement<unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
