import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { killWhileStarting, startHostProcess, type HostProcess } from '../support/host/host';
import { seeded, type Random } from '../support/random';
import { faultsOf } from './check';
import { Ledger } from './ledger';
import { startLoad } from './load';
import { freshId, foundTown, townAt, type Town } from './town';
import { goOn, knock, visit } from './visit';
import { Writer } from './writer';

/** So many updates at rest make the host write a snapshot (`server/board/document.ts`). */
const SNAPSHOT_AFTER = 5000;

/** What the rounds of one workspace came to. */
export interface Life {
  readonly rounds: number;
  readonly promised: number;
  readonly killedWhileStarting: number;
  readonly snapshots: number;
  readonly faults: readonly string[];
}

/** One workspace whose host is killed again and again, and looked at after each time. */
export async function liveThrough(seed: number, rounds: number): Promise<Life> {
  const random = seeded(seed);
  const data = await mkdtemp(join(tmpdir(), 'handschlag-crash-'));
  const ledger = new Ledger();
  let host = await startHostProcess({ data });
  let town = await foundTown(host, ledger);
  const faults: string[] = [];
  let killedWhileStarting = 0;
  let snapshots = 0;
  try {
    for (let round = 0; round < rounds && faults.length === 0; round++) {
      // Seldom, as a snapshot needs many edits before it.
      const crowded = round % 15 === 7;
      await killAmidLoad(host, town, ledger, random, crowded);
      snapshots += Number(crowded);
      while (random.chance(0.3)) {
        await killWhileStarting(data, 20 + random.below(280));
        killedWhileStarting++;
      }
      host = await startHostProcess({ data });
      town = townAt(town, host.url);
      const view = await visit(town);
      for (const entries of view.records.values()) for (const entry of entries) ledger.entry(entry);
      const found = [
        ...ledger.surprises,
        ...(await faultsOf(view, ledger)),
        ...(await goOn(town, ledger)),
        ...(await knock(host.url, ledger, random)),
      ];
      faults.push(...found.map((fault) => `seed ${seed}, round ${round}: ${fault}`));
    }
  } finally {
    await host.close();
    await rm(data, { recursive: true, force: true });
  }
  return { rounds, promised: ledger.size, killedWhileStarting, snapshots, faults };
}

/** @param crowded first writes so much that the kill falls about when the host writes a snapshot */
async function killAmidLoad(
  host: HostProcess,
  town: Town,
  ledger: Ledger,
  random: Random,
  crowded: boolean,
): Promise<void> {
  const { writers, ended } = await startLoad(town, ledger, random);
  if (crowded) {
    const crowd = await Writer.open(town.owner, town.board, ledger);
    await crowd.crowd(freshId(), SNAPSHOT_AFTER);
    await wait(random.below(80));
  } else if (random.chance(0.5)) {
    const asked = ledger.asked + 1 + random.below(12);
    while (ledger.asked < asked) await wait(1);
    await wait(random.below(6));
  } else await wait(random.below(200));
  await host.kill();
  await Promise.all([ended, ...writers.map((writer) => writer.end())]);
}
