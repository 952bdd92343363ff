import type { AgendaTemplate } from '../../../../shared/api/sessions';
import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** An agenda that somebody keeps for later workshops. */
export interface StoredTemplate extends AgendaTemplate {
  readonly member: string;
}

interface Part {
  /** One of the same name takes the place of the earlier one. */
  readonly templates?: readonly StoredTemplate[];
  readonly endTemplate?: { readonly id: string };
  /** Ends every template of these members. */
  readonly endTemplatesOf?: readonly string[];
}

/** Own templates for agendas. */
export const templates = {
  rows: { templates: 'content' },
  steps: {
    4: `CREATE TABLE templates (id TEXT PRIMARY KEY, member TEXT NOT NULL, title TEXT NOT NULL, items TEXT NOT NULL,
  UNIQUE (member, title)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** A member's, by their names. */
    async templatesOf(member: string): Promise<AgendaTemplate[]> {
      return sql.all('SELECT * FROM templates WHERE member = ? ORDER BY title', member).map((row) => ({
        id: String(row['id']),
        title: String(row['title']),
        items: JSON.parse(String(row['items'])) as AgendaTemplate['items'],
      }));
    },
  }),
  takes: ['templates', 'endTemplate', 'endTemplatesOf'],
  write(sql: Sql, batch: Part) {
    for (const { id, member, title, items } of batch.templates ?? [])
      sql.run(
        `INSERT INTO templates (id, member, title, items) VALUES (?, ?, ?, ?)
         ON CONFLICT (member, title) DO UPDATE SET id = excluded.id, items = excluded.items`,
        id,
        member,
        title,
        JSON.stringify(items),
      );
    if (batch.endTemplate) sql.run('DELETE FROM templates WHERE id = ?', batch.endTemplate.id);
    for (const member of batch.endTemplatesOf ?? [])
      sql.run('DELETE FROM templates WHERE member = ?', member);
  },
} as const satisfies Table;
