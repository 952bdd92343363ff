import { once } from 'node:events';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import type { Comparison, Pair } from './harness';
import { timed } from './harness';
import { openSocket, startRelay } from './relay';
import { fillPlans, startWorld } from './world';

/** A new client on a board of so many plans, until it has them all. */
export function boardOpened(root: string, plans: number): Comparison {
  return {
    name: `a new client on ${plans.toLocaleString('en')} plans until it has them all`,
    reference: 'receive the bytes + Y.applyUpdate',
    unit: 'ms',
    rounds: 9,
    prepare: () => prepare(root, plans),
  };
}

async function prepare(root: string, plans: number): Promise<Pair> {
  const bytes = Y.encodeStateAsUpdate(fillPlans(new Y.Doc(), plans));
  const relay = await startRelay(root);
  const keeper = await openSocket(`${relay.url}/keep`);
  keeper.send(bytes);
  await once(keeper, 'message');
  const world = await startWorld();
  const writer = await world.owner.openBoard(world.board);
  Y.applyUpdate(writer.doc, bytes, 'import');
  while (
    (await world.owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${world.board}/plans`)).body.plans
      .length < plans
  );
  writer.close();
  return {
    reference: () =>
      timed(async () => {
        const doc = openBoardDoc(new Y.Doc());
        const socket = await openSocket(`${relay.url}/newcomer`);
        const [data] = (await once(socket, 'message')) as [Buffer];
        Y.applyUpdate(doc, data);
        socket.close();
      }),
    ours: () => timed(async () => (await world.owner.openBoard(world.board)).close()),
    close: async () => {
      keeper.close();
      relay.stop();
      await world.host.close();
    },
  };
}
