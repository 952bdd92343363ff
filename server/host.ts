import type { BoardPatch } from '../shared/api/contract';
import {
  type RecordEntry,
  type SignedStatement,
  type StatementKind,
  WORKSPACE,
} from '../shared/domain/record';
import { CLOSE } from '../shared/sync/close-codes';
import {
  encodeJsonMessage,
  LIMITS,
  MESSAGE,
  type Changed,
  type StorageChanged,
} from '../shared/sync/protocol';
import { parseRoom, roomName } from '../shared/sync/rooms';
import { Administration, type Whose } from './people/administration';
import { boardChanges, changedBoard, checkPolicyWay, createBoard, mayRead } from './board/boards';
import { Connection, type Socket, refuse, refuseRoom } from './board/connection';
import { Connections } from './board/connections';
import { LastSeen } from './people/last-seen';
import { ownerStill } from './people/owners';
import { dayOf, type Ports } from './base/ports';
import { NOTHING_TO_SAY } from './board/presence';
import { Queue } from './base/queue';
import type { KeeperPorts } from './record/keeper';
import type { BoardRoom } from './board/room';
import { Rooms } from './board/rooms';
import { appendStatement } from './record/statements';
import { guardStorage, type GuardedStorage, type StorageHealth } from './storage/guarded';
import type { Storage, StoredBoard, StoredMember, WorkspaceFacts } from './storage/storage';
import { Tickets } from './people/tickets';
import { Waiting } from './inbox/waiting';
import { receiveInWorkspace } from './board/workspace-room';
import { openWorkspace, readAnew, type Caller, type Workspace } from './workspace';

/** Who asks, and whether somebody could have read or changed it on the way. */
export interface Coming {
  readonly caller: Caller;
  readonly secure: boolean;
}

/** What a socket is given for its ticket. */
export interface Seat {
  /** ID of whose it is. */
  readonly member: string;
  receive(message: Uint8Array): void;
  leave(): void;
}

/**
 * The host of one workspace, without sockets and files: storage, clock, randomness and log are passed in.
 * HTTP and WebSocket wrap it.
 */
