import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { TABLES } from '../../../../server/storage/replacing';
import { upgrade } from '../../../../server/storage/schema';

describe('[RESTORE-1] every table', () => {
  it('has a word on what a restore does with it', () => {
    const db = new Database(':memory:');
    upgrade(db);
    const rows = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all([]) as { name: string }[];
    db.close();
    expect(Object.keys(TABLES).sort()).toEqual(rows.map(({ name }) => name).sort());
  });
});
