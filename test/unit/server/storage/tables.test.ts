import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { upgrade } from '../../../../server/storage/schema';
import { Sql } from '../../../../server/storage/sql';
import { ON_RESTORE, TABLES } from '../../../../server/storage/tables';

function inNew<T>(look: (db: Database.Database) => T): T {
  const db = new Database(':memory:');
  try {
    upgrade(db);
    return look(db);
  } finally {
    db.close();
  }
}

describe('every table', () => {
  it('[RESTORE-1] has a word on what a restore does with it', () => {
    const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    const rows = inNew((db) => db.prepare(sql).all([]) as { name: string }[]);
    expect([...ON_RESTORE.keys()].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('[STORAGE-2] is read by names of its own', () => {
    const names = inNew((db) => TABLES.flatMap((table) => Object.keys(table.reads(new Sql(db)))));
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(TABLES.map((table) => [Object.keys(table.rows)[0], table] as const))(
    '[STORAGE-2] names what it takes of a batch, or one with nothing else would pass it by: %s',
    (_name, table) => {
      const asked = new Set<string>();
      const batch = new Proxy({}, { get: (_batch, part) => void asked.add(String(part)) });
      inNew((db) => table.write(new Sql(db), batch));
      expect([...asked].filter((part) => !(table.takes as readonly string[]).includes(part))).toEqual([]);
      expect(asked.size).toBeGreaterThan(0);
    },
  );
});
