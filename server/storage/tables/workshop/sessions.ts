import type { StoredCommand } from '../../../../shared/domain/session/commands';
import type { Row, Sql } from '../../sql';
import type { Table } from '../../table';

/** A workshop as far as it has to be found; what it is comes of its commands. */
export interface StoredSession {
  readonly id: string;
  readonly board: string;
  readonly state: 'planned' | 'open' | 'closed';
  /** When it was first opened, in milliseconds since 1970: by this the access of walk-ins ends. */
  readonly startedAt: number | null;
}

/** Somebody came to a workshop, or was gone for good. Milliseconds since 1970. */
export interface AttendanceRow {
  readonly session: string;
  readonly member: string;
  readonly what: 'came' | 'left';
  readonly at: number;
}

/** Something in the document that was touched while a workshop was at some revision. */
export interface TouchedRow {
  readonly session: string;
  readonly rev: number;
  readonly kind: 'plan' | 'thread';
  readonly id: string;
}

/** The minutes that were agreed, as JSON. */
export interface StoredMinutes {
  readonly session: string;
  /** The revision that closed it. */
  readonly rev: number;
  readonly digest: string;
  readonly text: string;
}

interface Part {
  /** Refused as a whole when a board would have two that are open. */
  readonly sessions?: readonly StoredSession[];
  /** Continues workshops; refused as a whole unless each is still at `after`. */
  readonly commands?: readonly {
    readonly session: string;
    readonly after: number;
    readonly commands: readonly StoredCommand[];
  }[];
  readonly attendance?: readonly AttendanceRow[];
  readonly touched?: readonly TouchedRow[];
  readonly minutes?: readonly StoredMinutes[];
  /** Takes the name out of commands that brought somebody in who has no device. */
  readonly blankedSeats?: readonly { readonly session: string; readonly rev: number }[];
  /** Until when the host was there for a workshop whose timer runs. */
  readonly sessionsAlive?: readonly { readonly session: string; readonly at: number }[];
}

