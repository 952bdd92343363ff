import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { SYNC } from '../../shared/sync/protocol';
import { bareHost, MEMBER, type BareHost } from '../support/host/host-room';
import type { AtEnd, Comparison, Pair } from './harness';
import { fillPlans } from './world';

const MIB = 1024 * 1024;

/** What a host holds for so many boards that people have open, beside the bare documents. */
export function boardsInMemory(boards: number, plans: number): Comparison {
  return comparison(`memory for ${boards} open boards of ${plans} plans`, boards, plans, loaded);
}

/** What it still holds once nobody has looked at them for a minute. */
export function boardsUnloaded(boards: number, plans: number): Comparison {
  return comparison(
    `memory for ${boards} boards of ${plans} plans that nobody uses`,
    boards,
    plans,
    unloaded,
  );
}

function comparison(
  name: string,
  boards: number,
  plans: number,
  hold: (world: BareHost, ids: readonly string[]) => Promise<void>,
): Comparison {
  return {
    name,
    reference: 'bare Y.Docs',
    unit: 'MiB',
    rounds: 3,
    prepare: (atEnd) => prepare(boards, plans, hold, atEnd),
  };
}

async function prepare(
  boards: number,
  plans: number,
  hold: (world: BareHost, ids: readonly string[]) => Promise<void>,
  atEnd: AtEnd,
): Promise<Pair> {
  const update = Y.encodeStateAsUpdate(fillPlans(new Y.Doc(), plans));
  const world = await bareHost();
  atEnd(() => world.close());
  const ids: string[] = [];
  for (let n = 0; n < boards; n++) ids.push(await boardWith(world, update));
  await unloaded(world, ids);
  return {
    reference: async () => {
      const before = used();
      const docs = ids.map(() => {
        const doc = openBoardDoc(new Y.Doc());
        Y.applyUpdate(doc, update);
        return doc;
      });
      const grown = used() - before;
      for (const doc of docs) doc.destroy();
      return grown / MIB;
    },
    ours: async () => {
      const before = used();
      await hold(world, ids);
      const grown = used() - before;
      await unloaded(world, ids);
      // Below what a figure can show lies what the collector did meanwhile.
      return Math.max(0.001, grown / MIB);
    },
  };
}

/** A board with a document that somebody wrote in one go, and left. */
async function boardWith(world: BareHost, update: Uint8Array): Promise<string> {
  const { id } = await world.host.createBoard('Bench');
  const socket = await world.connect(MEMBER.id, `board:${id}`);
  socket.sendSync(SYNC.update, update);
  await (await world.host.room(id)).settled();
  socket.seat?.leave();
  return id;
}

/** A board of so many plans. */
export function boardOf(world: BareHost, plans: number): Promise<string> {
  return boardWith(world, Y.encodeStateAsUpdate(fillPlans(new Y.Doc(), plans)));
}

async function loaded(world: BareHost, ids: readonly string[]): Promise<void> {
  for (const id of ids) await world.host.room(id);
}

async function unloaded(world: BareHost, ids: readonly string[]): Promise<void> {
  await loaded(world, ids);
  world.clock.time += 120_000;
  await world.host.tick();
}

/** Bytes in use after everything that can be collected was. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
