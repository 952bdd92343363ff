import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { isTooDeep, type JsonObject } from '../../../shared/domain/json';
import { LIMITS, MESSAGE } from '../../../shared/sync/protocol';
import type { BesiegedBoard } from './besieged-board';
import { CLIENTS, type Client } from './forged-updates';
import { awarenessOf } from '../clients/raw-client';

/** Presence under anybody's client IDs, with anything in it. */
export interface ForgedPresence {
  /** Of how many states it speaks, if not of these. */
  readonly count: number | null;
  readonly states: readonly { readonly client: Client; readonly clock: number; readonly json: string }[];
}

/** Depths that any reader has, that nobody may send, and that exhaust a stack; all of a size that is allowed. */
const DEPTHS = [199, 200, 2000, 8000];

const json = fc.oneof(
  { weight: 3, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'null',
      '[]',
      '{"plan":"p","member":"colleague"}',
      '{"__proto__":{"member":"owner"}}',
      '{"toJSON":1,"constructor":null}',
      '"\\ud800"',
      '1e999',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '{', '"\u0000"', 'undefined') },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(LIMITS.awareness, LIMITS.awareness + 1)
      .map((length) => `{"x":"${'x'.repeat(length - 8)}"}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...DEPTHS).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  },
);

/** Characters of the largest state that may be told: as it came, and whose it is. */
const LARGEST = LIMITS.awareness + ',"member":"attacker"'.length;

export const forgedPresence: fc.Arbitrary<ForgedPresence> = fc.record({
  count: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 3, 1000, 1001, 2 ** 31, 2 ** 52) },
  ),
  states: fc.array(
    fc.record({
      client: fc.constantFrom(...CLIENTS),
      clock: fc.oneof(fc.nat(5), fc.nat(10_000), fc.constantFrom(2 ** 32, Number.MAX_SAFE_INTEGER)),
      json,
    }),
    { maxLength: 3 },
  ),
});

export function presenceBytes({ count, states }: ForgedPresence, board: BesiegedBoard): Uint8Array {
  return awarenessOf(
    states.map((state) => ({ ...state, client: board.client(state.client) })),
    count ?? undefined,
  );
}

/** The colleague on a besieged board, who says where he is and listens to who else is there. */
export class PresenceWitness {
  /** States of others that he heard. */
  others = 0;
  readonly #board: BesiegedBoard;
  #heard: number;

  constructor(board: BesiegedBoard) {
    this.#board = board;
    this.#heard = board.colleague.heard.length;
    const states = [{ client: board.doc.clientID, clock: 1, json: '{"plan":"p"}' }];
    board.colleague.seat?.receive(awarenessOf(states));
  }

  /** Looks at all he heard since. @returns who was shown as somebody he is not */
  faults(): string[] {
    const { heard } = this.#board.colleague;
    const since = heard.slice(this.#heard);
    this.#heard = heard.length;
    return since.flatMap((message) => {
      const decoder = decoding.createDecoder(message);
      if (decoding.readVarUint(decoder) !== MESSAGE.awareness) return [];
      return statesIn(decoding.readVarUint8Array(decoder)).flatMap((state) => this.#faultOf(state));
    });
  }

  #faultOf({ client, json }: { readonly client: number; readonly json: string }): string[] {
    const state = JSON.parse(json) as JsonObject | null;
    const shown = `${client} is shown as ${json.slice(0, 200)}`;
    if (client === this.#board.doc.clientID)
      return state?.['plan'] === 'p' && state['member'] === 'colleague' ? [] : [shown];
    this.others += 1;
    if (state === null) return [];
    // Guests are shown by the host, under client IDs that nobody has.
    const owner = this.#board.room.document.owners.get(client) ?? 'guest';
    const isWhole = owner !== 'guest' || Object.keys(state).length === 1;
    const mayBeTold = json.length <= LARGEST && !isTooDeep(state);
    return state['member'] === owner && isWhole && mayBeTold ? [] : [shown];
  }
}

function statesIn(body: Uint8Array): { client: number; json: string }[] {
  const decoder = decoding.createDecoder(body);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    return { client, json: decoding.readVarString(decoder) };
  });
}
