import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newPassing } from '../backup/incoming';
import type { CalendarAsked } from '../exchange/calendar-files';
import { Host } from '../host';
import { copyDatabase } from '../storage/copying';
import { DATABASE, openSqlite, openFile } from '../storage/sqlite';
import type { Storage, StoredBoard } from '../storage/storage';

/** What to export; `board` is the ID of one or its title, and absent for all of them. */
export type CalendarWanted = Pick<CalendarAsked, 'format' | 'scope' | 'lang' | 'endsOnly'> & {
  readonly board?: string;
};

/**
 * The calendar of a workspace as a file, by whoever has the machine; its host may be running. It is made from a copy, so
 * that nothing of the workspace is touched but the notes of what calendar files have shown.
 * @throws Error in words for the person at the terminal
 */
export async function exportCalendar(data: string, wanted: CalendarWanted): Promise<Uint8Array> {
  const source = join(data, DATABASE);
  if (!existsSync(source)) throw new Error(`There is no workspace in ${data}.`);
  const folder = (await newPassing(data)).replace(/\.db$/, '');
  await mkdir(folder, { mode: 0o700 });
  try {
    await copyDatabase(source, join(folder, DATABASE), new Date().toISOString());
    const storage = openSqlite(folder);
    const before = await storage.shown();
    const random = (length: number) => new Uint8Array(randomBytes(length));
    const host = await Host.open(storage, { clock: { now: Date.now }, random, log: () => undefined });
    try {
      const boards = chosen(await storage.boards(), wanted.board);
      const title = wanted.board === undefined ? host.workspace.facts.company : (boards[0]?.title ?? '');
      const { pieces } = await host.calendars.file({ ...wanted, boards, title });
      await noteShown(source, before, await storage.shown());
      return Buffer.concat(pieces);
    } finally {
      await host.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Error when there is no such board, or several of this title */
function chosen(boards: readonly StoredBoard[], wanted: string | undefined): StoredBoard[] {
  if (wanted === undefined) return [...boards];
  const byId = boards.filter(({ id }) => id === wanted);
  const named = byId.length > 0 ? byId : boards.filter(({ title }) => title === wanted);
  if (named.length === 1) return named;
  const list = boards.map(({ id, title }) => `  ${id}  ${title}`).join('\n');
  const why = named.length === 0 ? 'There is no board' : 'There are several boards';
  throw new Error(`${why} "${wanted}". There are:\n${list}`);
}

type Shown = Awaited<ReturnType<Storage['shown']>>;

/** Notes in the workspace itself what this file showed, so that the next one says what changed since. */
async function noteShown(source: string, before: Shown, after: Shown): Promise<void> {
  const workspace = openFile(source);
  try {
    const now = await workspace.shown();
    const changed = [...after].filter(
      ([key, { words }]) =>
        words !== before.get(key)?.words && now.get(key)?.words === before.get(key)?.words,
    );
    const rows = changed.map(([key, row]) => {
      const [board = '', plan = ''] = key.split('/');
      return { board, plan, ...row };
    });
    if (rows.length > 0) await workspace.write({ shown: rows });
  } finally {
    await workspace.close();
  }
}
