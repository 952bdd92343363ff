import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** A task of a board that is not done and has a day until when. */
export interface OpenTask {
  readonly task: string;
  readonly owner: string;
  /** Civil date. */
  readonly dueOn: string;
  readonly text: string;
}

/** What is to be done on boards, known without opening them. It belongs to their documents, so it comes back with them. */
export const openTasks = {
  rows: { open_tasks: 'content' },
  steps: {
    4: `CREATE TABLE open_tasks (board TEXT NOT NULL, task TEXT NOT NULL, owner TEXT NOT NULL, due_on TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (board, task)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** Those of all boards, of each in the order of their days. */
    async openTasks(): Promise<ReadonlyMap<string, readonly OpenTask[]>> {
      const boards = new Map<string, OpenTask[]>();
      for (const row of sql.all('SELECT * FROM open_tasks ORDER BY board, due_on, task')) {
        const board = String(row['board']);
        const tasks = boards.get(board) ?? [];
        boards.set(board, tasks);
        tasks.push({
          task: String(row['task']),
          owner: String(row['owner']),
          dueOn: String(row['due_on']),
          text: String(row['text']),
        });
      }
      return boards;
    },
  }),
  takes: ['openTasks'],
  write(
    sql: Sql,
    batch: {
      readonly openTasks?: readonly { readonly board: string; readonly tasks: readonly OpenTask[] }[];
    },
  ) {
    for (const { board, tasks } of batch.openTasks ?? []) {
      sql.run('DELETE FROM open_tasks WHERE board = ?', board);
      for (const { task, owner, dueOn, text } of tasks)
        sql.run(
          'INSERT INTO open_tasks (board, task, owner, due_on, text) VALUES (?, ?, ?, ?, ?)',
          board,
          task,
          owner,
          dueOn,
          text,
        );
    }
  },
} as const satisfies Table;
