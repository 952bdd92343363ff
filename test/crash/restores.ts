import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RestoredStatement } from '../../shared/domain/record';
import type { TestMember } from '../support/clients/clients';
import { startHostProcess, type HostProcess } from '../support/host/host';
import { seeded, type Random } from '../support/random';
import { backupOf, restore, restoredStatement } from '../support/host/restoring';
import { faultsOf } from './check';
import { endedBefore, killing, pointsOf, stepsIn, type Step } from './killer';
import { Ledger } from './ledger';
import { startLoad } from './load';
import { Onlookers } from './onlookers';
import { faultsOfRestored, keptIn, leftOver, promisesOf, type Kept } from './restored';
import { foundTown, freshId, type Town } from './town';
import { goOn, knock, visit } from './visit';

/** So many promises more have to be there before each restore, or there is nothing to lose. */
const PROMISED = 20;

/** What a workspace came to whose host was killed while it restored. */
export interface Restores {
  /** Rounds that ended in the old workspace, and in the new one. */
  readonly old: number;
  readonly restored: number;
  readonly steps: number;
  readonly faults: readonly string[];
}

/** Who and what goes on from one host to the next. */
interface World {
  readonly data: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly kept: Kept;
  readonly onlookers: Onlookers;
  readonly random: Random;
  /** Another owner than the load's, which makes full use of what one member may ask. */
  restorer: TestMember;
  host: HostProcess;
  town: Town;
  ledger: Ledger;
  epoch: string;
}

/** What was seen of a restore from outside before its host was gone. */
interface Seen {
  readonly status: number | null;
  readonly statement: RestoredStatement;
}

/**
 * One workspace, restored again and again to one backup while people work in it, by a host that is killed before one
 * step of each restore, and looked at after each time.
 * @param rounds all steps, if there are that many
 */
export async function liveThroughRestores(seed: number, rounds: number): Promise<Restores> {
  const folder = await mkdtemp(join(tmpdir(), 'handschlag-restores-'));
  const world = await foundWorld(join(folder, 'data'), seed);
  const ends = { old: 0, restored: 0 };
  const stepsOf = (turn: number) => join(folder, `steps-${turn}`);
  let faults: string[] = [];
  let points: readonly Step[] = [];
  let many = 0;
  try {
    // Once without a kill, to learn what steps there are.
    await startAgain(world, killing(stepsOf(0)));
    for (let turn = 0; turn <= Math.max(points.length, 1) && faults.length === 0; turn++) {
      const point = points[turn - 1];
      const seen = await restoreAmidLoad(world, () => writeFile(stepsOf(turn), ''));
      const steps = await stepsIn(stepsOf(turn));
      if (turn === 0) [many, points] = [steps.length, pointsOf(steps, rounds)];
      else if (point && !endedBefore(steps, point))
        faults.push(`it was not killed, but had ${steps.length} steps`);
      await startAgain(world, killing(stepsOf(turn + 1), points[turn]));
      const { isRestored, found } = await lookAt(world, seen, turn);
      ends[isRestored ? 'restored' : 'old']++;
      const where = `seed ${seed}, ${point ? `before ${point.name}, ${point.nth}` : 'not killed'}`;
      faults = [...faults, ...found].map((fault) => `${where}: ${fault}`);
    }
    return { ...ends, steps: many, faults };
  } finally {
    await world.onlookers.close();
    await world.host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function foundWorld(data: string, seed: number): Promise<World> {
  const random = seeded(seed);
  const ledger = new Ledger();
  const host = await startHostProcess({ data });
  const town = await foundTown(host, ledger);
  const restorer = await town.owner.invite({ name: 'Rita', department: 'other', role: 'owner' });
  ledger.joined(restorer, 'Rita');
  const onlookers = await Onlookers.join(town);
  const load = await startLoad(town, ledger, random);
  await promised(ledger, PROMISED);
  const file = await backupOf(restorer);
  await load.stop();
  const epoch = await epochOf(restorer);
  await host.stop();
  await writeFile(`${data}.backup`, file);
  const kept = await keptIn(`${data}.backup`);
  return { data, file, kept, restorer, onlookers, random, host, town, ledger, epoch };
}

/** Starts the next host where the last one was. */
async function startAgain(world: World, env: Readonly<Record<string, string>>): Promise<void> {
  const port = Number(new URL(world.host.url).port);
  world.host = await startHostProcess({ data: world.data, port, env });
}

/** Has an owner restore the backup while everybody works, until the host is gone. */
async function restoreAmidLoad(
  { ledger, host, town, restorer, random, ...world }: World,
  arm: () => Promise<void>,
): Promise<Seen> {
  const { writers, ended } = await startLoad(town, ledger, random);
  await promised(ledger, ledger.size + PROMISED);
  const statement = await restoredStatement(restorer, world.file);
  await arm();
  world.onlookers.type(`mitten hinein ${freshId()}`);
  const status = await restore(restorer, world.file, statement).then(
    (answer) => answer.status,
    () => null,
  );
  await host.kill();
  await Promise.all([ended, ...writers.map((writer) => writer.end())]);
  return { status, statement };
}

/** Looks at everything as the next host has it: it must be the old workspace, or the new one. */
async function lookAt(
  world: World,
  { status, statement }: Seen,
  turn: number,
): Promise<{ isRestored: boolean; found: string[] }> {
  const { town, ledger, restorer, host, random } = world;
  const view = await visit(town);
  const epoch = await epochOf(restorer);
  const isRestored = epoch !== world.epoch;
  const found = await leftOver(world.data);
  if (status !== null && status !== 204) found.push(`restoring was answered ${status}`);
  if (status === 204 && !isRestored) found.push('a restore that was acknowledged is lost');
  const ticket = { room: `board:${town.board}`, epoch: world.epoch };
  if (((await restorer.ask('POST', '/api/tickets', ticket)).status === 409) !== isRestored)
    found.push('the old epoch is not closed, or closed though it goes on');
  if (isRestored) {
    found.push(...(await faultsOfRestored(view, ledger, world.kept)));
    if ((await restore(restorer, world.file, statement)).status !== 403)
      found.push('one statement has restored twice');
    world.ledger = promisesOf(view, ledger);
    world.epoch = epoch;
  } else {
    for (const entries of view.records.values()) for (const entry of entries) ledger.entry(entry);
    found.push(...ledger.surprises, ...(await faultsOf(view, ledger)));
  }
  found.push(...(await goOn(town, world.ledger)), ...(await knock(host.url, world.ledger, random)));
  found.push(...(await world.onlookers.comeBack(isRestored, `Runde ${turn}`)));
  return { isRestored, found };
}

async function epochOf(member: TestMember): Promise<string> {
  return String((await member.ask('GET', '/api/me')).body['epoch']);
}

async function promised(ledger: Ledger, least: number): Promise<void> {
  while (ledger.size < least) await wait(1);
}
