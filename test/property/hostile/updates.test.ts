import fc from 'fast-check';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { addThread, createPlan, deletePlan, setField, setSet } from '../../../shared/doc/commands';
import { SYNC } from '../../../shared/sync/protocol';
import { BesiegedBoard } from '../../support/hostile/besieged-board';
import { forgedUpdate, written } from '../../support/hostile/forged-updates';
import type { TestSocket } from '../../support/host/host-room';
import { affordable, byteChange, CASES, changed, PATIENCE, SEED, Watch } from '../../support/hostile/fuzz';

/** After so many messages the honest ones are asked how they are. */
const BATCH = 50;

let board: BesiegedBoard;
let watch: Watch;
beforeAll(async () => {
  watch = new Watch();
  board = await BesiegedBoard.open();
});
afterAll(() => board?.close());

/** What an honest client of the attacker would say next. */
const EDITS: readonly ((doc: Y.Doc) => void)[] = [
  (doc) => root(doc, 'notes').set('n', 'neu'),
  (doc) => setField(doc, 'p', 'message', 'Wärme'),
  (doc) => setSet(doc, 'p', 'channels', ['Messe', 'Post']),
  (doc) =>
    createPlan(doc, {
      id: `q${doc.clientID}`,
      kind: 'campaign',
      ownerId: 'attacker',
      fields: { title: 'Q' },
    }),
  (doc) => deletePlan(doc, 'p'),
  (doc) =>
    addThread(
      doc,
      { id: 't', plan: 'p' },
      { id: 'c', text: 'Na?', at: '2027-01-04T00:00:00Z', mentions: [] },
    ),
];

function realUpdate(edit: number, whole: boolean): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(board.room.document.doc));
  doc.clientID = board.client('fresh');
  const before = Y.encodeStateVector(doc);
  EDITS[edit % EDITS.length]?.(doc);
  return Y.encodeStateAsUpdate(doc, whole ? undefined : before);
}

const wires = new Map<string, TestSocket>();
async function wireOf(who: 'attacker' | 'guest'): Promise<TestSocket> {
  const known = wires.get(who);
  if (known?.closed === null) return known;
  const wire = await board.enter(who);
  wires.set(who, wire);
  return wire;
}

/** Sends an update and holds the host to its answer. @returns what is wrong */
async function attack(update: Uint8Array, who: 'attacker' | 'guest', type: number): Promise<string[]> {
  const wire = await wireOf(who);
  const [before, number] = [board.fingerprint(), (wire.settled?.settled ?? 0) + 1];
  await affordable('an update', async () => {
    wire.sendSync(type, update);
    await board.room.settled();
  });
  const told = wire.settled;
  const refused = told?.refused.some(({ message }) => message === number) ?? false;
  const mayChange = who === 'attacker' && !refused;
  return [
    ...(told?.settled === number ? [] : ['it was not settled']),
    ...(board.fingerprint() === before || mayChange ? [] : [`${who} changed something`]),
    ...board.faults(),
  ];
}

let sent = 0;
async function afterwards(): Promise<string[]> {
  sent += 1;
  return sent % BATCH === 0 ? [...(await board.goOn()), ...(await board.differences())] : [];
}

const who = fc.constantFrom<'attacker' | 'guest'>('attacker', 'attacker', 'attacker', 'guest');
const type = fc.constantFrom(SYNC.update, SYNC.update, SYNC.step2);
/** Each case meets what earlier ones have left behind, so none of them can be made smaller. */
const settings = { numRuns: CASES, seed: SEED, endOnFailure: true };

describe('hostile updates', () => {
  it(
    `[HOSTILE-1] ${CASES} real ones with something wrong in their bytes harm nobody (seed ${SEED})`,
    async () => {
      const changes = fc.array(byteChange, { minLength: 0, maxLength: 3 });
      const property = fc.asyncProperty(
        fc.nat(5),
        fc.boolean(),
        changes,
        who,
        type,
        async (edit, whole, list, by, as) => {
          const wrong = await attack(changed(realUpdate(edit, whole), list), by, as);
          expect([...wrong, ...(await afterwards())]).toEqual([]);
        },
      );
      await expect(fc.assert(property, settings)).resolves.toBeUndefined();
      expect([...(await board.goOn()), ...(await board.differences())]).toEqual([]);
    },
    PATIENCE,
  );

  it(
    `[HOSTILE-1] ${CASES} written struct by struct harm nobody (seed ${SEED})`,
    async () => {
      let taken = 0;
      const property = fc.asyncProperty(forgedUpdate, who, type, async (forged, by, as) => {
        const before = board.fingerprint();
        const wrong = await attack(written(forged, board), by, as);
        if (board.fingerprint() !== before) taken += 1;
        expect([...wrong, ...(await afterwards())]).toEqual([]);
      });
      await expect(fc.assert(property, settings)).resolves.toBeUndefined();
      expect([...(await board.goOn()), ...(await board.differences())]).toEqual([]);
      // What is only ever refused shows nothing of what is let in.
      expect(taken).toBeGreaterThan(CASES / 50);
    },
    PATIENCE,
  );

  it('[HOSTILE-5] leave nothing behind in the process', () => {
    expect(watch.end()).toEqual([]);
  });
});
