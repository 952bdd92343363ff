import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import {
  decodeHostMessage,
  encodeSyncMessage,
  MESSAGE,
  SYNC,
  type Durable,
} from '../../../shared/sync/protocol';
import type { Seat, Socket } from '../../../server/board/connection';
import { Host } from '../../../server/host';
import type { RoundKeys } from '../../../server/rounds/keys';
import { openSqlite } from '../../../server/storage/sqlite';
import type { Storage, StoredDevice, StoredMember } from '../../../server/storage/storage';
import type { Caller } from '../../../server/workspace';

/** A host without sockets, whose clock the test turns. */
export interface BareHost {
  readonly host: Host;
  readonly storage: Storage;
  readonly directory: string;
  readonly clock: { time: number };
  /** Events of its log. */
  readonly events: string[];
  /** Lets a member in by a ticket, over a wire that keeps what it hears. */
  connect(member: string, room: string): Promise<TestSocket>;
  /** Resolves once everything said in a board's room is settled. */
  settled(room: string): Promise<void>;
  /** A member as the gate lets him in. */
  caller(member: string): Caller;
  close(): Promise<void>;
}

/** A wire to nowhere. */
export class TestSocket implements Socket {
  readonly heard: Uint8Array[] = [];
  closed: number | null = null;
  unread = 0;
  seat: Seat | null = null;

  send(message: Uint8Array): void {
    this.heard.push(message);
  }
  close(code: number): void {
    this.closed = code;
  }
  /** The document updates it heard, after the answer to its own state vector. */
  get updates(): Uint8Array[] {
    return syncs(this.heard, [SYNC.update]);
  }
  /** Everything it heard of the document, from so many messages on. */
  syncsSince(first: number): Uint8Array[] {
    return syncs(this.heard.slice(first), [SYNC.step2, SYNC.update]);
  }
  /** The newest that the host told of its updates. */
  get settled(): Durable | undefined {
    return this.#told(MESSAGE.durable).at(-1) as Durable | undefined;
  }
  /** Says something of the sync protocol. */
  sendSync(type: number, payload: Uint8Array): void {
    this.seat?.receive(encodeSyncMessage(type, payload));
  }
  /** What the host asked to fetch again. */
  get changes(): unknown[] {
    return this.#told(MESSAGE.changed);
  }
  /** Workshops, each time they were told. */
  get sessions(): unknown[] {
    return this.#told(MESSAGE.session);
  }
  /** Entries of records that were pushed. */
  get records(): unknown[] {
    return this.#told(MESSAGE.record);
  }
  /** Whose client IDs are, as it was told each time. */
  get owners(): unknown[] {
    return this.#told(MESSAGE.clients);
  }
  #told(type: number): unknown[] {
    return this.heard.flatMap((message) => {
      const decoder = decoding.createDecoder(message);
      const told = decodeHostMessage(decoding.readVarUint(decoder), decoder);
      return told?.type === type ? [told.value] : [];
    });
  }
}

function syncs(heard: readonly Uint8Array[], types: readonly number[]): Uint8Array[] {
  return heard.flatMap((message) => {
    const decoder = decoding.createDecoder(message);
    const isMeant =
      decoding.readVarUint(decoder) === MESSAGE.sync && types.includes(decoding.readVarUint(decoder));
    return isMeant ? [decoding.readVarUint8Array(decoder)] : [];
  });
}

export const MEMBER: StoredMember = {
  id: 'member',
  name: 'Maren',
  department: 'marketing',
  role: 'owner',
  approver: false,
  active: true,
  boards: null,
};

/** A host with the members given, each with one device. `wrap` may put something between it and its storage. */
export async function bareHost(
  members: readonly StoredMember[] = [MEMBER],
  wrap: (storage: Storage) => Storage = (storage) => storage,
  keys?: RoundKeys,
): Promise<BareHost> {
  const directory = await mkdtemp(join(tmpdir(), 'handschlag-host-'));
  const storage = openSqlite(directory);
  const devices = new Map<string, StoredDevice>();
  for (const { id } of members)
    devices.set(id, {
      id: `${id}-device`,
      member: id,
      publicKey: id,
      tokenHash: id,
      active: true,
      kind: 'device',
    });
  await storage.write({ members, devices: [...devices.values()] });
  const clock = { time: Date.UTC(2027, 0, 4) };
  const events: string[] = [];
  const ports = {
    clock: { now: () => clock.time },
    random: (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    log: (event: string) => void events.push(event),
  };
  const host = await Host.open(wrap(storage), ports, keys);
  const caller = (id: string): Caller => {
    const [member, device] = [members.find((each) => each.id === id), devices.get(id)];
    if (!member || !device) throw new Error(`no member ${id}`);
    return { member, device };
  };
  return {
    host,
    storage,
    directory,
    clock,
    events,
    caller,
    connect: async (id, room) => {
      const socket = new TestSocket();
      const { ticket } = host.tickets.issue(caller(id), room, host.workspace.facts.epoch);
      socket.seat = await host.connect(ticket, room, socket);
      return socket;
    },
    settled: async (room) => (await host.room(room.slice('board:'.length))).settled(),
    close: async () => {
      await host.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
