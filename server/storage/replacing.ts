import type Database from 'libsql';
import { WORKSPACE } from '../../shared/domain/record';
import { applyBatch } from './apply-batch';
import type { Prepared } from './prepared';
import type { Replacement } from './storage';

/**
 * What a restore does with each table. `content` becomes what the backup has. `people` stay as they are now, so that
 * nobody who was removed comes back and nobody who joined since is locked out; those that only the backup knows (it
 * is of a directory that was lost) are added. `now` stays as it is: an invite of the backup may have been used or
 * revoked since. The workspace itself and its record are the caller's business.
 */
export const TABLES: Readonly<Record<string, 'content' | 'people' | 'now' | 'own'>> = {
  workspace: 'own',
  entries: 'own',
  boards: 'content',
  updates: 'content',
  owners: 'content',
  members: 'people',
  devices: 'people',
  joins: 'people',
  vouched: 'people',
  invites: 'now',
  seen: 'now',
};

/** Replaces the content in one transaction: whoever looks later, after whatever crash, finds the old or the new. */
export function replaceContent(db: Database.Database, sql: Prepared, replacement: Replacement): void {
  sql.run('ATTACH ? AS backup', replacement.file);
  try {
    db.exec('BEGIN IMMEDIATE');
    try {
      replaceTables(sql, replacement.workspaceRecord);
      applyBatch(sql, replacement.batch);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } finally {
    db.exec('DETACH backup');
  }
}

function replaceTables(sql: Prepared, workspaceRecord: Replacement['workspaceRecord']): void {
  for (const [table, kind] of Object.entries(TABLES)) {
    if (kind === 'content') sql.run(`DELETE FROM main.${table}`);
    if (kind === 'content') copy(sql, table, 'INSERT');
    if (kind === 'people') copy(sql, table, 'INSERT OR IGNORE');
  }
  const which = workspaceRecord === 'goes-on' ? `WHERE board <> '${WORKSPACE}'` : '';
  sql.run(`DELETE FROM main.entries ${which}`);
  copy(sql, 'entries', 'INSERT', which);
}

/** Updates get new numbers, above all that there were: a snapshot made of the former ones finds nothing to replace. */
function copy(sql: Prepared, table: string, insert: 'INSERT' | 'INSERT OR IGNORE', which = ''): void {
  const all = sql.all(`PRAGMA main.table_info(${table})`).map(({ name }) => String(name));
  const columns = all.filter((name) => !(table === 'updates' && name === 'seq')).join(', ');
  const order = table === 'updates' ? 'ORDER BY seq' : '';
  sql.run(
    `${insert} INTO main.${table} (${columns}) SELECT ${columns} FROM backup.${table} ${which} ${order}`,
  );
}
