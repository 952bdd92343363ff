import { WORKSPACE } from '../../shared/domain/record';
import type { Sql } from './sql';
import type { Replacement } from './storage';
import type { OnRestore } from './table';
import { applyBatch, ON_RESTORE } from './tables';

/** Replaces the content in one transaction: whoever looks later, after whatever crash, finds the old or the new. */
export function replaceContent(sql: Sql, { file, workspaceRecord, batch }: Replacement): void {
  sql.run('ATTACH ? AS backup', file);
  try {
    sql.transaction(() => {
      for (const [table, kind] of ON_RESTORE) restoreRows(sql, table, kind, workspaceRecord);
      applyBatch(sql, batch);
    });
  } finally {
    sql.run('DETACH backup');
  }
}

function restoreRows(
  sql: Sql,
  table: string,
  kind: OnRestore,
  workspaceRecord: Replacement['workspaceRecord'],
): void {
  if (kind === 'now' || kind === 'private') return;
  if (kind === 'uncopied') return void sql.run(`DELETE FROM main.${table}`);
  if (kind === 'people') return copy(sql, table, { insert: 'INSERT OR IGNORE' });
  const goesOn = kind === 'record' && workspaceRecord === 'goes-on';
  const which = goesOn ? `WHERE board <> '${WORKSPACE}'` : '';
  sql.run(`DELETE FROM main.${table} ${which}`);
  copy(sql, table, { which, renumbered: kind === 'renumbered' });
}

interface Copying {
  readonly insert?: 'INSERT' | 'INSERT OR IGNORE';
  readonly which?: string;
  /** Whether rows leave their numbers behind; they keep their order. */
  readonly renumbered?: boolean;
}

function copy(sql: Sql, table: string, { insert = 'INSERT', which = '', renumbered = false }: Copying): void {
  const all = sql.all(`PRAGMA main.table_info(${table})`);
  const key = renumbered ? String(all.find(({ pk }) => pk === 1)?.['name']) : null;
  const columns = all.flatMap(({ name }) => (name === key ? [] : [String(name)])).join(', ');
  const order = key === null ? '' : `ORDER BY ${key}`;
  sql.run(
    `${insert} INTO main.${table} (${columns}) SELECT ${columns} FROM backup.${table} ${which} ${order}`,
  );
}
