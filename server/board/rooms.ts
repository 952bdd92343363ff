import type { RoomName } from '../../shared/sync/rooms';
import { isDue } from '../base/ports';
import { boardRooms } from './board-room';
import type { Room, RoomKind, RoomPorts } from './room';
import { workspaceRooms } from './workspace-room';

/** Every kind of room there is, by the word its name begins with. */
const KINDS = {
  workspace: workspaceRooms,
  board: boardRooms,
};

type Kinds = { readonly [K in keyof typeof KINDS]: ReturnType<(typeof KINDS)[K]> };
type RoomOf<K extends keyof Kinds> = Kinds[K] extends RoomKind<infer R> ? R : never;

/** A room that nobody used for so long is unloaded. */
const IDLE = 60_000;

/** The rooms in use, each loaded when it is first asked for and unloaded when nobody needs it. */
export class Rooms {
  readonly #kinds: Readonly<Record<string, RoomKind>>;
  readonly #ports: RoomPorts;
  readonly #rooms = new Map<string, Promise<Room>>();
  /** Set while nothing may be loaded. */
  #halt: Promise<void> | null = null;

  constructor(ports: RoomPorts) {
    this.#ports = ports;
    this.#kinds = Object.fromEntries(Object.entries(KINDS).map(([kind, made]) => [kind, made(ports)]));
  }

  /** The rooms of a kind; null when there is no such kind. */
  kind(kind: string): RoomKind | null {
    return Object.hasOwn(this.#kinds, kind) ? (this.#kinds[kind] ?? null) : null;
  }

  /**
   * Does something in a room, loaded if it is not; it is not unloaded meanwhile.
   * @throws ProblemError when there is no such room, or what the task throws
   */
  use<K extends keyof Kinds, T>(kind: K, id: string, task: (room: RoomOf<K>) => T | Promise<T>): Promise<T>;
  use<T>(kind: string, id: string, task: (room: Room) => T | Promise<T>): Promise<T>;
  async use<T>(kind: string, id: string, task: (room: never) => T | Promise<T>): Promise<T> {
    const [room, release] = await this.#pinned({ kind, id });
    try {
      return await task(room as never);
    } finally {
      release();
    }
  }

  /** Does something in a room once it is loaded, if it is in use at all. */
  ifOpen<K extends keyof Kinds>(kind: K, id: string, work: (room: RoomOf<K>) => void): void {
    void this.#rooms.get(keyOf({ kind, id }))?.then(
      (room) => work(room as RoomOf<K>),
      () => undefined,
    );
  }

  /** Resolves once everything received so far is settled in all of them. */
  async settled(): Promise<void> {
    for (const loading of this.#rooms.values())
      await loading.then((room) => room.settled()).catch(() => undefined);
  }

  /** Has each room do what it does now and then, and unloads idle ones. */
  async tick(): Promise<void> {
    for (const [key, loading] of this.#rooms) {
      const room = await loading.catch(() => null);
      room?.tick();
      if (!room || this.#rooms.get(key) !== loading || !this.#isIdle(room)) continue;
      this.#rooms.delete(key);
      await room.unload();
    }
  }

  /** Runs a task while no room writes anything. Those that there were are gone afterwards; others wait for it. */
  async halted<T>(task: () => Promise<T>): Promise<T> {
    let goOn = (): void => undefined;
    this.#halt = new Promise<void>((resolve) => (goOn = resolve));
    try {
      for (const loading of this.#rooms.values())
        await loading.then((room) => room.close()).catch(() => undefined);
      this.#rooms.clear();
      return await task();
    } finally {
      this.#halt = null;
      goOn();
    }
  }

  #isIdle({ idleSince }: Room): boolean {
    return idleSince !== null && isDue(idleSince, this.#ports.ports.clock.now(), IDLE);
  }

  /** Pinned as soon as it is there; one that was unloaded while it was waited for is loaded anew. */
  async #pinned(name: RoomName): Promise<[Room, release: () => void]> {
    for (;;) {
      while (this.#halt) await this.#halt;
      const loading = this.#loading(name);
      const room = await loading;
      if (this.#rooms.get(keyOf(name)) === loading) return [room, room.pin()];
    }
  }

  #loading(name: RoomName): Promise<Room> {
    const key = keyOf(name);
    const known = this.#rooms.get(key);
    if (known) return known;
    const kind = this.kind(name.kind);
    if (!kind) throw new TypeError(`there are no rooms of kind ${name.kind}`);
    const loading = kind.load(name.id);
    this.#rooms.set(key, loading);
    loading.catch(() => this.#rooms.delete(key));
    return loading;
  }
}

function keyOf({ kind, id }: RoomName): string {
  return `${kind}:${id}`;
}
