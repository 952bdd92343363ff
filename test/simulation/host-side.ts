import type { LocalStore } from '../../renderer/client/device/local-store';
import type { Socket } from '../../server/board/connection';
import type { Ports } from '../../server/base/ports';
import { Host } from '../../server/host';
import { Backups } from '../../server/backup/backups';
import { Copies } from '../../server/backup/copies';
import { Health } from '../../server/run/health';
import { Addresses } from '../../server/net/addresses';
import { createApp } from '../../server/http/app';
import { Limits } from '../../server/net/limits';
import { Peers } from '../../server/net/proxies';
import { newOwnerInvite } from '../../server/people/invites';
import { Metrics } from '../../server/metrics/metrics';
import { keysInMemory } from '../../server/rounds/keys';
import type { Storage } from '../../server/storage/storage';
import { Traffic } from '../../server/net/traffic';
import type { Disk, OnDisk } from './machine/disk';
import type { HostEnd, SimSocket } from './machine/line';
import type { Machine } from './machine/machine';
import type { Told } from './told';

const NOBODY = new Addresses([]);
/** Counted and never looked at, so that all hosts of a process share them. */
const metrics = new Metrics({ data: '', sockets: () => ({ board: 0, workspace: 0, boards: 0 }) });

/** None are made here; the real ones ask the operating system, which answers when it likes and not when a seed says. */
class NoCopies extends Copies {
  override list(): Promise<[]> {
    return Promise.resolve([]);
  }
}

/** How often a host looks after its connections and rooms. */
const TICK_MS = 5000;

/** What a test may break, to see whether the simulation notices. */
export interface Sabotage {
  readonly storage?: (storage: Storage) => Storage;
  readonly host?: (host: Host) => void;
  /** What a device keeps things in. */
  readonly store?: (store: LocalStore) => LocalStore;
  /** @returns whether it goes out */
  readonly says?: (socket: SimSocket, message: Uint8Array) => boolean;
}

/** The host's machine: the real host on its disk, which can lose power, and comes back on what the disk has then. */
export class HostSide implements HostEnd {
  host: Host | null = null;
  /** Whether commits take their time. */
  slow = false;
  secret: string | null = null;
  readonly log: string[] = [];
  readonly #machine: Machine;
  readonly #disk: Disk;
  readonly #told: Told;
  readonly #sabotage: Sabotage;
  /** Of open rounds: files, which a loss of power leaves as they are. */
  readonly #keys = keysInMemory();
  #app: ReturnType<typeof createApp> | null = null;
  #traffic: Traffic | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(machine: Machine, disk: Disk, told: Told, sabotage: Sabotage) {
    this.#machine = machine;
    this.#disk = disk;
    this.#told = told;
    this.#sabotage = sabotage;
  }

  get end(): HostEnd | null {
    return this.host ? this : null;
  }

  async start(): Promise<void> {
    const { timers, dice } = this.#machine;
    const life = { up: false };
    const slowly = async () => {
      if (!life.up || !this.slow || dice.chance(0.6)) return;
      await new Promise<void>((done) => void timers.add(done, 1 + dice.below(400)));
    };
    const storage = delayed(this.#disk, slowly);
    const ports: Ports = {
      clock: { now: () => this.#machine.now('host') },
      random: (length) => dice.bytes(length),
      log: (event, facts) => void this.log.push(`${event} ${JSON.stringify(facts ?? {})}`),
    };
    const host = await Host.open(this.#sabotage.storage?.(storage) ?? storage, ports, this.#keys);
    await host.rounds.sweep();
    this.#sabotage.host?.(host);
    this.secret = await newOwnerInvite(host.workspace);
    this.host = host;
    const traffic = (this.#traffic = new Traffic());
    this.#app = createApp({
      host,
      backups: new Backups(host, storage, new NoCopies(storage, ports)),
      names: [],
      certificate: { current: null },
      traffic,
      peers: new Peers(NOBODY),
      limits: new Limits(),
      metrics,
      health: new Health(host.workspace),
      operators: NOBODY,
    });
    this.#ticking = setInterval(() => void host.tick().catch(() => undefined), TICK_MS);
    life.up = true;
  }

  /** Power is lost: whatever the host was about to do, say or write is gone. */
  die(): void {
    clearInterval(this.#ticking);
    this.#traffic?.close();
    this.host = null;
    this.#app = null;
  }

  /** Stops as a host stops that is asked to. */
  async stop(): Promise<void> {
    await this.host?.close().catch(() => undefined);
    this.die();
  }

  async connect(ticket: string, room: string, socket: Socket): ReturnType<Host['connect']> {
    const { host } = this;
    if (!host) return null;
    return host.connect(ticket, decodeURIComponent(room), socket);
  }

  async ask(request: Request): Promise<Response> {
    const [app, host] = [this.#app, this.host];
    const body = Buffer.from(await request.arrayBuffer());
    const incoming = {
      headers: { host: new URL(request.url).host },
      socket: { remoteAddress: '10.0.0.7' },
      async *[Symbol.asyncIterator]() {
        yield body;
      },
    };
    request.headers.set('host', new URL(request.url).host);
    this.#told.asked(request, body.toString('utf8'));
    const answer = await app?.fetch(request, { incoming } as never);
    const text = (await answer?.text()) ?? '';
    // A host that lost power meanwhile has said nothing.
    if (!answer || host === null || host !== this.host) return new Promise(() => undefined);
    this.#told.answered(request, body.toString('utf8'), answer.status, text);
    const empty = answer.status === 204;
    return new Response(empty ? null : text, { status: answer.status, headers: answer.headers });
  }

  readonly hears = (socket: SimSocket, message: Uint8Array): void => this.#told.hears(socket, message);
  readonly says = (socket: SimSocket, message: Uint8Array): boolean => {
    if (this.#sabotage.says?.(socket, message) === false) return false;
    this.#told.says(socket, message);
    return true;
  };
}

/** The storage, whose writes wait as on a busy disk; other things happen meanwhile. */
function delayed(disk: Disk, slowly: () => Promise<void>): OnDisk {
  return new Proxy(disk.open(), {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]) => Reflect.apply(value, target, args) as unknown;
      // The real one asks the operating system, which answers when it likes.
      if (key === 'probe') return async () => disk.probe();
      if (key !== 'write' && key !== 'compact') return call;
      return async (...args: unknown[]) => {
        await slowly();
        return call(...args);
      };
    },
  });
}