export class Host {
  readonly workspace: Workspace;
  readonly tickets: Tickets;
  readonly #storage: GuardedStorage;
  readonly people: Administration;
  readonly seen: LastSeen;
  readonly waiting: Waiting;
  readonly #keeperPorts: KeeperPorts;
  readonly #rooms: Rooms;
  readonly #connections = new Connections();
  /** Changes of members and boards, one after the other: so that two owners cannot remove each other at once. */
  readonly #changes = new Queue<never>(
    async () => undefined,
    () => undefined,
  );

  #listening = true;

  private constructor(workspace: Workspace, storage: GuardedStorage) {
    const { signer, ports } = workspace;
    this.workspace = workspace;
    this.#storage = storage;
    this.tickets = new Tickets(ports);
    this.seen = new LastSeen(storage, ports);
    this.people = new Administration(workspace, {
      inTurn: (change) => this.#changes.run(change),
      cut: (whose, code, reason) =>
        this.#connections.cut(code, reason, (connection) => isOf(whose, connection)),
      changed: (what) => this.tell({ what }),
    });
    this.#keeperPorts = {
      storage,
      signer,
      clock: ports.clock,
      onAppend: (board, entries) => this.#tellEntries(board, entries),
    };
    this.#rooms = new Rooms(storage, this.#keeperPorts, ports, (room) => this.waiting.opened(room));
    this.waiting = new Waiting({
      storage,
      ifOpen: (board, work) => this.#rooms.ifOpen(board, work),
      rightsOf: (member) => workspace.roster().rightsAt(member, workspace.record.head.seq),
      changed: (concerns) => {
        const message = encodeJsonMessage(MESSAGE.changed, { what: 'waiting' });
        this.#connections.sendOutside(message, concerns);
      },
    });
  }

  static async open(storage: Storage, ports: Ports): Promise<Host> {
    // The workspace's record is there before the host is.
    const hosts: Host[] = [];
    const guarded = guardStorage(storage, ports.log, (health) => hosts[0]?.storageChanged(health));
    const workspace = await openWorkspace(guarded, ports, (_board, entries) =>
      hosts[0]?.tellWorkspaceEntries(entries),
    );
    const host = new Host(workspace, guarded);
    hosts.push(host);
    return host;
  }

  /** Whether anything can be saved; while not, everything can still be read. */
  get storageHealth(): StorageHealth {
    return this.#storage.health;
  }

  /** The room of a board, loaded if it is not. @throws ProblemError */
  room(boardId: string): Promise<BoardRoom> {
    return this.#rooms.get(boardId);
  }

  /** @param by the member who asks; none: the host itself */
  createBoard(title: string, by?: string): Promise<StoredBoard> {
    return this.#changes.run(async () => {
      await ownerStill(this.workspace.storage, by);
      const board = await createBoard(this.workspace, this.#keeperPorts, title, by);
      this.tell({ what: 'boards' });
      return board;
    });
  }

  patchBoard(boardId: string, patch: BoardPatch, by: string, secure: boolean): Promise<StoredBoard> {
    return this.#changes.run(async () => {
      await ownerStill(this.workspace.storage, by);
      const room = await this.room(boardId);
      return room.exclusive(async () => {
        checkPolicyWay(room.board, patch, secure);
        const board = changedBoard(room.board, patch);
        const entries = boardChanges(room.board, patch, by);
        if (entries.length > 0) await room.record.appendByHost(entries, { boards: [board] });
        else await this.workspace.storage.write({ boards: [board] });
        room.board = board;
        this.tell({ what: 'boards' });
        return board;
      });
    });
  }

  /** Appends what a person states about a plan. @throws ProblemError */
  async state(
    { caller, secure }: Coming,
    boardId: string,
    planId: string,
    kind: StatementKind,
    signed: SignedStatement,
  ): Promise<RecordEntry> {
    const room = await this.room(boardId);
    return room.exclusive(async () => {
      const { record, roster, ports } = this.workspace;
      // As things are when its turn comes: rights may have changed while it waited.
      return appendStatement(room, {
        signed,
        kind,
        planId,
        memberId: caller.member.id,
        roster: roster(),
        workspace: record.head,
        secure,
        today: dayOf(ports.clock),
      });
    });
  }

  /**
   * Lets the holder of a ticket into a room. On refusal the socket is closed with the reason.
   * @returns null when refused
   */
  async connect(ticket: string, name: string, socket: Socket): Promise<Seat | null> {
    const room = parseRoom(name);
    const caller = room && this.tickets.redeem(ticket, roomName(room));
    if (!room || !caller)
      return refuse(socket, CLOSE.ticket, 'the ticket is used, too old or for another room');
    const { storage, facts } = this.workspace;
    // Asked at once, so that nobody is removed between the two questions and the place among the connections.
    const [member, device] = await Promise.all([
      storage.member(caller.member.id),
      storage.device(caller.device.id),
    ]);
    if (facts.epoch !== this.workspace.facts.epoch)
      return refuse(socket, CLOSE.epoch, 'the workspace was restored');
    if (!member?.active || !device?.active)
      return refuse(socket, CLOSE.forbidden, 'you are no longer a member');
    if (room.kind === 'board' && !mayRead(member, room.board))
      return refuse(socket, CLOSE.forbidden, 'you are not invited to this board');
    if (!this.#listening) return refuse(socket, CLOSE.goingAway, 'the host stops');
    if (this.#connections.countOf(member.id) >= LIMITS.connectionsPerMember)
      return refuse(socket, CLOSE.tooMany, 'too many connections');
    const connection = new Connection(socket, { member, device }, this.workspace.ports.clock);
    // Known before the room is there, so that whoever is removed meanwhile is cut all the same.
    this.#connections.put(connection, null);
    try {
      const boardRoom = room.kind === 'board' ? await this.room(room.board) : null;
      return this.#connections.has(connection) ? this.#seat(connection, boardRoom) : null;
    } catch (error) {
      this.#connections.drop(connection);
      return refuseRoom(socket, error, this.workspace.ports.log);
    }
  }

  /**
   * Called every few seconds: speaks on quiet connections, keeps guests present, unloads idle rooms, looks whether a
   * disk in trouble takes anything again.
   */
  async tick(): Promise<void> {
    await this.#storage.recover();
    this.#connections.keepAlive(this.workspace.ports.clock.now());
    await this.#rooms.tick();
    for (const device of this.#connections.devices()) this.seen.touch(device);
    await this.seen.keep();
  }

  /**
   * Runs `replace` while nobody writes anything; it answers what the workspace is from then on. Whoever is connected
   * is cut, to load afresh, or just to come back should it fail: then everything is as it was.
   */
  restore(replace: () => Promise<WorkspaceFacts>): Promise<void> {
    return this.#changes.run(() =>
      this.#rooms.halted(async () => {
        let [code, reason]: [number, string] = [CLOSE.goingAway, 'the restore has failed'];
        try {
          await readAnew(this.workspace, await replace());
          this.waiting.forget();
          this.tickets.clear();
          [code, reason] = [CLOSE.epoch, 'the workspace was restored'];
        } finally {
          this.#connections.cut(code, reason);
        }
      }),
    );
  }

  /** Writes what does not go through the workspace's storage; a disk in trouble is told apart as ever. @throws ProblemError */
  guarded<T>(write: () => Promise<T>): Promise<T> {
    return this.#storage.guard(write);
  }

  /** Takes nothing more from any connection; settles and acknowledges what came before, then says goodbye. */
  async drain(answered?: Promise<void>): Promise<void> {
    this.#listening = false;
    await answered;
    await this.#rooms.settled();
    await this.seen.flush();
    this.#connections.dismiss(CLOSE.goingAway, 'the host stops');
  }

  /** Settles what has been received, says goodbye, closes the storage. */
  async close(): Promise<void> {
    await this.drain();
    await this.workspace.storage.close();
  }

  /** Pushes new entries of the workspace's record into every room. */
  tellWorkspaceEntries(entries: readonly RecordEntry[]): void {
    this.workspace.ports.observe?.({ what: 'entries', record: 'workspace', count: entries.length });
    const message = encodeJsonMessage(MESSAGE.record, { board: WORKSPACE, entries });
    this.#connections.send(message);
    for (const { kind, seq, body } of entries)
      if (kind === 'role-changed' && typeof body?.['member'] === 'string') {
        const before = this.workspace.roster().rightsAt(body['member'], seq - 1);
        this.waiting.rightsChanged(body['member'], before);
      }
  }

  /** Tells everybody, and has those come back whose edits waited for the disk. */
  storageChanged(health: StorageHealth): void {
    this.tell({ what: 'storage', health });
    if (health !== 'ok') return;
    this.#rooms.inEach((room) => room.writable());
  }

  #seat(connection: Connection, room: BoardRoom | null): Seat {
    this.#connections.put(connection, room);
    room?.join(connection);
    const { health } = this.#storage;
    if (health !== 'ok') connection.send(encodeJsonMessage(MESSAGE.changed, { what: 'storage', health }));
    if (!room) connection.send(NOTHING_TO_SAY);
    return {
      member: connection.member.id,
      receive: (message) => {
        // What arrives after the cut was sent by somebody who may no longer write.
        if (!this.#listening || !this.#connections.has(connection)) return;
        if (room) room.receive(connection, message);
        else receiveInWorkspace(connection, message);
      },
      leave: () => this.#connections.drop(connection),
    };
  }

  /** The entries to who has the board open; whoever has not hears of it if something waits for him. */
  #tellEntries(board: string, entries: readonly RecordEntry[]): void {
    this.workspace.ports.observe?.({ what: 'entries', record: 'board', count: entries.length });
    this.#rooms.ifOpen(board, (room) => room.push(board, entries));
    this.waiting.grew(board, entries);
  }

  /** Tells those whom it concerns what has changed. */
  tell(changed: Changed | StorageChanged, whom: (member: StoredMember) => boolean = () => true): void {
    this.#connections.send(encodeJsonMessage(MESSAGE.changed, changed), whom);
  }
}

function isOf(whose: Whose, { member, device }: Connection): boolean {
  return 'member' in whose ? member.id === whose.member : device === whose.device;
}
