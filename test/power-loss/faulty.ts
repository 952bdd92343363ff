import { statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsOf } from '../crash/check';
import { Ledger } from '../crash/ledger';
import { startLoad } from '../crash/load';
import { foundTown, freshId, type Town } from '../crash/town';
import { goOn, visit } from '../crash/visit';
import { HANGS_MS } from '../support/hangs';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { seeded, type Random } from '../support/random';
import { failPower } from './failures';
import { readJournal } from './journal';
import { watch, type DiskFault, type Watched } from './preload';

/** What a disk that fails again and again came to. */
export interface Ordeal {
  readonly promised: number;
  /** What the host said of its disk, in order. */
  readonly said: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Lets a disk fail in some ways, one after the other, while people work; after each the host must go on by itself with
 * everything it had promised. In the end the power fails as well, at many moments of all that.
 */
export async function endure(
  seed: number,
  failing: readonly DiskFault[],
  powerFailures: number,
): Promise<Ordeal> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), 'handschlag-faulty-'));
  const root = join(folder, 'disk');
  await mkdir(root);
  const disk = await watch(folder, root);
  const ledger = new Ledger(() => statSync(disk.journal).size);
  const host = await startHostProcess({ data: join(root, 'data'), env: disk.env });
  const faults: string[] = [];
  try {
    const town = await foundTown(host, ledger);
    for (const fault of failing) {
      await workWhile(fault, disk, town, ledger, random);
      const found = await afterwards(town, ledger);
      faults.push(...found.map((each) => `seed ${seed}, ${fault}: ${each}`));
    }
    await host.stop();
    const calls = [...readJournal(await readFile(disk.journal))];
    const recording = { root, calls, ledger, board: town.board, files: new Map<string, Buffer>() };
    faults.push(...(await failPower(recording, seed, powerFailures)));
    return { promised: ledger.size, said: saidOfDisk(host), faults };
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function workWhile(
  fault: DiskFault,
  disk: Watched,
  town: Town,
  ledger: Ledger,
  random: Random,
): Promise<void> {
  const load = await startLoad(town, ledger, random);
  await wait(random.below(200));
  disk.set(fault, random.below(20), random.chance(0.5) ? 1 + random.below(3) : undefined);
  // A disk may be full for whatever grows, and nothing grow.
  for (let turn = 0; turn < 40 && disk.struck() === 0; turn++) await wait(50);
  await wait(random.below(200));
  await load.stop();
  disk.set('none');
}

/** Waits until the host writes again, and looks at everything. */
async function afterwards(town: Town, ledger: Ledger): Promise<string[]> {
  const deadline = Date.now() + HANGS_MS;
  for (;;) {
    const { status, body } = await town.owner.ask<{ id: string }>('POST', '/api/boards', {
      title: freshId(),
    });
    if (status === 201) {
      ledger.board(body.id);
      break;
    }
    if (Date.now() > deadline) return [`it does not go on: ${JSON.stringify(body)}`];
    await wait(250);
  }
  const view = await visit(town);
  for (const entries of view.records.values()) for (const entry of entries) ledger.entry(entry);
  // That it cannot save is what the host must say; anything else is not.
  const surprises = ledger.surprises.splice(0).filter((each) => !each.includes(': 503 '));
  return [...surprises, ...(await faultsOf(view, ledger)), ...(await goOn(town, ledger))];
}

function saidOfDisk({ events }: HostProcess): string[] {
  return events.map(({ event }) => String(event)).filter((event) => event.startsWith('storage-'));
}