/** Workshops: their commands, who came, what was touched, and the minutes. */
export const sessions = {
  rows: {
    sessions: 'content',
    session_commands: 'content',
    attendance: 'content',
    touched: 'content',
    minutes: 'content',
  },
  steps: {
    3: `CREATE TABLE sessions (id TEXT PRIMARY KEY, board TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER,
  alive_at INTEGER);
CREATE INDEX sessions_of_board ON sessions (board);
CREATE TABLE session_commands (session TEXT NOT NULL, rev INTEGER NOT NULL, cmd TEXT NOT NULL, made_by TEXT NOT NULL,
  at INTEGER NOT NULL, head INTEGER NOT NULL, command TEXT NOT NULL, PRIMARY KEY (session, rev),
  UNIQUE (session, made_by, cmd)) WITHOUT ROWID;
CREATE TABLE attendance (session TEXT NOT NULL, member TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX attendance_of_session ON attendance (session);
CREATE TABLE touched (session TEXT NOT NULL, rev INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (session, rev, kind, id)) WITHOUT ROWID;
CREATE TABLE minutes (session TEXT NOT NULL, rev INTEGER NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (session, rev)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    /** Every workshop, or those of a board, in the order in which they were planned. */
    async sessions(board?: string): Promise<StoredSession[]> {
      const rows =
        board === undefined
          ? sql.all('SELECT * FROM sessions ORDER BY rowid')
          : sql.all('SELECT * FROM sessions WHERE board = ? ORDER BY rowid', board);
      return rows.map(sessionOf);
    },
    /** When the last workshop of each board began that had any. */
    async lastWorkshops(): Promise<ReadonlyMap<string, number>> {
      const rows = sql.all(
        'SELECT board, max(started_at) AS at FROM sessions WHERE started_at > 0 GROUP BY board',
      );
      return new Map(rows.map(({ board, at }) => [String(board), Number(at)]));
    },
    async session(id: string): Promise<StoredSession | null> {
      const row = sql.one('SELECT * FROM sessions WHERE id = ?', id);
      return row ? sessionOf(row) : null;
    },
    /** Until when the host is known to have been there for a workshop whose timer ran. */
    async sessionAlive(id: string): Promise<number | null> {
      const at = sql.one('SELECT alive_at FROM sessions WHERE id = ?', id)?.['alive_at'];
      return typeof at === 'number' ? at : null;
    },
    /** In the order of their revisions. */
    async sessionCommands(session: string): Promise<StoredCommand[]> {
      return sql.all('SELECT * FROM session_commands WHERE session = ? ORDER BY rev', session).map(commandOf);
    },
    /** In the order of their noting. */
    async attendance(session: string): Promise<AttendanceRow[]> {
      const rows = sql.all('SELECT * FROM attendance WHERE session = ? ORDER BY rowid', session);
      return rows.map(({ member, what, at }) => ({
        session,
        member: String(member),
        what: what as AttendanceRow['what'],
        at: Number(at),
      }));
    },
    async touched(session: string): Promise<TouchedRow[]> {
      const rows = sql.all('SELECT * FROM touched WHERE session = ? ORDER BY rev, kind, id', session);
      return rows.map(({ rev, kind, id }) => ({
        session,
        rev: Number(rev),
        kind: kind as TouchedRow['kind'],
        id: String(id),
      }));
    },
    /** The minutes that were agreed last. */
    async minutes(session: string): Promise<StoredMinutes | null> {
      const row = sql.one('SELECT * FROM minutes WHERE session = ? ORDER BY rev DESC LIMIT 1', session);
      if (!row) return null;
      return { session, rev: Number(row['rev']), digest: String(row['digest']), text: String(row['text']) };
    },
  }),
  takes: ['sessions', 'commands', 'attendance', 'touched', 'minutes', 'sessionsAlive', 'blankedSeats'],
  write(sql: Sql, batch: Part) {
    for (const session of batch.sessions ?? []) {
      if (session.state === 'open' && isOtherOpen(sql, session)) return 'session-open';
      put(sql, session);
    }
    for (const { session, after, commands } of batch.commands ?? []) {
      if (revOf(sql, session) !== after) return 'session-moved';
      for (const command of commands) append(sql, session, command);
    }
    for (const { session, member, what, at } of batch.attendance ?? [])
      sql.run(
        'INSERT INTO attendance (session, member, what, at) VALUES (?, ?, ?, ?)',
        session,
        member,
        what,
        at,
      );
    for (const { session, rev, kind, id } of batch.touched ?? [])
      sql.run(
        'INSERT OR IGNORE INTO touched (session, rev, kind, id) VALUES (?, ?, ?, ?)',
        session,
        rev,
        kind,
        id,
      );
    for (const { session, rev, digest, text } of batch.minutes ?? [])
      sql.run(
        'INSERT INTO minutes (session, rev, digest, text) VALUES (?, ?, ?, ?)',
        session,
        rev,
        digest,
        text,
      );
    for (const { session, rev } of batch.blankedSeats ?? [])
      sql.run(
        'UPDATE session_commands SET command = ? WHERE session = ? AND rev = ?',
        JSON.stringify({ type: 'seat', name: '' }),
        session,
        rev,
      );
    for (const { session, at } of batch.sessionsAlive ?? [])
      sql.run('UPDATE sessions SET alive_at = ? WHERE id = ?', at, session);
    return undefined;
  },
} as const satisfies Table;

function isOtherOpen(sql: Sql, { id, board }: StoredSession): boolean {
  const open = "SELECT 1 FROM sessions WHERE board = ? AND state = 'open' AND id <> ?";
  return sql.one(open, board, id) !== undefined;
}

function put(sql: Sql, { id, board, state, startedAt }: StoredSession): void {
  sql.run(
    `INSERT INTO sessions (id, board, state, started_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at`,
    id,
    board,
    state,
    startedAt,
  );
}

function revOf(sql: Sql, session: string): number {
  const row = sql.one('SELECT max(rev) AS rev FROM session_commands WHERE session = ?', session);
  return Number(row?.['rev'] ?? 0);
}

function append(sql: Sql, session: string, { rev, cmd, by, at, head, command }: StoredCommand): void {
  sql.run(
    'INSERT INTO session_commands (session, rev, cmd, made_by, at, head, command) VALUES (?, ?, ?, ?, ?, ?, ?)',
    session,
    rev,
    cmd,
    by,
    at,
    head,
    JSON.stringify(command),
  );
}

function sessionOf(row: Row): StoredSession {
  return {
    id: String(row['id']),
    board: String(row['board']),
    state: row['state'] as StoredSession['state'],
    startedAt: typeof row['started_at'] === 'number' ? row['started_at'] : null,
  };
}

function commandOf(row: Row): StoredCommand {
  return {
    rev: Number(row['rev']),
    cmd: String(row['cmd']),
    by: String(row['made_by']),
    at: Number(row['at']),
    head: Number(row['head']),
    command: JSON.parse(String(row['command'])) as StoredCommand['command'],
  };
}
