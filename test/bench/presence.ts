import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import type WebSocket from 'ws';
import * as Y from 'yjs';
import { createPlan, setField } from '../../shared/doc/commands';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { MESSAGE } from '../../shared/sync/protocol';
import { CLIENTS, enterAll, PLAN } from './fan-out';
import type { AtEnd, Comparison, Pair } from './harness';
import { openSocket, spawnRelay } from './reference/relay';
import { ours as oursWire, plain, type Wire } from './reference/wires';
import { startWorld } from './world';

/** Everybody moves ten times a second, and every other time somebody edits. */
const EVERY_MS = 100;
const MOVES = 50;
const EDITS_A_MOVE = 2;
/** What Linux counts processor time in, for everybody who reads it there. */
const TICK_MS = 10;

/** A room in which everybody moves and one writes: what it takes of one core of the host's machine. */
export function busyRoom(root: string): Comparison {
  return {
    name: `${CLIENTS} people who each move ten times a second and twenty edits a second: processor time of the host`,
    reference: 'ws relay, each message by itself',
    unit: '% of a core',
    rounds: 5,
    prepare: (atEnd) => prepare(root, atEnd),
  };
}

async function prepare(root: string, atEnd: AtEnd): Promise<Pair> {
  const relay = await spawnRelay(root, atEnd);
  const world = await startWorld(atEnd);
  const bare = await Promise.all(Array.from({ length: CLIENTS }, () => openSocket(relay.url)));
  const ours = await enterAll(world);
  atEnd(() => [...bare, ...ours].forEach((socket) => socket.close()));
  const rooms = {
    bare: new Room(bare, plain, relay.pid),
    ours: new Room(ours, oursWire, world.host.process.pid ?? 0),
  };
  return { reference: () => rooms.bare.play(), ours: () => rooms.ours.play() };
}

class Room {
  readonly #sockets: readonly WebSocket[];
  readonly #pid: number;
  readonly #doc = openBoardDoc(new Y.Doc());
  readonly #clients: readonly number[];
  #clock = 0;

  constructor(sockets: readonly WebSocket[], wire: Wire, pid: number) {
    this.#sockets = sockets;
    this.#pid = pid;
    this.#clients = sockets.map((_socket, at) => 1000 + at);
    this.#doc.on('update', (update: Uint8Array) => sockets[0]?.send(wire.wrap(update)));
    createPlan(this.#doc, PLAN);
    // Whoever is there reads what comes.
    for (const socket of sockets) socket.on('message', () => undefined);
  }

  /** @returns processor time by the time that it stands for: a machine that is late is not thereby less busy */
  async play(): Promise<number> {
    const before = usedBy(this.#pid);
    for (let move = 0; move < MOVES; move++) {
      const next = wait(EVERY_MS);
      this.#clock += 1;
      for (const [at, socket] of this.#sockets.entries()) socket.send(this.#presence(at));
      for (let edit = 0; edit < EDITS_A_MOVE; edit++)
        setField(this.#doc, PLAN.id, 'budgetMinor', this.#clock * EDITS_A_MOVE + edit);
      await next;
    }
    return (100 * (usedBy(this.#pid) - before)) / (MOVES * EVERY_MS);
  }

  #presence(at: number): Uint8Array {
    const state = { plan: PLAN.id, field: this.#clock % 2 === 0 ? 'goal' : 'message' };
    const update = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, this.#clients[at] ?? 0);
      encoding.writeVarUint(encoder, this.#clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    });
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, update);
    });
  }
}

/** Milliseconds of processor time that a process has used, as Linux tells it. */
function usedBy(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // A name may hold anything; what comes behind its bracket are numbers.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * TICK_MS;
}
