import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { openSqlite } from '../../../server/storage/sqlite';
import type { Dice } from '../../support/dice';
import { memoryFolder } from '../../support/host/memory-folder';
import { met } from '../met';

const FILES = ['handschlag.db', 'handschlag.db-wal'] as const;
/** What a disk writes whole or not at all. */
const SECTOR = 512;
/** Bytes at the beginning of SQLite's log, before its first frame. */
const LOG_HEAD = 32;

/** What becomes of the log, by the dice. */
const TORN: Readonly<Record<number, string>> = {
  2: 'sectors of the log missing',
  3: 'the log cut off',
  4: 'the log cut off in a spoilt sector',
};

/** The real storage. */
export type OnDisk = ReturnType<typeof openSqlite>;
export type DiskFault = 'SQLITE_IOERR_FSYNC' | 'SQLITE_FULL';

/** The files of one moment; null where there was none. */
export type Image = readonly (Buffer | null)[];

/**
 * The host's disk: real files under real SQLite, whose commits can fail or be where the machine loses power. What
 * follows a loss of power is opened from what the disk may hold then.
 */
export class Disk {
  /** What every commit fails with. */
  fault: DiskFault | null = null;
  /** Called when the next commit is where the power fails. */
  powerLoss: (() => void) | null = null;
  readonly #dice: Dice;
  readonly #home = memoryFolder('sim');
  readonly #storages: OnDisk[] = [];
  #lives = 0;
  #life: { dead: boolean } = { dead: true };

  /** @param holding what it begins with */
  constructor(dice: Dice, holding: Image) {
    this.#dice = dice;
    this.#lay(holding);
  }

  /** What it holds now. */
  get image(): Image {
    return imageOf(this.#directory);
  }

  get #directory(): string {
    return join(this.#home, String(this.#lives));
  }

  open(): OnDisk {
    const life = { dead: false };
    this.#life = life;
    const storage = opening(
      { isDead: () => life.dead, commit: (run) => this.#commit(life, run) },
      this.#directory,
    );
    this.#storages.push(storage);
    return storage;
  }

  /** Whether it takes anything. @throws as a commit would */
  probe(): void {
    if (!this.fault) return;
    met.add(`a disk that fails with ${this.fault}`);
    throw faultOf(this.fault);
  }

  /** The machine stops between two commits: everything committed is there. */
  cutPower(): void {
    met.add('power that fails between commits');
    this.#succeed(this.image);
  }

  async remove(): Promise<void> {
    for (const storage of this.#storages) await storage.close().catch(() => undefined);
    rmSync(this.#home, { recursive: true, force: true });
  }

  #commit(life: { dead: boolean }, run: () => unknown): unknown {
    const { powerLoss } = this;
    if (life.dead) throw new Error('the machine is off');
    this.probe();
    if (!powerLoss) return run();
    this.powerLoss = null;
    const before = this.image;
    run();
    this.#succeed(this.#interrupted(before, this.image));
    powerLoss();
    throw new Error('the machine is off');
  }

  #succeed(image: Image): void {
    this.#life.dead = true;
    this.#lives += 1;
    this.#lay(image);
  }

  #lay(image: Image): void {
    mkdirSync(this.#directory);
    for (const [at, file] of FILES.entries()) {
      const bytes = image[at];
      if (bytes) writeFileSync(join(this.#directory, file), bytes);
    }
  }

  /** What the disk may hold when power fails within a commit: SQLite writes its log and then, now and then, the database. */
  #interrupted(before: Image, after: Image): Image {
    const [database, log] = before;
    const [newDatabase, newLog] = after;
    const how = this.#dice.below(5);
    if (how < 2) met.add(`power that fails: a commit ${how === 0 ? 'not begun' : 'done'}`);
    if (how === 0) return before;
    if (how === 1) return after;
    const checkpointed = database && newDatabase && !database.equals(newDatabase);
    // The log is safe before anything of it goes into the database.
    if (checkpointed) return [this.#mixed(database, newDatabase), newLog ?? null];
    if (!newLog) return before;
    return [database ?? null, this.#torn(begunAnew(log ?? Buffer.alloc(0), newLog), newLog, how)];
  }

  #torn(before: Buffer, after: Buffer, how: number): Buffer {
    const begin = firstDifference(before, after);
    const end = Math.max(begin + 1, lastDifference(before, after));
    met.add(`power that fails: ${TORN[how] ?? ''}`);
    if (how === 2) return this.#mixed(before, after);
    const cut = begin + this.#dice.below(end - begin);
    const torn = Buffer.from(after.subarray(0, Math.max(cut, before.length)));
    before.subarray(cut).copy(torn, cut);
    // The sector that was being written holds anything.
    const spoilt = cut - (cut % SECTOR);
    if (how === 4)
      for (let at = Math.max(begin, spoilt); at < Math.min(spoilt + SECTOR, torn.length); at++)
        torn[at] = this.#dice.below(256);
    return torn;
  }

  /** Of the sectors that differ, some were written and some not. */
  #mixed(before: Buffer, after: Buffer): Buffer {
    const mixed = Buffer.from(after);
    for (let at = firstDifference(before, after); at < after.length; at += SECTOR - (at % SECTOR)) {
      const end = Math.min(at + SECTOR - (at % SECTOR), after.length);
      if (this.#dice.chance(0.5)) continue;
      mixed.fill(0, at, end);
      before.subarray(at, end).copy(mixed, at);
    }
    return mixed;
  }
}

function faultOf(code: DiskFault): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * The log before a commit, with the head it has after it: when SQLite begins its log anew, the head is safe before
 * anything behind it is written, or what is left of the old log could pass for the newest.
 */
function begunAnew(before: Buffer, after: Buffer): Buffer {
  return Buffer.concat([after.subarray(0, LOG_HEAD), before.subarray(LOG_HEAD)]);
}

function imageOf(directory: string): Image {
  return FILES.map((file) => {
    const path = join(directory, file);
    return existsSync(path) ? readFileSync(path) : null;
  });
}

function firstDifference(a: Buffer, b: Buffer): number {
  const length = Math.min(a.length, b.length);
  if (a.compare(b, 0, length, 0, length) === 0) return length;
  let at = 0;
  while (a[at] === b[at]) at++;
  return at;
}

function lastDifference(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) return Math.max(a.length, b.length);
  let at = a.length;
  while (at > 0 && a[at - 1] === b[at - 1]) at--;
  return at;
}

/** What happens to a connection's commits. */
interface Life {
  readonly isDead: () => boolean;
  readonly commit: (run: () => unknown) => unknown;
}
const lives = new WeakMap<object, Life>();
let born: Life | null = null;

function opening(life: Life, directory: string): OnDisk {
  born = life;
  try {
    // That the log has its full length from the start saves time and changes nothing about what survives.
    return openSqlite(directory, 0);
  } finally {
    born = null;
  }
}

const realExec = Reflect.get(Database.prototype, 'exec') as (
  this: Database.Database,
  sql: string,
) => Database.Database;
Database.prototype.exec = function (this: Database.Database, sql: string) {
  if (born) lives.set(this, born);
  const life = lives.get(this);
  if (!life || born || sql !== 'COMMIT') return realExec.call(this, sql);
  return life.commit(() => realExec.call(this, sql)) as Database.Database;
};
