import { statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Ledger } from '../crash/ledger';
import { startLoad } from '../crash/load';
import { foundTown, freshId, townAt } from '../crash/town';
import { Writer } from '../crash/writer';
import { startHostProcess } from '../support/host/host';
import { seeded } from '../support/random';
import { readJournal, type DiskCall } from './journal';
import { watch } from './preload';

/** What a host did to its disk while people worked, and what it told them meanwhile. */
export interface Recording {
  readonly root: string;
  readonly calls: readonly DiskCall[];
  /** Time is the length of the journal. */
  readonly ledger: Ledger;
  readonly board: string;
  /** The files as they really are in the end, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * Lets people work, long enough for a snapshot, stops the host, starts it again and lets them work on.
 * @param cli an altered host
 */
export async function recordWork(seed: number, cli?: string): Promise<Recording> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), 'handschlag-power-'));
  const root = join(folder, 'disk');
  const data = join(root, 'data');
  await mkdir(root);
  const { journal, env } = await watch(folder, root);
  const ledger = new Ledger(() => statSync(journal).size);
  const options = { data, env, ...(cli === undefined ? {} : { cli }) };
  try {
    let host = await startHostProcess(options);
    let town = await foundTown(host, ledger);
    const first = await startLoad(town, ledger, random);
    await wait(400);
    const crowd = await Writer.open(town.owner, town.board, ledger);
    await crowd.crowd(freshId(), 5000);
    await wait(100);
    await host.stop();
    await first.ended;

    host = await startHostProcess(options);
    town = townAt(town, host.url);
    const second = await startLoad(town, ledger, random);
    await wait(400);
    await host.stop();
    await second.ended;
    const calls = [...readJournal(await readFile(journal))];
    return { root, calls, ledger, board: town.board, files: await filesIn(data) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets a host that others reach over the network start for the first time, and stops it. */
export async function recordFirstStart(): Promise<Pick<Recording, 'root' | 'calls' | 'files'>> {
  const folder = await mkdtemp(join(tmpdir(), 'handschlag-power-'));
  const root = join(folder, 'disk');
  const data = join(root, 'data');
  await mkdir(root);
  const { journal, env } = await watch(folder, root);
  try {
    const host = await startHostProcess({ data, env, args: ['--bind', '0.0.0.0'] });
    await host.stop();
    return { root, calls: [...readJournal(await readFile(journal))], files: await filesIn(data) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}
