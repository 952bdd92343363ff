import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../shared/sync/close-codes';
import { MESSAGES_SAID, type Said } from '../../support/authorisation/sockets';
import { BesiegedBoard } from '../../support/hostile/besieged-board';
import { affordable, byteChange, CASES, changed, PATIENCE, SEED, Watch } from '../../support/hostile/fuzz';
import { forgedPresence, presenceBytes, PresenceWitness } from '../../support/hostile/hostile-presence';
import type { TestSocket } from '../../support/host/host-room';

let watch: Watch;
let board: BesiegedBoard;
let witness: PresenceWitness;
beforeAll(async () => {
  watch = new Watch();
  board = await BesiegedBoard.open();
  witness = new PresenceWitness(board);
});
afterAll(() => board?.close());

/** So many messages of one connection; then a new one comes. */
const AT_ONCE = 20;
/** After so many messages the honest ones are asked how they are. */
const BATCH = 100;
/** With what a connection may end. */
const ENDS: readonly number[] = [CLOSE.malformed, CLOSE.tooMany];

const BINARY = (Object.keys(MESSAGES_SAID) as Said[]).filter((said) => said !== 'a text frame');
const known = fc
  .tuple(fc.constantFrom(...BINARY), fc.array(byteChange, { maxLength: 3 }))
  .map(([said, changes]) => () => {
    const { message } = MESSAGES_SAID[said](board.doc.clientID);
    return changed(typeof message === 'string' ? new Uint8Array() : message, changes);
  });
const presence = forgedPresence.map((forged) => () => presenceBytes(forged, board));
const anything = fc.uint8Array().map((bytes) => () => bytes);
const who = fc.constantFrom<'attacker' | 'guest'>('attacker', 'attacker', 'attacker', 'guest');

const wires = new Map<string, { readonly wire: TestSocket; said: number }>();
async function wireOf(speaker: 'attacker' | 'guest'): Promise<TestSocket> {
  const there = wires.get(speaker);
  if (there && there.wire.closed === null && (there.said += 1) < AT_ONCE) return there.wire;
  there?.wire.seat?.leave();
  const wire = await board.enter(speaker);
  wires.set(speaker, { wire, said: 0 });
  return wire;
}

/** How often something was kept of what was said, and how often it was the end. */
const became = { kept: 0, ended: 0 };

/** Sends a message and holds the host to what may become of it. @returns what is wrong */
async function attack(message: Uint8Array, speaker: 'attacker' | 'guest'): Promise<string[]> {
  const wire = await wireOf(speaker);
  const before = board.fingerprint();
  await affordable('a message', async () => {
    wire.seat?.receive(message);
    await board.room.settled();
  });
  const [kept, ended] = [board.fingerprint() !== before, wire.closed];
  became.kept += Number(kept);
  became.ended += Number(ended !== null);
  return [
    ...(ended === null || ENDS.includes(ended) ? [] : [`it ended with ${ended}`]),
    ...(kept && (speaker === 'guest' || ended !== null) ? [`${speaker} changed something`] : []),
    ...(board.colleague.closed === null ? [] : [`the colleague is cut: ${board.colleague.closed}`]),
    ...witness.faults(),
    ...board.faults(),
  ];
}

let sent = 0;
async function afterwards(): Promise<string[]> {
  sent += 1;
  return sent % BATCH === 0 ? [...(await board.goOn()), ...(await board.differences())] : [];
}

describe('hostile messages', () => {
  it(
    `[HOSTILE-1] ${CASES} of every kind, with something wrong in them, end at most their own connection (seed ${SEED})`,
    async () => {
      const property = fc.asyncProperty(fc.oneof(known, presence, anything), who, async (making, by) => {
        const wrong = await attack(making(), by);
        expect([...wrong, ...(await afterwards())]).toEqual([]);
      });
      // Each case meets what earlier ones have left behind, so none of them can be made smaller.
      const settings = { numRuns: CASES, seed: SEED, endOnFailure: true };
      await expect(fc.assert(property, settings)).resolves.toBeUndefined();
      expect([...(await board.goOn()), ...(await board.differences())]).toEqual([]);
      // What only ever ends, or is only ever dropped, shows nothing of what is let in.
      for (const times of [became.kept, became.ended, witness.others])
        expect(times).toBeGreaterThan(CASES / 75);
    },
    PATIENCE,
  );

  it('[HOSTILE-5] leave nothing behind in the process', () => {
    expect(watch.end()).toEqual([]);
  });
});
