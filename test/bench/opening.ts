import { once } from 'node:events';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import type { AtEnd, Comparison, Pair } from './harness';
import { timed } from './harness';
import { openSocket, startRelay } from './reference/relay';
import { hocuspocus } from './reference/wires';
import { fillPlans, startWorld } from './world';

/** Something else from which a newcomer gets the same board. */
interface Other {
  readonly name: string;
  /** @returns how a newcomer comes */
  start(root: string, bytes: Uint8Array, plans: number, atEnd: AtEnd): Promise<() => Promise<void>>;
}

/** The least that has to be done: to hand the bytes over, and to apply them once. */
export const BYTES: Other = {
  name: 'receive the bytes + Y.applyUpdate',
  async start(root, bytes, _plans, atEnd) {
    const relay = await startRelay(root, atEnd);
    const keeper = await openSocket(`${relay}/keep`);
    atEnd(() => keeper.close());
    keeper.send(bytes);
    await once(keeper, 'message');
    return async () => {
      const doc = openBoardDoc(new Y.Doc());
      const socket = await openSocket(`${relay}/newcomer`);
      const [data] = (await once(socket, 'message')) as [Buffer];
      Y.applyUpdate(doc, data);
      socket.close();
    };
  },
};

/** Hocuspocus with the document in memory and nothing to store. */
export const HOCUSPOCUS: Other = {
  name: '@hocuspocus/server, storing nothing',
  async start(root, bytes, plans, atEnd) {
    const relay = await startRelay(root, atEnd, 'hocuspocus-process.mjs');
    const entering = async (bring?: Uint8Array) => {
      const doc = openBoardDoc(new Y.Doc());
      const socket = await openSocket(relay);
      socket.on('message', (data: Buffer) => hocuspocus.read(data, doc));
      for (const message of hocuspocus.greeting) socket.send(message);
      if (bring) socket.send(hocuspocus.wrap(bring));
      else while (doc.getMap('plans').size < plans) await once(doc as never, 'update');
      return socket;
    };
    const keeper = await entering(bytes);
    atEnd(() => keeper.close());
    (await entering()).close();
    return async () => (await entering()).close();
  },
};

/** A new client on a board of so many plans, until it has them all. */
export function boardOpened(root: string, plans: number, other: Other): Comparison {
  return {
    name: `a new client on ${plans.toLocaleString('en')} plans until it has them all`,
    reference: other.name,
    unit: 'ms',
    rounds: 9,
    prepare: (atEnd) => prepare(root, plans, other, atEnd),
  };
}

async function prepare(root: string, plans: number, other: Other, atEnd: AtEnd): Promise<Pair> {
  const bytes = Y.encodeStateAsUpdate(fillPlans(new Y.Doc(), plans));
  const enter = await other.start(root, bytes, plans, atEnd);
  const world = await startWorld(atEnd);
  const writer = await world.owner.openBoard(world.board);
  Y.applyUpdate(writer.doc, bytes, 'import');
  while (
    (await world.owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${world.board}/plans`)).body.plans
      .length < plans
  );
  writer.close();
  return {
    reference: () => timed(enter),
    ours: () => timed(async () => (await world.owner.openBoard(world.board)).close()),
  };
}
