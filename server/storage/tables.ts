import type { Sql } from './sql';
import type { OnRestore, Table } from './table';
import { absences } from './tables/people/absences';
import { bins } from './tables/board/bins';
import { boards } from './tables/board/boards';
import { devices } from './tables/people/devices';
import { documents } from './tables/board/documents';
import { entries } from './tables/board/entries';
import { feeds } from './tables/people/feeds';
import { inbox } from './tables/told/inbox';
import { invites } from './tables/people/invites';
import { looked } from './tables/told/looked';
import { members } from './tables/people/members';
import { movedOn } from './tables/board/moved-on';
import { openTasks } from './tables/board/open-tasks';
import { periods } from './tables/board/periods';
import { roundEntries } from './tables/workshop/round-entries';
import { reminders } from './tables/told/reminders';
import { rounds } from './tables/workshop/rounds';
import { seen } from './tables/people/seen';
import { shown } from './tables/board/shown';
import { sessions } from './tables/workshop/sessions';
import { templates } from './tables/workshop/templates';
import { workspace } from './tables/workspace';

/** All tables. A batch is done in this order: invites before devices, so that the links that it spends are older ones. */
export const TABLES = [
  invites,
  entries,
  documents,
  workspace,
  members,
  devices,
  boards,
  movedOn,
  openTasks,
  bins,
  seen,
  shown,
  feeds,
  rounds,
  roundEntries,
  sessions,
  templates,
  absences,
  reminders,
  inbox,
  looked,
  periods,
] as const;

type Each = (typeof TABLES)[number];
/** All of some types at once, where a union is one of them. */
type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What is read of all tables. */
export type Reads = AllOf<ReturnType<Each['reads']>>;
/** Everything that one write changes, all of it or nothing: what each table takes of it. */
export type Batch = AllOf<Parameters<Each['write']>[1]>;
/** What became of a batch: a table may have refused all of it. */
export type Written = 'written' | Exclude<ReturnType<Each['write']>, void | undefined>;

/** What is read of a database. */
export function readsOf(sql: Sql): Reads {
  return Object.assign({}, ...TABLES.map((table) => table.reads(sql))) as Reads;
}

/** Writes to the tables of a database. */
export class Writing {
  /** How many rows were changed that a backup would bring back. */
  changes = 0;
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** One transaction: all of the batch or, with the reason why, nothing of it. */
  readonly write = async (batch: Batch): Promise<Written> => {
    try {
      this.changes += this.#sql.transaction(() => applyBatch(this.#sql, batch));
      return 'written';
    } catch (error) {
      if (error instanceof Refused) return error.why;
      throw error;
    }
  };
}

/** Thrown inside a transaction to take all of it back. */
class Refused extends Error {
  constructor(readonly why: Exclude<Written, 'written'>) {
    super(why);
  }
}

/**
 * Carries out a batch inside the transaction that is open. Only tables that it holds something of are asked.
 * @returns how many rows it changed that a backup would bring back
 * @throws Refused
 */
export function applyBatch(sql: Sql, batch: Batch): number {
  const named = new Set<unknown>();
  for (const [part, value] of Object.entries(batch)) if (!isNothing(value)) named.add(TAKEN_BY.get(part));
  let changes = 0;
  for (const table of TABLES) {
    if (!named.has(table)) continue;
    const before = sql.changed;
    const why = table.write(sql, batch);
    if (why) throw new Refused(why);
    if (COME_BACK.has(table)) changes += sql.changed - before;
  }
  return changes;
}

/** Which table takes which part of a batch. */
const TAKEN_BY: ReadonlyMap<string, Table> = new Map(
  TABLES.flatMap((table: Table) => table.takes.map((part) => [part, table] as const)),
);

function isNothing(part: unknown): boolean {
  return part === undefined || (Array.isArray(part) && part.length === 0);
}

/** What a backup does not bring back. */
const STAYS_HERE: readonly OnRestore[] = ['now', 'private', 'uncopied'];
const COME_BACK: ReadonlySet<Table> = new Set(
  TABLES.filter((table: Table) => Object.values(table.rows).every((kind) => !STAYS_HERE.includes(kind))),
);

/** Every table of the database, and what a restore does with its rows. */
export const ON_RESTORE: ReadonlyMap<string, OnRestore> = new Map(
  TABLES.flatMap(({ rows }) => Object.entries(rows)),
);

/** Tables whose rows are in no copy of the database. */
export const UNCOPIED: readonly string[] = [...ON_RESTORE].flatMap(([table, kind]) =>
  kind === 'uncopied' || kind === 'private' ? [table] : [],
);

/** A step of the schema, of all tables at once; a database says in `PRAGMA user_version` which it has taken. */
export interface SchemaStep {
  /** The version that a database has afterwards: 1, 2, 3 … */
  readonly version: number;
  readonly sql: string;
}

export const SCHEMA_STEPS: readonly SchemaStep[] = stepsOf(TABLES);

function stepsOf(tables: readonly Table[]): SchemaStep[] {
  const versions = new Set(tables.flatMap(({ steps }) => Object.keys(steps).map(Number)));
  return [...versions]
    .sort((one, other) => one - other)
    .map((version) => ({ version, sql: tables.flatMap(({ steps }) => steps[version] ?? []).join('\n') }));
}
