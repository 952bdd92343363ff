import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import type WebSocket from 'ws';
import { createPlan, setField } from '../../shared/doc/commands';
import { openBoardDoc } from '../../shared/doc/board-doc';
import { decodeHostMessage, MESSAGE } from '../../shared/sync/protocol';
import type { TestMember } from '../support/clients/clients';
import type { AtEnd, Comparison, Pair } from './harness';
import { openSocket } from './reference/relay';
import { startWorld, type World } from './world';

const EDITS = 200;

/** Edits acknowledged as durable in a second: `writers` at once, each waiting for its acknowledgement. */
export function acknowledged(writers: number): Comparison {
  return {
    name: `durable acknowledgements, ${writers === 1 ? 'one at a time' : `${writers} writers`}`,
    reference: 'append + fsync of the same bytes',
    unit: 'per second',
    more: 'better',
    rounds: 9,
    prepare: (atEnd) => prepare(writers, atEnd),
  };
}

async function prepare(writers: number, atEnd: AtEnd): Promise<Pair> {
  const world = await startWorld(atEnd);
  const directory = mkdtempSync(join(tmpdir(), 'handschlag-bench-'));
  atEnd(() => rmSync(directory, { recursive: true }));
  const file = openSync(join(directory, 'log'), 'a');
  atEnd(() => closeSync(file));
  // A host lets one member open so many connections.
  const perMember = 15;
  const clients: Writer[] = [];
  let member = world.owner;
  for (let n = 0; n < writers; n++) {
    if (n % perMember === 0) member = await world.owner.invite({ name: `Writer ${n}`, department: 'sales' });
    clients.push(await Writer.open(world, member, n));
  }
  atEnd(() => clients.forEach((client) => client.close()));
  const sample = clients[0]?.sample() ?? new Uint8Array();
  return {
    reference: () =>
      rate(EDITS, () => {
        for (let n = 0; n < EDITS; n++) {
          writeSync(file, sample);
          fsyncSync(file);
        }
      }),
    ours: () => {
      const each = Math.ceil((writers === 1 ? EDITS : EDITS * 10) / writers);
      return rate(each * writers, () => Promise.all(clients.map((client) => client.edits(each))));
    },
  };
}

async function rate(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1000;
}

/** A client that sends one edit after another and waits for the host's word each time. */
class Writer {
  readonly #doc = openBoardDoc(new Y.Doc());
  readonly #socket: WebSocket;
  readonly #plan: string;
  #sent = 0;
  #settled: (count: number) => void = () => undefined;
  #value = 0;

  private constructor(socket: WebSocket, plan: string) {
    this.#socket = socket;
    this.#plan = plan;
    socket.on('message', (data: Buffer) => this.#take(data));
    this.#doc.on('update', (update: Uint8Array) => {
      this.#sent += 1;
      socket.send(message((encoder) => sync.writeUpdate(encoder, update)));
    });
  }

  static async open(world: World, member: TestMember, n: number): Promise<Writer> {
    const ticket = await member.ticket(`board:${world.board}`);
    const url = `${world.host.url.replace(/^http/, 'ws')}/sync/board:${world.board}`;
    const writer = new Writer(await openSocket(url, ['handschlag.v1', `ticket.${ticket}`]), `plan-${n}`);
    await writer.#acknowledged(() =>
      createPlan(writer.#doc, { id: writer.#plan, kind: 'campaign', ownerId: 'o' }),
    );
    return writer;
  }

  async edits(count: number): Promise<void> {
    for (let n = 0; n < count; n++)
      await this.#acknowledged(() => setField(this.#doc, this.#plan, 'budgetMinor', ++this.#value));
  }

  /** The bytes of one such edit. */
  sample(): Uint8Array {
    let bytes = new Uint8Array();
    const copy = openBoardDoc(new Y.Doc());
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.#doc));
    copy.once('update', (update: Uint8Array) => (bytes = new Uint8Array(update)));
    setField(copy, this.#plan, 'budgetMinor', 1_000_000);
    return bytes;
  }

  close(): void {
    this.#socket.close();
  }

  #acknowledged(change: () => void): Promise<void> {
    return new Promise((done) => {
      this.#settled = (count) => {
        if (count >= this.#sent) done();
      };
      change();
    });
  }

  #take(data: Buffer): void {
    const decoder = decoding.createDecoder(data);
    const told = decodeHostMessage(decoding.readVarUint(decoder), decoder);
    if (told?.type !== MESSAGE.durable) return;
    const { settled, refused } = told.value;
    if (refused.length > 0) throw new Error(`refused: ${refused[0]?.reason}`);
    this.#settled(settled);
  }
}

function message(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    write(encoder);
  });
}
