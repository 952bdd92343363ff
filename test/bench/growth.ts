import { join } from 'node:path';
import Database from 'libsql';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { setField } from '../../shared/doc/commands';
import { SYNC } from '../../shared/sync/protocol';
import { DATABASE } from '../../server/storage/sqlite';
import { bareHost, MEMBER, type BareHost } from '../support/host/host-room';
import { timed, type AtEnd, type Comparison, type Pair } from './harness';
import { fillPlans } from './world';

const PLANS = 200;
const KIB = 1024;

/** What a board weighs at rest after so many edits, beside the same content written at once. */
export function bytesAfter(edits: number): Comparison {
  return {
    name: `a board of ${PLANS} plans at rest after ${edits} edits and compaction`,
    reference: 'the same content, new',
    unit: 'KiB',
    rounds: 1,
    prepare: async (atEnd) => {
      const { world, fresh, ...pair } = await prepare(edits, atRest, atEnd);
      return { ...pair, reference: () => atBest({ world, board: fresh }) };
    },
  };
}

/** What compaction brings back: all updates as they came, beside what then lies there. */
export function compacted(edits: number): Comparison {
  return {
    name: `a board of ${PLANS} plans at rest after ${edits} edits and compaction`,
    reference: 'its updates as they came',
    unit: 'KiB',
    rounds: 1,
    prepare: async (atEnd) => {
      const { came, ...pair } = await prepare(edits, atRest, atEnd);
      return { ...pair, reference: () => Promise.resolve(came / KIB) };
    },
  };
}

/** How long a newcomer waits for it: the host loads the room, answers everything, he applies it. */
export function openedAfter(edits: number): Comparison {
  return {
    name: `a board of ${PLANS} plans after ${edits} edits: loaded, answered, applied`,
    reference: 'the same content, new',
    unit: 'ms',
    rounds: 7,
    prepare: (atEnd) => prepare(edits, opened, atEnd),
  };
}

interface Grown {
  readonly world: BareHost;
  readonly board: string;
}

async function prepare(
  edits: number,
  measure: (of: Grown) => Promise<number>,
  atEnd: AtEnd,
): Promise<Pair & { readonly came: number; readonly world: BareHost; readonly fresh: string }> {
  const world = await bareHost();
  atEnd(() => world.close());
  const [grown, fresh] = [await boardOf(world), await boardOf(world)];
  const { doc, came } = await edited(world, grown, edits);
  const copy = openBoardDoc(new Y.Doc());
  copyPlans(doc, copy);
  await send(world, fresh, Y.encodeStateAsUpdate(copy));
  await leaveAlone(world);
  const figure = (board: string) => measure({ world, board });
  return {
    came,
    world,
    fresh,
    reference: () => figure(fresh),
    ours: () => figure(grown),
  };
}

async function boardOf(world: BareHost): Promise<string> {
  return (await world.host.createBoard('Bench')).id;
}

/** One person's edits of one field after the other, as they come in from the wire. */
async function edited(
  world: BareHost,
  board: string,
  edits: number,
): Promise<{ readonly doc: Y.Doc; readonly came: number }> {
  const doc = openBoardDoc(new Y.Doc());
  const socket = await world.connect(MEMBER.id, `board:${board}`);
  const room = await world.host.room(board);
  let came = 0;
  doc.on('update', (update: Uint8Array) => {
    came += update.length;
    socket.sendSync(SYNC.update, update);
  });
  fillPlans(doc, PLANS);
  for (let n = 0; n < edits; n++) {
    // Here and there, as people do; a pattern would compress.
    setField(doc, `plan-${Math.floor(Math.random() * PLANS)}`, 'budgetMinor', n);
    if (n % 200 === 0) await room.settled();
  }
  await room.settled();
  socket.seat?.leave();
  return { doc, came };
}

async function send(world: BareHost, board: string, update: Uint8Array): Promise<void> {
  const socket = await world.connect(MEMBER.id, `board:${board}`);
  socket.sendSync(SYNC.update, update);
  await (await world.host.room(board)).settled();
  socket.seat?.leave();
}

function copyPlans(from: Y.Doc, to: Y.Doc): void {
  fillPlans(to, PLANS);
  for (const [id, plan] of from.getMap('plans'))
    if (plan instanceof Y.Map) setField(to, id, 'budgetMinor', plan.get('budgetMinor') as number);
}

/** Nobody is there for a minute: the rooms are unloaded, and long logs replaced by snapshots. */
async function leaveAlone(world: BareHost): Promise<void> {
  world.clock.time += 120_000;
  await world.host.tick();
}

/** A document as one update in Yjs' second, denser format. */
async function atBest({ world, board }: Grown): Promise<number> {
  const { updates } = await world.storage.document(board);
  return Y.convertUpdateFormatV1ToV2(Y.mergeUpdates([...updates])).length / KIB;
}

/** The rows as they lie in the storage. */
async function atRest({ world, board }: Grown): Promise<number> {
  const database = new Database(join(world.directory, DATABASE), { readonly: true });
  const { bytes } = database
    .prepare('SELECT sum(length(bytes)) AS bytes FROM updates WHERE board = ?')
    .get(board) as {
    bytes: number;
  };
  database.close();
  return bytes / KIB;
}

async function opened({ world, board }: Grown): Promise<number> {
  const time = await timed(async () => {
    const { document } = await world.host.room(board);
    Y.applyUpdate(openBoardDoc(new Y.Doc()), document.since(Y.encodeStateVector(new Y.Doc())));
  });
  await leaveAlone(world);
  return time;
}
