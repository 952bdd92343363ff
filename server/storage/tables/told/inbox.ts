import { z } from 'zod';
import { INBOX_WHYS, inboxFacts, type InboxFacts, type InboxWhy } from '../../../../shared/api/inbox';
import { textOrNull, type Row, type Sql } from '../../sql';
import type { Table } from '../../table';

/** What one member is told of one cause. */
export interface StoredItem {
  readonly member: string;
  /** Stands for the cause, the same whoever derives it and however often. */
  readonly id: string;
  readonly why: InboxWhy;
  /** {@link NO_BOARD}: it is about the workspace. */
  readonly board: string;
  readonly plan: string | null;
  readonly thread: string | null;
  /** The comment, the task, the digest or the hash of the entry that it comes of. */
  readonly of: string;
  /** Instant by the host's clock, ISO 8601. */
  readonly at: string;
  /** Civil date. */
  readonly due: string | null;
  /** Civil date before which it is not shown; null: at once. */
  readonly from: string | null;
  /** Items of one line are shown as one. */
  readonly line: string;
  readonly state: 'new' | 'seen' | 'later' | 'done';
  /** Whether its cause still stands; one that was dealt with elsewhere leaves by itself. */
  readonly live: boolean;
  readonly facts: InboxFacts;
}

/** An item as it is told: with the number of its last change. */
export interface NumberedItem extends StoredItem {
  readonly n: number;
}

/** What becomes of an item that is there. */
export interface ItemChange extends Pick<StoredItem, 'member' | 'id'> {
  readonly state?: StoredItem['state'];
  readonly live?: boolean;
  readonly why?: InboxWhy;
  readonly at?: string;
  readonly line?: string;
  readonly due?: string | null;
  readonly from?: string | null;
  readonly facts?: InboxFacts;
}

/** Something that a commit touched and nobody has told yet. */
export interface StoredTouch {
  readonly board: string;
  readonly kind: 'comment' | 'thread' | 'plan' | 'task';
  /** Of a comment: its thread, a slash, its own. */
  readonly id: string;
  /** It was made by this commit. */
  readonly made: boolean;
  /**
   * Of a plan: its digest before the commit, empty if it was not on the board. Null: the commit touched it by somebody else as
   * well, whose note follows.
   */
  readonly was: string | null;
  readonly by: string;
  readonly at: string;
}

/** How far the record of a board was told. The one of {@link EVERYTHING} says since when there is an inbox, and by which epoch. */
export interface InboxCursor {
  readonly board: string;
  readonly seq: number;
  readonly epoch: string;
  readonly at: string;
}

/** Stands for all boards among the cursors. */
export const EVERYTHING = '';
/** Where an item would name its board. */
export const NO_BOARD = '';

interface Part {
  /** Causes that are told for the first time; those that were told already are passed over. */
  readonly inbox?: readonly StoredItem[];
  readonly inboxChanges?: readonly ItemChange[];
  readonly inboxTouches?: readonly StoredTouch[];
  /** Touches up to this number were told. */
  readonly inboxTold?: readonly { readonly board: string; readonly upTo: number }[];
  readonly inboxCursors?: readonly InboxCursor[];
  /** Members who are gone, and everything that they were told. */
  readonly inboxLeft?: readonly string[];
}

/** What somebody has not done with; what waits is known at any moment, and not looked through here. */
const WAITS = "'decision', 'changes-requested', 'deputy'";
const OPEN = `state <> 'done' AND why NOT IN (${WAITS})`;

/**
 * What members are told, how far it was derived, and what is still to be told. What somebody has read is nobody else's
 * business, so his items are in no copy; touches and cursors belong to documents and records, and come back with them.
 */
