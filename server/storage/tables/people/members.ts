import type { Member } from '../../../../shared/domain/people';
import { listOf, listText, type Row, type Sql } from '../../sql';
import type { Table } from '../../table';

export interface StoredMember extends Member {
  /** Boards the member may read; null: all, future ones too. */
  readonly boards: readonly string[] | null;
  /** The workshop with which a walk-in's access ends. */
  readonly session?: string;
}

/** Who belongs to the workspace, or did. Names lie here only, so that a person can be erased without touching a record. */
export const members = {
  rows: { members: 'people' },
  steps: {
    1: `CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL, role TEXT NOT NULL,
  approver INTEGER NOT NULL, active INTEGER NOT NULL, boards TEXT);`,
    // Walk-ins.
    3: 'ALTER TABLE members ADD COLUMN session TEXT;',
  },
  reads: (sql: Sql) => ({
    async members(): Promise<StoredMember[]> {
      return sql.all('SELECT * FROM members ORDER BY rowid').map(memberOf);
    },
    async member(id: string): Promise<StoredMember | null> {
      const row = sql.one('SELECT * FROM members WHERE id = ?', id);
      return row ? memberOf(row) : null;
    },
  }),
  takes: ['members'],
  write(sql: Sql, batch: { readonly members?: readonly StoredMember[] }) {
    for (const m of batch.members ?? [])
      sql.run(
        `INSERT INTO members (id, name, department, role, approver, active, boards, session)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, department = excluded.department, role = excluded.role,
         approver = excluded.approver, active = excluded.active, boards = excluded.boards,
         session = excluded.session`,
        m.id,
        m.name,
        m.department,
        m.role,
        Number(m.approver),
        Number(m.active),
        listText(m.boards),
        m.session ?? null,
      );
  },
} as const satisfies Table;

function memberOf(row: Row): StoredMember {
  return {
    id: String(row['id']),
    name: String(row['name']),
    department: row['department'] as StoredMember['department'],
    role: row['role'] as StoredMember['role'],
    approver: row['approver'] === 1,
    active: row['active'] === 1,
    boards: listOf(row['boards']),
    ...(typeof row['session'] === 'string' ? { walkIn: true, session: row['session'] } : {}),
  };
}
