import type { Sql } from '../../sql';
import type { Table } from '../../table';

/** An entry of an open round, encrypted. */
export interface SealedEntry {
  /** Under which it lies: says whose it is only to who has the round's key. */
  readonly slot: string;
  readonly sealed: Uint8Array;
}

interface Part {
  /** Rounds that people may enter from now on. */
  readonly openRounds?: readonly string[];
  /** Entries in the place of those that lie there; null takes one away. Nothing of the batch is written unless the round is open. */
  readonly roundEntries?: readonly {
    readonly round: string;
    readonly slot: string;
    readonly sealed: Uint8Array | null;
    /** Noted as somebody who has answered, apart from the entry. */
    readonly answered?: string;
  }[];
  /** Ends rounds: what was entered is gone. Nothing of the batch is written unless they are open, so that none ends twice. */
  readonly endRounds?: readonly string[];
}

/**
 * What was entered in rounds that are open. It is in no copy: even its size would tell how many have answered. Its rows
 * lie in the order of their random names, so that nothing says who came first.
 */
export const roundEntries = {
  rows: { open_rounds: 'uncopied', round_entries: 'uncopied', round_answered: 'uncopied' },
  steps: {
    4: `CREATE TABLE open_rounds (round TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE round_entries (round TEXT NOT NULL, slot TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (round, slot)) WITHOUT ROWID;
CREATE TABLE round_answered (round TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (round, who)) WITHOUT ROWID;`,
  },
  reads: (sql: Sql) => ({
    async openRounds(): Promise<string[]> {
      return sql.all('SELECT round FROM open_rounds').map(({ round }) => String(round));
    },
    async isRoundOpen(round: string): Promise<boolean> {
      return isOpen(sql, round);
    },
    async roundEntries(round: string): Promise<SealedEntry[]> {
      const rows = sql.all('SELECT slot, sealed FROM round_entries WHERE round = ?', round);
      return rows.map(({ slot, sealed }) => ({
        slot: String(slot),
        sealed: new Uint8Array(sealed as Buffer),
      }));
    },
    async roundEntry(round: string, slot: string): Promise<Uint8Array | null> {
      const row = sql.one('SELECT sealed FROM round_entries WHERE round = ? AND slot = ?', round, slot);
      return row ? new Uint8Array(row['sealed'] as Buffer) : null;
    },
    async hasAnswered(round: string, who: string): Promise<boolean> {
      return sql.one('SELECT 1 FROM round_answered WHERE round = ? AND who = ?', round, who) !== undefined;
    },
  }),
  takes: ['openRounds', 'roundEntries', 'endRounds'],
  write(sql: Sql, batch: Part) {
    for (const round of batch.openRounds ?? []) sql.run('INSERT INTO open_rounds (round) VALUES (?)', round);
    for (const { round, slot, sealed, answered } of batch.roundEntries ?? []) {
      if (!isOpen(sql, round)) return 'round-closed';
      if (sealed === null) sql.run('DELETE FROM round_entries WHERE round = ? AND slot = ?', round, slot);
      else
        sql.run(
          'INSERT OR REPLACE INTO round_entries (round, slot, sealed) VALUES (?, ?, ?)',
          round,
          slot,
          Buffer.from(sealed),
        );
      if (answered !== undefined)
        sql.run('INSERT OR IGNORE INTO round_answered (round, who) VALUES (?, ?)', round, answered);
    }
    for (const round of batch.endRounds ?? []) {
      if (!isOpen(sql, round)) return 'round-closed';
      for (const table of ['open_rounds', 'round_entries', 'round_answered'])
        sql.run(`DELETE FROM ${table} WHERE round = ?`, round);
    }
    return undefined;
  },
} as const satisfies Table;

function isOpen(sql: Sql, round: string): boolean {
  return sql.one('SELECT 1 FROM open_rounds WHERE round = ?', round) !== undefined;
}
