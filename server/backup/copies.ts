import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf, instantOf, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { diskTrouble } from '../storage/guarded';
import { makePrivate } from '../../node/files';
import { COPIES } from '../storage/schema';
import type { Archive } from '../storage/storage';
import { newPassing, sha256OfFile, type PassingFile } from './incoming';
import { needRoom, noRoom } from './room-on-disk';

/** How many of each kind are kept. */
const KEPT = { daily: 14, 'before-restore': 5, 'before-step': 5 } as const;
/** Milliseconds until a daily copy that failed is tried again. */
const AGAIN = 60 * 60_000;
const NAME = /^(daily|before-restore|before-step)-[0-9TZ-]+\.db$/;

/** A copy that lies in the data directory. */
export interface Copy {
  readonly name: string;
  readonly kind: keyof typeof KEPT;
  /** When it was made, ISO 8601. */
  readonly at: string;
  readonly bytes: number;
}

/** The copies of a workspace that its host makes by itself: every day, and before a restore. */
export class Copies {
  /** When the last attempt at today's copy failed and why; null once one has succeeded. */
  failed: { readonly at: string; readonly noRoom: boolean } | null = null;
  readonly #archive: Archive;
  readonly #ports: Ports;
  /** What {@link Archive.changes} said when the last copy was made. */
  #copied: number;
  /** The day whose copy this host has made. */
  #day = '';
  /** The copy that is being made. */
  #making: Promise<void> | null = null;

  constructor(archive: Archive, ports: Ports) {
    this.#archive = archive;
    this.#ports = ports;
    this.#copied = archive.changes();
  }

  /** The newest first. */
  async list(): Promise<Copy[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const copies = await Promise.all(names.map((name) => this.#copy(name)));
    return copies.flatMap((copy) => copy ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** A copy, to be looked into: a file of its own. @throws ProblemError */
  async take(name: string): Promise<PassingFile> {
    const copy = await this.#copy(name);
    if (!copy) throw new ProblemError('not-found', 'there is no such copy');
    await needRoom(this.#archive.directory, copy.bytes);
    const path = await newPassing(this.#archive.directory);
    makePrivate(path);
    await copyFile(join(this.#folder, name), path);
    return { path, sha256: await sha256OfFile(path) };
  }

  /** @throws ProblemError when there is no room for it */
  async beforeRestore(): Promise<void> {
    const time = instantOf(this.#ports.clock).replaceAll(/[:.]/g, '-');
    await this.#make('before-restore', time);
  }

  /**
   * Makes the copy of the day after its first change. To be called every few seconds.
   * @returns whether owners have something new to see
   */
  async tick(): Promise<boolean> {
    const { clock, log } = this.#ports;
    if (this.#making) return false;
    if (this.failed && clock.now() - Date.parse(this.failed.at) < AGAIN) return false;
    const day = dayOf(clock);
    if (day === this.#day || (await this.#copy(`daily-${day}.db`))) return false;
    const changes = this.#archive.changes();
    if (changes === this.#copied) return false;
    this.#making = this.#make('daily', day);
    try {
      await this.#making;
      [this.#copied, this.#day] = [changes, day];
      this.failed = null;
    } catch (error) {
      const full = error instanceof ProblemError && error.code === 'disk-full';
      this.failed = { at: instantOf(clock), noRoom: full };
      log('copy-failed', { error: String(error) });
    } finally {
      this.#making = null;
    }
    return true;
  }

  /** Until the copy that is being made, if one is, has come to its end. */
  async settled(): Promise<void> {
    await this.#making?.catch(() => undefined);
  }

  async #make(kind: keyof typeof KEPT, name: string): Promise<void> {
    const { directory } = this.#archive;
    await needRoom(directory, this.#archive.size());
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await this.#archive.copyTo(join(this.#folder, `${kind}-${name}.db`), instantOf(this.#ports.clock));
    } catch (error) {
      throw diskTrouble(error) === 'full' ? noRoom() : error;
    }
    await this.#prune();
  }

  async #prune(): Promise<void> {
    const copies = await this.list();
    for (const kind of Object.keys(KEPT) as (keyof typeof KEPT)[])
      for (const { name } of copies.filter((copy) => copy.kind === kind).slice(KEPT[kind]))
        await rm(join(this.#folder, name), { force: true });
  }

  async #copy(name: string): Promise<Copy | null> {
    const kind = NAME.exec(name)?.[1] as Copy['kind'] | undefined;
    const found = kind && (await stat(join(this.#folder, name)).catch(() => null));
    return kind && found ? { name, kind, at: found.mtime.toISOString(), bytes: found.size } : null;
  }

  get #folder(): string {
    return join(this.#archive.directory, COPIES);
  }
}
