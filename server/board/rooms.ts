import { BoardDocument } from './document';
import { isDue, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { RecordKeeper, type KeeperPorts } from '../record/keeper';
import { BoardRoom } from './room';
import type { GuardedStorage } from '../storage/guarded';

/** A room that nobody used for so long is unloaded. */
const IDLE = 60_000;
/** When a room is unloaded, a log longer than this is worth a snapshot. */
const COMPACT_ON_UNLOAD = 50;

/** The rooms of the boards in use, each loaded when it is first asked for and unloaded when nobody needs it. */
export class Rooms {
  readonly #storage: GuardedStorage;
  readonly #keeperPorts: KeeperPorts;
  readonly #ports: Ports;
  readonly #opened: (room: BoardRoom) => void;
  readonly #rooms = new Map<string, Promise<BoardRoom>>();
  /** Set while nothing may be loaded. */
  #halt: Promise<void> | null = null;

  /** @param opened told of every room once it is loaded */
  constructor(
    storage: GuardedStorage,
    keeperPorts: KeeperPorts,
    ports: Ports,
    opened: (room: BoardRoom) => void,
  ) {
    this.#storage = storage;
    this.#keeperPorts = keeperPorts;
    this.#ports = ports;
    this.#opened = opened;
  }

  /** The room of a board, loaded if it is not. @throws ProblemError */
  async get(boardId: string): Promise<BoardRoom> {
    while (this.#halt) await this.#halt;
    const known = this.#rooms.get(boardId);
    if (known) return known;
    const loading = this.#load(boardId);
    this.#rooms.set(boardId, loading);
    loading.catch(() => this.#rooms.delete(boardId));
    return loading;
  }

  /** Does something in a room once it is loaded, if it is in use at all. */
  ifOpen(boardId: string, work: (room: BoardRoom) => void): void {
    void this.#rooms.get(boardId)?.then(work, () => undefined);
  }

  /** Does something in every room in use, once each is loaded. */
  inEach(work: (room: BoardRoom) => void): void {
    for (const boardId of this.#rooms.keys()) this.ifOpen(boardId, work);
  }

  /** Resolves once everything received so far is settled in all of them. */
  async settled(): Promise<void> {
    for (const loading of this.#rooms.values())
      await loading.then((room) => room.settled()).catch(() => undefined);
  }

  /** Keeps guests present and unloads idle rooms. */
  async tick(): Promise<void> {
    for (const [boardId, loading] of this.#rooms) {
      const room = await loading.catch(() => null);
      room?.renewPresence();
      if (
        room?.idle &&
        this.#rooms.get(boardId) === loading &&
        isDue(room.usedAt, this.#ports.clock.now(), IDLE)
      ) {
        this.#rooms.delete(boardId);
        await room.document.compact(this.#ports.log, COMPACT_ON_UNLOAD);
      }
    }
  }

  /** Runs a task while no room writes anything. Those that there were are gone afterwards; others wait for it. */
  async halted<T>(task: () => Promise<T>): Promise<T> {
    let goOn = (): void => undefined;
    this.#halt = new Promise<void>((resolve) => (goOn = resolve));
    try {
      for (const loading of this.#rooms.values())
        await loading.then((room) => room.retire()).catch(() => undefined);
      this.#rooms.clear();
      return await task();
    } finally {
      this.#halt = null;
      goOn();
    }
  }

  async #load(boardId: string): Promise<BoardRoom> {
    const board = await this.#storage.board(boardId);
    if (!board) throw new ProblemError('not-found', 'there is no such board');
    const document = await BoardDocument.load(boardId, this.#storage, this.#ports.log);
    const record = await RecordKeeper.open(boardId, this.#keeperPorts);
    const room = new BoardRoom(board, document, record, this.#storage, this.#ports);
    this.#opened(room);
    return room;
  }
}
