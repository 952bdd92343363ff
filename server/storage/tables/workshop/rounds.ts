import type { JsonObject } from '../../../../shared/domain/json';
import type { SaltedText } from '../../../../shared/domain/rounds/result';
import type { RoundOptions } from '../../../../shared/domain/rounds/round';
import { textOrNull, type Row, type Sql } from '../../sql';
import type { Table } from '../../table';

/** A sealed round: what it is about, who opened it, and what came of it. */
export interface StoredRound {
  readonly id: string;
  readonly board: string;
  readonly session: string | null;
  readonly title: string;
  readonly options: RoundOptions;
  readonly openedBy: string;
  readonly openedAt: string;
  /** What stands in the record of its result; null while it has none. */
  readonly closed: ClosedRound | null;
}

export interface ClosedRound {
  readonly at: string;
  /** How many answered; null for a pulse, whose result says it from enough answers on. */
  readonly answers: number | null;
  readonly figures: JsonObject;
}

/** A text of a result; null once it was erased. */
export type StoredText = Pick<SaltedText, 'text' | 'by'> | null;

interface Part {
  readonly rounds?: readonly StoredRound[];
  /** Texts of results. Nothing but this table holds them: a record has their digests, by which nobody can guess them. */
  readonly roundTexts?: readonly { readonly round: string; readonly texts: readonly SaltedText[] }[];
  /** Takes away what these members wrote in rounds that showed authors. */
  readonly eraseTextsOf?: readonly string[];
}

/** Sealed rounds and their results. What was entered and is not yet counted lies in `round_entries`, and is in no copy. */
export const rounds = {
  rows: { rounds: 'content', round_texts: 'content' },
  steps: {
    4: `CREATE TABLE rounds (id TEXT PRIMARY KEY, board TEXT NOT NULL, session TEXT, title TEXT NOT NULL, options TEXT NOT NULL,
  opened_by TEXT NOT NULL, opened_at TEXT NOT NULL, closed TEXT);
CREATE INDEX rounds_of_board ON rounds (board);
CREATE TABLE round_texts (round TEXT NOT NULL, place INTEGER NOT NULL, digest TEXT NOT NULL, salt TEXT, text TEXT, author TEXT,
  PRIMARY KEY (round, place)) WITHOUT ROWID;
CREATE INDEX round_texts_of_author ON round_texts (author);`,
  },
  reads: (sql: Sql) => ({
    async rounds(board: string): Promise<StoredRound[]> {
      return sql.all('SELECT * FROM rounds WHERE board = ? ORDER BY rowid', board).map(roundOf);
    },
    async round(id: string): Promise<StoredRound | null> {
      const row = sql.one('SELECT * FROM rounds WHERE id = ?', id);
      return row ? roundOf(row) : null;
    },
    async roundTexts(round: string): Promise<StoredText[]> {
      return sql
        .all('SELECT text, author FROM round_texts WHERE round = ? ORDER BY place', round)
        .map(textOf);
    },
  }),
  takes: ['rounds', 'roundTexts', 'eraseTextsOf'],
  write(sql: Sql, batch: Part) {
    for (const r of batch.rounds ?? [])
      sql.run(
        `INSERT INTO rounds (id, board, session, title, options, opened_by, opened_at, closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET closed = excluded.closed`,
        r.id,
        r.board,
        r.session,
        r.title,
        JSON.stringify(r.options),
        r.openedBy,
        r.openedAt,
        r.closed && JSON.stringify(r.closed),
      );
    for (const { round, texts } of batch.roundTexts ?? [])
      for (const [place, { digest, salt, text, by }] of texts.entries())
        sql.run(
          'INSERT INTO round_texts (round, place, digest, salt, text, author) VALUES (?, ?, ?, ?, ?, ?)',
          round,
          place,
          digest,
          salt,
          text,
          by ?? null,
        );
    for (const member of batch.eraseTextsOf ?? [])
      sql.run('UPDATE round_texts SET salt = NULL, text = NULL WHERE author = ?', member);
  },
} as const satisfies Table;

function roundOf(row: Row): StoredRound {
  const closed = textOrNull(row['closed']);
  return {
    id: String(row['id']),
    board: String(row['board']),
    session: textOrNull(row['session']),
    title: String(row['title']),
    options: JSON.parse(String(row['options'])) as RoundOptions,
    openedBy: String(row['opened_by']),
    openedAt: String(row['opened_at']),
    closed: closed === null ? null : (JSON.parse(closed) as ClosedRound),
  };
}

function textOf(row: Row): StoredText {
  const [text, by] = [textOrNull(row['text']), textOrNull(row['author'])];
  if (text === null) return null;
  return by === null ? { text } : { text, by };
}
