import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import { isTooDeep, type Json } from '../../shared/domain/json';
import { LIMITS, MESSAGE } from '../../shared/sync/protocol';
import type { Connection } from './connection';
import type { Clock } from '../base/ports';

interface State {
  clock: number;
  /** JSON; `null` once gone, kept so that an old message does not bring it back. */
  json: string;
  connection: Connection | null;
  /** When it was last heard. */
  at: number;
}

/** One state of an awareness message, as y-protocols writes it. */
export interface PresenceChange {
  readonly client: number;
  readonly clock: number;
  /** Null: gone. */
  readonly state: object | null;
}

/** Awareness message that says nothing: keeps quiet connections open. */
export const NOTHING_TO_SAY = message([]);

/** States of one connection; a window has one or two. */
const STATES_PER_CONNECTION = 4;
/** How long a state is remembered that is gone: longer than any message is on its way. */
const GONE = 60_000;
/** More states than these in one message are nobody's presence, nor an echo of everybody's. */
const STATES_PER_MESSAGE = 1000;
/** Clocks count how often a window said where it is. */
const CLOCK_LIMIT = 2 ** 40;

/**
 * Who is on a board and where: the newest state of each client ID. Says who is there by the connection's
 * member, whatever the client wrote.
 */
export class Presence {
  readonly #states = new Map<number, State>();
  /** The client IDs that each connection says it is there under. */
  readonly #said = new Map<Connection, Set<number>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a state is there, or was until just now. */
  knows(client: number): boolean {
    return this.#states.has(client);
  }

  /** Takes a state that the caller found to be the member's own. @returns whether it was news, and not too much */
  set(connection: Connection, { client, clock, state }: PresenceChange): boolean {
    const known = this.#states.get(client);
    const newer = known === undefined || clock > known.clock || (clock === known.clock && state === null);
    if (!newer || (state !== null && !this.#hasRoom(connection, client))) return false;
    const json = state === null ? 'null' : JSON.stringify({ ...state, member: connection.member.id });
    const at = this.#clock.now();
    if (known?.connection) this.#said.get(known.connection)?.delete(client);
    if (state !== null) this.#said.set(connection, (this.#said.get(connection) ?? new Set()).add(client));
    this.#states.set(client, { clock, json, connection: state === null ? null : connection, at });
    return true;
  }

  /** Says again that everybody the host itself presents is still here. @returns their client IDs */
  renew(clients: Iterable<number>): number[] {
    return [...clients].filter((client) => {
      const state = this.#states.get(client);
      if (state) state.clock += 1;
      return state !== undefined;
    });
  }

  /** Forgets everything a connection said. @returns the client IDs that are gone */
  drop(connection: Connection): number[] {
    const gone = [...(this.#said.get(connection) ?? [])];
    this.#said.delete(connection);
    const at = this.#clock.now();
    for (const client of gone) {
      const clock = (this.#states.get(client)?.clock ?? 0) + 1;
      this.#states.set(client, { clock, json: 'null', connection: null, at });
    }
    return gone;
  }

  /** Forgets states that are gone for a while. */
  forget(): void {
    const before = this.#clock.now() - GONE;
    for (const [client, state] of this.#states)
      if (state.connection === null && state.at <= before) this.#states.delete(client);
  }

  #hasRoom(connection: Connection, client: number): boolean {
    const theirs = this.#said.get(connection);
    return !theirs || theirs.size < STATES_PER_CONNECTION || theirs.has(client);
  }

  /** The message that tells these states, or all that are there. */
  message(clients?: readonly number[]): Uint8Array {
    const chosen =
      clients ?? [...this.#states.keys()].filter((client) => this.#states.get(client)?.json !== 'null');
    return message(
      chosen.flatMap((client) => {
        const state = this.#states.get(client);
        return state ? [{ client, clock: state.clock, json: state.json }] : [];
      }),
    );
  }
}

/** Reads the states of an awareness message; throws when it is none, too large or too deep. */
export function readPresence(decoder: decoding.Decoder): PresenceChange[] {
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  const count = decoding.readVarUint(states);
  if (count > STATES_PER_MESSAGE) throw new RangeError('too many states');
  return Array.from({ length: count }, () => {
    const [client, clock, json] = [
      decoding.readVarUint(states),
      decoding.readVarUint(states),
      decoding.readVarString(states),
    ];
    // Numbers written too long are read as NaN or Infinity, and writing that one never ends.
    if (!Number.isSafeInteger(client) || !(clock <= CLOCK_LIMIT)) throw new RangeError('no such number');
    if (json.length > LIMITS.awareness) throw new RangeError('state too large');
    const state = JSON.parse(json) as Json;
    // What reads deeper than it writes would exhaust the stack when it is told: here, or in every window it reaches.
    if (isTooDeep(state)) throw new RangeError('state too deep');
    return { client, clock, state: typeof state === 'object' ? state : {} };
  });
}

function message(states: readonly { client: number; clock: number; json: string }[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const { client, clock, json } of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}
