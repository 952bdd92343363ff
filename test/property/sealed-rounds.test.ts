import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysInMemory } from '../../server/rounds/keys';
import { QUARTER, roundsWorld, type RoundsWorld } from '../support/host/rounds';
import type { TestSocket } from '../support/host/host-room';

/** All of sales, which alone estimates. */
const OTHERS = ['jonas', 'kim', 'lea'] as const;
/** Those who look: who opened it, a member, a guest. */
const LOOKING = ['ida', 'mia', 'guest'] as const;

const ROUNDS = [
  { kind: 'notes', authors: 'shown' },
  { kind: 'notes', authors: 'hidden' },
  { kind: 'votes', votesEach: 3, perTarget: 3, on: ['a', 'b'] },
  { kind: 'estimate', plan: 'plan' },
  { kind: 'pulse' },
] as const;
type Round = (typeof ROUNDS)[number];

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).map((text) => `.${text}`);
const bodies = {
  notes: fc.record({ texts: fc.array(words, { minLength: 1, maxLength: 6 }) }),
  votes: fc.record({ picks: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }) }),
  estimate: fc.record(
    { enquiries: fc.nat(99_999), closings: fc.nat(99_999) },
    { requiredKeys: ['enquiries'] },
  ),
  pulse: fc.record({ grade: fc.integer({ min: 1, max: 6 }), sentence: words }, { requiredKeys: ['grade'] }),
};

/** What somebody enters in a quarter, and when in it. */
interface Entered {
  readonly by: string;
  readonly at: number;
  readonly body: unknown;
}

/** What the same people enter in the same quarter of a minute: other things at other moments, in another order, as often as they like. */
function entered(round: Round, people: readonly string[]): fc.Arbitrary<readonly Entered[]> {
  const each = people.map((by) =>
    fc.array(
      fc.record({
        by: fc.constant(by),
        at: fc.integer({ min: 1, max: QUARTER - 2 }),
        body: bodies[round.kind],
      }),
      { minLength: 1, maxLength: 3 },
    ),
  );
  return fc.tuple(...each).map((all) => all.flat().sort((a, b) => a.at - b.at));
}

/** Two courses of a round that differ in what others enter alone. Of a pulse not even who has answered need be the same. */
const courses = fc
  .tuple(fc.constantFrom(...ROUNDS), fc.array(fc.subarray([...OTHERS]), { minLength: 1, maxLength: 3 }))
  .chain(([round, quarters]) => {
    const one = () => fc.tuple(...quarters.map((people) => entered(round, people)));
    const pulse = () =>
      fc.tuple(...quarters.map(() => fc.subarray([...OTHERS]).chain((p) => entered(round, p))));
    const course = round.kind === 'pulse' ? pulse : one;
    return fc.record({ round: fc.constant(round), first: course(), second: course() });
  });

/** Everything that reaches those who look: when, over which way, what kind of, and how long. */
async function traffic(round: Round, quarters: readonly (readonly Entered[])[]): Promise<string[]> {
  const world = await roundsWorld({ keys: keysInMemory() });
  try {
    await world.plan('plan');
    const id = await world.open('ida', round);
    const begun = world.bare.clock.time;
    const seen: string[] = [];
    const sockets = await socketsOf(world);
    const receipts = new Map<string, string>();
    const look = async () => {
      for (const { name, socket } of sockets)
        for (const message of socket.heard.splice(0))
          seen.push(`${since()} ${name} ${message[0] ?? ''} ${message.length}`);
      for (const who of LOOKING) {
        const view = JSON.stringify(await world.view(who, id));
        const list = JSON.stringify(await world.rounds.list(world.board));
        const answered = JSON.stringify((JSON.parse(view) as { answered?: number }).answered);
        seen.push(`${since()} ${who} ${view.length} ${answered} ${list.length}`);
      }
    };
    const since = () => world.bare.clock.time - begun;
    for (const [at, quarter] of quarters.entries()) {
      const start = begun + at * QUARTER;
      await look();
      let next = start + 5_000;
      for (const { by, at: moment, body } of quarter) {
        // People look at the same moments, whatever happens between them.
        while (next <= start + moment) next = await lookAt(next, look, world);
        world.bare.clock.time = start + moment;
        const receipt = receipts.get(by);
        const answer = await world.enter(by, id, { ...(body as object), ...(receipt ? { receipt } : {}) });
        if (answer !== null) receipts.set(by, answer);
      }
      while (next < start + QUARTER) next = await lookAt(next, look, world);
      world.bare.clock.time = start + QUARTER;
    }
    await look();
    return seen;
  } finally {
    await world.bare.close();
  }
}

async function lookAt(moment: number, look: () => Promise<void>, { bare }: RoundsWorld): Promise<number> {
  bare.clock.time = moment;
  await bare.host.tick();
  await look();
  return moment + 5_000;
}

async function socketsOf({ bare, board }: RoundsWorld) {
  const sockets: { readonly name: string; readonly socket: TestSocket }[] = [];
  for (const who of LOOKING)
    // The host presents guests on a board, by a random number that is longer or shorter.
    for (const room of who === 'guest' ? ['workspace'] : ['workspace', `board:${board}`])
      sockets.push({ name: `${who} ${room.slice(0, 5)}`, socket: await bare.connect(who, room) });
  return sockets;
}

describe('two courses of a round that differ in what others enter', () => {
  it('[ROUND-20] [ROUND-21] are the same to everybody who looks: every message and answer, by moment, kind and length', async () => {
    await fc.assert(
      fc.asyncProperty(courses, async ({ round, first, second }) => {
        const one = await traffic(round, first);
        expect(one.length).toBeGreaterThan(10);
        expect(await traffic(round, second)).toEqual(one);
      }),
      { numRuns: 12 },
    );
  });
});
