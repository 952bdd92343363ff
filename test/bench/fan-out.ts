import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type WebSocket from 'ws';
import * as Y from 'yjs';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { createPlan, setField } from '../../shared/doc/commands';
import type { AtEnd, Comparison, Pair } from './harness';
import { quantile } from './harness';
import { openSocket, startRelay } from './reference/relay';
import { ours as oursWire, type Wire } from './reference/wires';
import { startWorld, type World } from './world';

export const CLIENTS = 50;
const EDITS = 30;
/** 20 edits a second. */
const EDIT_EVERY_MS = 50;
/** A host lets one member open so many connections. */
const PER_MEMBER = 15;
export const PLAN = { id: 'plan', kind: 'campaign', ownerId: 'owner', fields: { budgetMinor: 0 } } as const;

/** What carries the same edits between the same clients. */
export interface Carrier {
  readonly name: string;
  readonly script: string;
  readonly wire: Wire;
}

/** One of 50 edits 20 times a second: until another has it, over all others, `share` of them faster. */
export function fanOut(root: string, share: number, carrier: Carrier): Comparison {
  return {
    name: `edit until each of ${CLIENTS - 1} others has it, p${share * 100}, committed before it is relayed`,
    reference: carrier.name,
    unit: 'ms',
    rounds: 7,
    prepare: (atEnd) => prepare(root, share, carrier, atEnd),
  };
}

async function prepare(root: string, share: number, { script, wire }: Carrier, atEnd: AtEnd): Promise<Pair> {
  const relay = await startRelay(root, atEnd, script);
  const world = await startWorld(atEnd);
  const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => openSocket(relay)));
  for (const socket of sockets) for (const message of wire.greeting) socket.send(message);
  const bare = sockets.map((socket) => new Client(socket, wire));
  const ours = (await enterAll(world)).map((socket) => new Client(socket, oursWire));
  atEnd(() => [...bare, ...ours].forEach(({ socket }) => socket.close()));
  let edit = 0;
  for (const clients of [bare, ours]) await begin(clients);
  const round = async (clients: readonly Client[]) => {
    const times: number[] = [];
    for (let n = 0; n < EDITS; n++) {
      const next = wait(EDIT_EVERY_MS);
      times.push(...(await spread(clients, ++edit)));
      await next;
    }
    return quantile(
      times.sort((a, b) => a - b),
      share,
    );
  };
  return {
    reference: () => round(bare),
    ours: () => round(ours),
  };
}

class Client {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly socket: WebSocket;

  constructor(socket: WebSocket, wire: Wire) {
    this.socket = socket;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') socket.send(wire.wrap(update));
    });
    socket.on('message', (data: Buffer) => wire.read(data, this.doc));
  }

  get value(): unknown {
    return (this.doc.getMap('plans').get(PLAN.id) as Y.Map<unknown> | undefined)?.get('budgetMinor');
  }

  /** When the value came, in the very update that brought it. */
  async has(value: number): Promise<number> {
    while (this.value !== value) await once(this.doc as never, 'update');
    return performance.now();
  }
}

/** One of them edits. @returns how long it took to each of the others */
async function spread(clients: readonly Client[], value: number): Promise<number[]> {
  const writer = clients[value % clients.length];
  const others = clients.filter((client) => client !== writer).map((client) => client.has(value));
  const start = performance.now();
  if (writer) setField(writer.doc, PLAN.id, 'budgetMinor', value);
  return (await Promise.all(others)).map((at) => at - start);
}

async function begin(clients: readonly Client[]): Promise<void> {
  const [first, ...others] = clients;
  if (first) createPlan(first.doc, PLAN);
  await Promise.all(others.map((client) => client.has(0)));
}

/** Sockets on the board, each having asked for what is there. */
export async function enterAll({ owner, host, board }: World): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  let member = owner;
  for (let n = 0; n < CLIENTS; n++) {
    if (n % PER_MEMBER === 0) member = await owner.invite({ name: `Client ${n}`, department: 'sales' });
    const room = `board:${board}`;
    const url = `${host.url.replace(/^http/, 'ws')}/sync/${room}`;
    const socket = await openSocket(url, ['handschlag.v1', `ticket.${await member.ticket(room)}`]);
    for (const message of oursWire.greeting) socket.send(message);
    sockets.push(socket);
  }
  return sockets;
}
