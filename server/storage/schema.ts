import Database from 'libsql';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, makePrivate, moveIntoPlaceSync } from '../../node/files';
import { inTransaction } from './sql';
import { SCHEMA_STEPS, UNCOPIED, type SchemaStep } from './tables';

/** Where copies of a workspace lie, below its data directory. */
export const COPIES = 'copies';

/** A later Handschlag wrote the data; they are left as they are. */
export class NewerData extends Error {
  readonly code = 'newer-data';

  constructor(
    readonly version: number,
    readonly known: number,
  ) {
    super(
      `A later version of Handschlag wrote these data (their form is ${version}, this version knows up to ${known}). ` +
        'They were left as they are: install the later version.',
    );
  }
}

/** The version of a database's tables; 0 for an empty one, 1 for one from before there were numbers. */
export function versionOf(db: Database.Database): number {
  const workspace = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'workspace'";
  return numberOf(db) || (db.prepare(workspace).get() === undefined ? 0 : 1);
}

function numberOf(db: Database.Database): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/**
 * Takes the steps that a database lacks, each in one transaction. Before the first of them a copy of the whole
 * database is made, unless there is nothing in it.
 * @param copies the directory for that copy; none is made when it is absent, for a file that is a copy itself
 * @throws NewerData
 */
export function upgrade(
  db: Database.Database,
  copies?: string,
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): void {
  const version = versionOf(db);
  const known = steps[steps.length - 1]?.version ?? 0;
  if (version > known) throw new NewerData(version, known);
  const next = steps.find((step) => step.version > version);
  if (version > 0 && next && copies !== undefined) copyBefore(db, copies, next.version);
  // By the number and not by the version: a database without one may lack tables of the first step.
  const number = numberOf(db);
  for (const step of steps) if (step.version > number) take(db, step);
}

function take(db: Database.Database, { version, sql }: SchemaStep): void {
  inTransaction(db, () => {
    db.exec(sql);
    db.exec(`PRAGMA user_version = ${version}`);
  });
}

/** A copy has its name only once all of it is on the disk. */
function copyBefore(db: Database.Database, copies: string, version: number): void {
  makeFolder(copies);
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = join(copies, `before-step-${version}-${time}.db`);
  const half = `${file}.half`;
  makePrivate(half);
  try {
    db.prepare('VACUUM INTO ?').run([half]);
    clearUncopied(half);
    moveIntoPlaceSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** Takes out of a copy what is to be in none, from its free pages too. */
function clearUncopied(file: string): void {
  const db = new Database(file);
  try {
    const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    const there = UNCOPIED.filter((name) => has.get([name]) !== undefined);
    for (const name of there) db.exec(`DELETE FROM ${name}`);
    if (there.length > 0) db.exec('VACUUM');
  } finally {
    db.close();
  }
}