export const inbox = {
  rows: { inbox: 'private', inbox_touches: 'content', inbox_cursors: 'content' },
  steps: {
    4: `CREATE TABLE inbox (member TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL, why TEXT NOT NULL, board TEXT NOT NULL,
  plan TEXT, thread TEXT, cause TEXT NOT NULL, at TEXT NOT NULL, due TEXT, since TEXT, line TEXT NOT NULL, state TEXT NOT NULL,
  live INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (member, id)) WITHOUT ROWID;
CREATE INDEX inbox_by_change ON inbox (member, n);
CREATE INDEX inbox_open ON inbox (member) WHERE live = 1 AND state <> 'done';
CREATE INDEX inbox_open_of_board ON inbox (board) WHERE ${OPEN};
CREATE TABLE inbox_touches (n INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  made INTEGER NOT NULL, was TEXT, by TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX inbox_touches_of_board ON inbox_touches (board, n);
CREATE TABLE inbox_cursors (board TEXT PRIMARY KEY, seq INTEGER NOT NULL, epoch TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** What a member has before him, whatever he may read by now. */
    async inboxOf(member: string): Promise<NumberedItem[]> {
      const open = "SELECT * FROM inbox WHERE member = ? AND live = 1 AND state <> 'done'";
      return sql.all(open, member).map(itemOf);
    },
    /** What of that waits for him or reminds him of it, as it was when he asked last. */
    async inboxWaits(member: string): Promise<NumberedItem[]> {
      const open = "SELECT * FROM inbox WHERE member = ? AND live = 1 AND state <> 'done'";
      return sql.all(`${open} AND why IN (${WAITS}, 'reminder')`, member).map(itemOf);
    },
    /** One item, whether it is still before him or not. */
    async inboxItem(member: string, id: string): Promise<NumberedItem | null> {
      const row = sql.one('SELECT * FROM inbox WHERE member = ? AND id = ?', member, id);
      return row ? itemOf(row) : null;
    },
    /** One item of a line, whether it is still before him or not. */
    async inboxLine(member: string, line: string): Promise<NumberedItem | null> {
      const row = sql.one('SELECT * FROM inbox WHERE member = ? AND line = ?', member, line);
      return row ? itemOf(row) : null;
    },
    /** What a member was ever told of a plan for one reason. */
    async inboxAbout(
      member: string,
      { board, plan, why }: { readonly board: string; readonly plan: string; readonly why: InboxWhy },
    ): Promise<NumberedItem[]> {
      const about = 'SELECT * FROM inbox WHERE member = ? AND board = ? AND plan = ? AND why = ?';
      return sql.all(about, member, board, plan, why).map(itemOf);
    },
    /** What changed behind a number, with what has left. */
    async inboxSince(member: string, n: number): Promise<NumberedItem[]> {
      return sql.all('SELECT * FROM inbox WHERE member = ? AND n > ? ORDER BY n', member, n).map(itemOf);
    },
    /** The number of the last change; 0 when there was none. */
    async inboxHead(member: string): Promise<number> {
      return headOf(sql, member);
    },
    /** What nobody has done with yet of one board, whether it stands or not; what waits is looked for otherwise. */
    async inboxOnBoard(board: string): Promise<NumberedItem[]> {
      return sql.all(`SELECT * FROM inbox WHERE board = ? AND ${OPEN}`, board).map(itemOf);
    },
    /** What nobody was told of yet, in the order of the commits. */
    async inboxTouches(board: string): Promise<(StoredTouch & { readonly n: number })[]> {
      const rows = sql.all('SELECT * FROM inbox_touches WHERE board = ? ORDER BY n', board);
      return rows.map((row) => ({
        n: Number(row['n']),
        board,
        kind: row['kind'] as StoredTouch['kind'],
        id: String(row['id']),
        made: row['made'] === 1,
        was: textOrNull(row['was']),
        by: String(row['by']),
        at: String(row['at']),
      }));
    },
    /** Boards of which something is still to be told, or of which somebody has something that he has not done with. */
    async inboxBoards(which: 'touched' | 'open'): Promise<string[]> {
      const table = which === 'touched' ? 'inbox_touches' : `inbox WHERE ${OPEN}`;
      return sql.all(`SELECT DISTINCT board FROM ${table}`).map(({ board }) => String(board));
    },
    async inboxCursor(board: string): Promise<InboxCursor | null> {
      const row = sql.one('SELECT * FROM inbox_cursors WHERE board = ?', board);
      return row ? cursorOf(row) : null;
    },
    async inboxCursors(): Promise<ReadonlyMap<string, InboxCursor>> {
      const rows = sql.all('SELECT * FROM inbox_cursors').map(cursorOf);
      return new Map(rows.map((cursor) => [cursor.board, cursor]));
    },
  }),
  takes: ['inbox', 'inboxChanges', 'inboxTouches', 'inboxTold', 'inboxCursors', 'inboxLeft'],
  write(sql: Sql, batch: Part) {
    for (const item of batch.inbox ?? []) insert(sql, item);
    for (const change of batch.inboxChanges ?? []) apply(sql, change);
    for (const { board, kind, id, made, was, by, at } of batch.inboxTouches ?? [])
      sql.run(
        'INSERT INTO inbox_touches (board, kind, id, made, was, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        board,
        kind,
        id,
        made ? 1 : 0,
        was,
        by,
        at,
      );
    for (const { board, upTo } of batch.inboxTold ?? [])
      sql.run('DELETE FROM inbox_touches WHERE board = ? AND n <= ?', board, upTo);
    for (const { board, seq, epoch, at } of batch.inboxCursors ?? [])
      sql.run(
        'INSERT OR REPLACE INTO inbox_cursors (board, seq, epoch, at) VALUES (?, ?, ?, ?)',
        board,
        seq,
        epoch,
        at,
      );
    for (const member of batch.inboxLeft ?? []) sql.run('DELETE FROM inbox WHERE member = ?', member);
  },
} as const satisfies Table;

function headOf(sql: Sql, member: string): number {
  return Number(sql.one('SELECT max(n) AS n FROM inbox WHERE member = ?', member)?.['n'] ?? 0);
}

function insert(sql: Sql, item: StoredItem): void {
  sql.run(
    `INSERT OR IGNORE INTO inbox (member, id, n, why, board, plan, thread, cause, at, due, since, line, state, live, facts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.member,
    item.id,
    headOf(sql, item.member) + 1,
    item.why,
    item.board,
    item.plan,
    item.thread,
    item.of,
    item.at,
    item.due,
    item.from,
    item.line,
    item.state,
    item.live ? 1 : 0,
    JSON.stringify(item.facts),
  );
}

function apply(sql: Sql, { member, id, state, live, why, at, line, due, from, facts }: ItemChange): void {
  const said: (readonly [column: string, value: unknown])[] = [];
  if (state !== undefined) said.push(['state', state]);
  if (live !== undefined) said.push(['live', live ? 1 : 0]);
  if (why !== undefined) said.push(['why', why]);
  if (at !== undefined) said.push(['at', at]);
  if (line !== undefined) said.push(['line', line]);
  if (due !== undefined) said.push(['due', due]);
  if (from !== undefined) said.push(['since', from]);
  if (facts !== undefined) said.push(['facts', JSON.stringify(facts)]);
  const columns = said.map(([column]) => `${column} = ?`).join(', ');
  const values = said.map(([, value]) => value);
  sql.run(
    `UPDATE inbox SET ${columns}, n = ? WHERE member = ? AND id = ?`,
    ...values,
    headOf(sql, member) + 1,
    member,
    id,
  );
}

function itemOf(row: Row): NumberedItem {
  return {
    member: String(row['member']),
    id: String(row['id']),
    n: Number(row['n']),
    why: z.enum(INBOX_WHYS).parse(row['why']),
    board: String(row['board']),
    plan: textOrNull(row['plan']),
    thread: textOrNull(row['thread']),
    of: String(row['cause']),
    at: String(row['at']),
    due: textOrNull(row['due']),
    from: textOrNull(row['since']),
    line: String(row['line']),
    state: row['state'] as StoredItem['state'],
    live: row['live'] === 1,
    facts: inboxFacts.parse(JSON.parse(String(row['facts']))),
  };
}

function cursorOf(row: Row): InboxCursor {
  return {
    board: String(row['board']),
    seq: Number(row['seq']),
    epoch: String(row['epoch']),
    at: String(row['at']),
  };
}
