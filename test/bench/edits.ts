import { once } from 'node:events';
import * as Y from 'yjs';
import { createPlan, setField } from '../../shared/doc/commands';
import { openBoardDoc } from '../../shared/doc/board-doc';
import type { AtEnd, Comparison, Pair } from './harness';
import { quantile } from './harness';
import { openSocket, startRelay } from './reference/relay';
import { startWorld } from './world';

const EDITS = 100;

/** From the change in one client's document to the other document having it, `share` of the edits faster. */
export function editSeen(root: string, share: number): Comparison {
  return {
    name: `edit until the other client has it, p${share * 100}, committed before it is relayed`,
    reference: 'ws relay + Y.applyUpdate',
    unit: 'ms',
    rounds: 15,
    prepare: (atEnd) => prepare(root, share, atEnd),
  };
}

async function prepare(root: string, share: number, atEnd: AtEnd): Promise<Pair> {
  const bare = await bareClients(root, atEnd);
  const world = await startWorld(atEnd);
  const [one, two] = [await world.owner.openBoard(world.board), await world.owner.openBoard(world.board)];
  for (const board of [one, two]) atEnd(board.close);
  createPlan(one.doc, PLAN);
  await has(two.doc, 0);
  let edit = 0;
  const round = async (from: Y.Doc, to: Y.Doc) => {
    const times: number[] = [];
    for (let n = 0; n < EDITS; n++) {
      const start = performance.now();
      const seen = has(to, ++edit);
      setField(from, PLAN.id, 'budgetMinor', edit);
      await seen;
      times.push(performance.now() - start);
    }
    return quantile(
      times.sort((a, b) => a - b),
      share,
    );
  };
  return {
    reference: () => round(bare.from, bare.to),
    ours: () => round(one.doc, two.doc),
  };
}

const PLAN = {
  id: 'plan',
  kind: 'campaign',
  ownerId: 'owner',
  fields: { title: 'Plan', budgetMinor: 0 },
} as const;

/** Resolves in the very update that brings the value. */
function has(doc: Y.Doc, budgetMinor: number): Promise<void> {
  const value = () => (doc.getMap('plans').get(PLAN.id) as Y.Map<unknown> | undefined)?.get('budgetMinor');
  if (value() === budgetMinor) return Promise.resolve();
  return new Promise((done) => {
    const look = () => {
      if (value() !== budgetMinor) return;
      doc.off('update', look);
      done();
    };
    doc.on('update', look);
  });
}

async function bareClients(root: string, atEnd: AtEnd) {
  const relay = await startRelay(root, atEnd);
  const [from, to] = [openBoardDoc(new Y.Doc()), openBoardDoc(new Y.Doc())];
  const [out, back] = [await openSocket(relay), await openSocket(relay)];
  for (const socket of [out, back]) atEnd(() => socket.close());
  from.on('update', (update: Uint8Array) => out.send(update));
  back.on('message', (data: Buffer) => Y.applyUpdate(to, data));
  createPlan(from, PLAN);
  if (to.getMap('plans').size === 0) await once(to as never, 'update');
  return { from, to };
}
