import './machine/machine';
import { callerOf } from '../../server/people/members';
import { faultsOf, isRemoved } from './checks';
import type { Sabotage } from './host-side';
import { Machine, onMachine } from './machine/machine';
import { company } from './company';
import { stepsOf, type Step } from './steps/step';
import { closeWhatIsOpen, isToldOfWorkshops } from './steps/workshops';
import { everybody, perform, restart } from './steps/steps';
import { World } from './world';

/** Rounds after which everything must be quiet, of a simulated second each. */
const PATIENCE = 400;

/** Plays a seed. @returns what does not hold in the end; nothing, if all is well */
export async function simulate(seed: number, count: number, sabotage: Sabotage = {}): Promise<string[]> {
  return (await play(seed, stepsOf(seed, count), sabotage)).faults;
}

/** What tells one run of a seed from another: everything the host said, and how much chance and time it took. */
export async function trail(seed: number, count: number): Promise<string> {
  return (await play(seed, stepsOf(seed, count), {})).trail;
}

/** The steps of a failing seed that are enough to make it fail, as far as a few dozen tries can tell. */
export async function shrunk(seed: number, count: number, sabotage: Sabotage = {}): Promise<Step[]> {
  let steps = stepsOf(seed, count);
  let tries = 60;
  for (let size = Math.ceil(count / 2); size > 0 && tries > 0; size = Math.floor(size / 2))
    for (let at = steps.length - size; at > -size && tries-- > 0; at -= size) {
      const fewer = [...steps.slice(0, Math.max(0, at)), ...steps.slice(at + size)];
      const { faults } = await play(seed, fewer, sabotage);
      if (faults.length > 0) steps = fewer;
    }
  return steps;
}

/** The first one in a process finds libraries that are yet to be loaded, which takes turns that no later one takes. */
let warm: Promise<unknown> | null = null;

interface Played {
  readonly faults: string[];
  readonly trail: string;
}

async function play(seed: number, steps: readonly Step[], sabotage: Sabotage): Promise<Played> {
  warm ??= playColdly(0, [], {});
  await warm;
  return playColdly(seed, steps, sabotage);
}

async function playColdly(seed: number, steps: readonly Step[], sabotage: Sabotage): Promise<Played> {
  await company();
  const machine = new Machine(seed);
  return onMachine(machine, async () => {
    const world = await World.open(machine, sabotage);
    const faults: string[] = [];
    const note = (error: unknown) => void faults.push(`nobody caught: ${textOf(error)}`);
    process.on('unhandledRejection', note);
    try {
      faults.push(...(await endOf(world, steps)));
    } catch (error) {
      faults.push(`broke: ${textOf(error)}`);
    } finally {
      await world.close();
      process.off('unhandledRejection', note);
    }
    const said = [...world.told.heads].map(([board, heads]) => [board, ...heads.values()]);
    return { faults, trail: JSON.stringify([said, machine.timers.now, machine.dice.fraction()]) };
  });
}

async function endOf(world: World, steps: readonly Step[]): Promise<string[]> {
  await begin(world);
  for (const step of steps) {
    await perform(world, step);
    await world.settle();
    world.look();
  }
  const quiet = (await heal(world)) ?? (closeWhatIsOpen(world) ? await heal(world) : null);
  return quiet === null ? faultsOf(world) : [quiet, ...world.faults, ...world.told.faults];
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A morning on which everybody comes in, and there is something to work on. */
async function begin(world: World): Promise<void> {
  const isIn = ({ board }: World['clients'][number]) => board?.store.getState().saved.state === 'saved';
  for (let round = 0; round < 100 && !world.clients.every(isIn); round++) {
    await everybody(world, 1);
    await world.pass(20);
  }
  for (const [at, who] of [0, 0, 1, 2].entries())
    await perform(world, { kind: 'create', who, a: at + 1, b: at });
  await everybody(world, 2);
}

/** Ends all trouble and waits until everybody has said and read everything. @returns what never became quiet */
async function heal(world: World): Promise<string | null> {
  world.disk.fault = world.disk.powerLoss = null;
  world.host.slow = false;
  await world.startHost();
  for (const { line } of world.clients) line.parted = false;
  for (let round = 0; round < PATIENCE; round++) {
    for (const client of world.clients) {
      if (!client.running && round % 50 === 0) restart(client);
      client.line.all();
      await world.settle();
      client.line.all();
    }
    await world.pass(1000);
    if (round % 50 === 20) await forgive(world);
    if (await isQuiet(world)) return null;
  }
  return `never quiet: ${await whyNot(world)}`;
}

/** Everybody may write again; whoever was refused something starts anew, as he would then. */
async function forgive(world: World): Promise<void> {
  const { host } = world.host;
  if (!host) return;
  await world.until(host.patchBoard(world.company.board, { archived: false }, 'host', true));
  const owner = await callerOf(host.workspace, world.company.people[0]?.profile.token ?? '');
  for (const { person } of world.clients.slice(1)) {
    const asked = host.people.patchMember(owner, person.profile.memberId, { role: 'member' });
    // Whoever was removed is none any more.
    await world.until(asked.catch(() => undefined));
  }
  for (const client of world.clients) if (isRefused(client)) restart(client);
}

function isRefused({ board }: World['clients'][number]): boolean {
  return board?.store.getState().saved.state === 'refused';
}

async function isQuiet(world: World): Promise<boolean> {
  return (await whyNot(world)) === '';
}

async function whyNot(world: World): Promise<string> {
  const { record } = await world.room();
  const waiting = world.clients.flatMap((client) => {
    const { board, line, person, workspace } = client;
    if (isRemoved(client)) return [];
    if (!board || !workspace) return [`${person.name} is not in`];
    const { saved, entries, loaded, fault } = board.store.getState();
    const alarm = fault ?? workspace.store.getState().fault;
    const busy = [
      ...(alarm ? [`is alarmed: ${alarm.fault} at ${alarm.seq}`] : []),
      ...(loaded ? [] : ['not loaded']),
      ...(line.quiet ? [] : ['line busy']),
      ...(saved.state === 'saved' ? [] : [JSON.stringify(saved)]),
      ...(entries.length >= record.entries.length
        ? []
        : [`${entries.length} of ${record.entries.length} entries`]),
      ...(workspace.store.getState().online ? [] : ['workspace offline']),
    ];
    return busy.map((each) => `${person.name} ${each}`);
  });
  if (world.statements.open > 0) waiting.push(`${world.statements.open} statements without an answer`);
  if (waiting.length > 0) return waiting.join('; ');
  const workshops = (await world.host.host?.sessions.list(world.company.board)) ?? [];
  const heard = world.clients.every(
    (client) => isRemoved(client) || !client.workspace || isToldOfWorkshops(client.workspace, workshops),
  );
  return heard ? '' : 'somebody sees an older workshop';
}
