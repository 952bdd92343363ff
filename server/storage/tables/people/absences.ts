import type { Absence } from '../../../../shared/domain/turn/delegation';
import type { Sql } from '../../sql';
import type { Table } from '../../table';

interface Part {
  /** Each in place of what its member said before. */
  readonly absences?: readonly Absence[];
  readonly endAbsenceOf?: string;
}

/** When members are away. As with members, a restore keeps what they say now. */
export const absences = {
  rows: { absences: 'people' },
  steps: {
    4: 'CREATE TABLE absences (member TEXT PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;',
  },
  reads: (sql: Sql) => ({
    async absences(): Promise<Absence[]> {
      return sql.all('SELECT * FROM absences ORDER BY first, member').map((row) => ({
        member: String(row['member']),
        from: String(row['first']),
        until: String(row['last']),
      }));
    },
  }),
  takes: ['absences', 'endAbsenceOf'],
  write(sql: Sql, { absences: said = [], endAbsenceOf }: Part) {
    if (endAbsenceOf !== undefined) sql.run('DELETE FROM absences WHERE member = ?', endAbsenceOf);
    for (const { member, from, until } of said)
      sql.run(
        `INSERT INTO absences (member, first, last) VALUES (?, ?, ?)
         ON CONFLICT (member) DO UPDATE SET first = excluded.first, last = excluded.last`,
        member,
        from,
        until,
      );
  },
} as const satisfies Table;
