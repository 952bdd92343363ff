import type { BoardPatch, TicketAnswer } from '../shared/api/contract';
import {
  type RecordEntry,
  type SignedStatement,
  type StatementKind,
  WORKSPACE,
} from '../shared/domain/record';
import { SCHEMA_VERSION } from '../shared/doc/schema';
import { CLOSE } from '../shared/sync/close-codes';
import { encodeHostMessage, LIMITS, MESSAGE, type Changed } from '../shared/sync/protocol';
import { parseRoom, roomName, type RoomName } from '../shared/sync/rooms';
import { Administration } from './people/administration';
import { createBoard, mayRead } from './board/boards';
import { patchBoard } from './board/patching';
import { Connection, type Seat, type Socket, refuse, refuseRoom } from './board/connection';
import { Connections, healthMessage } from './board/connections';
import { LastSeen } from './people/last-seen';
import { ownerStill } from './people/owners';
import { dayOf, instantOf, type Ports } from './base/ports';
import { Queue } from './base/queue';
import type { KeeperPorts } from './record/keeper';
import type { BoardRoom } from './board/board-room';
import type { Room } from './board/room';
import { Rooms } from './board/rooms';
import { appendStatement } from './record/statements';
import { guardStorage, type GuardedStorage, type StorageHealth } from './storage/guarded';
import type { Batch, Storage, StoredBoard, StoredMember, WorkspaceFacts } from './storage/storage';
import { ProblemError } from './base/problem';
import { hasEnded } from './people/walk-ins';
import { Tickets } from './people/tickets';
import { CalendarFiles, type CalendarPorts } from './exchange/calendar-files';
import { Days } from './days/periods';
import { Feeds } from './exchange/feeds';
import { DueTasks } from './inbox/due-tasks';
import { GoingOnIndex } from './inbox/going-on';
import { Inbox } from './inbox/inbox';
import { Looks } from './inbox/looks';
import { Reminding } from './inbox/reminding';
import { Waiting } from './inbox/waiting';
import { concernedByRights, consentsAsked, rightsNow } from './people/deputies';
import { keysInMemory, type RoundKeys } from './rounds/keys';
import { Rounds } from './rounds/rounds';
import { FollowUps } from './session/follow-ups';
import { Sessions } from './session/sessions';
import { Templates } from './session/templates';
import { openWorkspace, readAnew, type Caller, type Workspace } from './workspace';

/** Who asks, and whether somebody could have read or changed it on the way. */
export interface Sender {
  readonly caller: Caller;
  readonly secure: boolean;
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
  readonly dueTasks: DueTasks;
  readonly reminding: Reminding;
  readonly inbox: Inbox;
  readonly looks: Looks;
  readonly calendars: CalendarFiles;
  readonly feeds: Feeds;
  readonly rounds: Rounds;
  readonly goingOn: GoingOnIndex;
  readonly sessions: Sessions;
  readonly followUps: FollowUps;
  readonly templates: Templates;
  readonly days: Days;
  readonly #keeperPorts: KeeperPorts;
  readonly #rooms: Rooms;
  readonly #connections = new Connections();
  /** Changes of members and boards, one after the other: so that two owners cannot remove each other at once. */
  readonly #changes = new Queue<never>(
    async () => undefined,
    () => undefined,
  );
  #listening = true;
  /** How often the record or the bin of each board changed, and how often all of them were restored. */
  readonly #versions = new Map<string, number>();
  #restores = 0;

  private constructor(workspace: Workspace, storage: GuardedStorage, keys: RoundKeys) {
    const { signer, ports } = workspace;
    this.workspace = workspace;
    this.#storage = storage;
    this.tickets = new Tickets(ports);
    this.seen = new LastSeen(storage, ports);
    this.people = new Administration(workspace, {
      inTurn: (change) => this.#changes.run(change),
      cut: (whose, code, reason) =>
        this.#connections.cut(code, reason, ({ member, device }) =>
          'member' in whose ? member.id === whose.member : device === whose.device,
        ),
      changed: (what, whom) => this.tell({ what }, whom),
      facilitatorOf: (session) => this.sessions.facilitatorOf(session),
    });
    this.#keeperPorts = {
      storage,
      signer,
      clock: ports.clock,
      onAppend: (board, entries) => this.#tellEntries(board, entries),
    };
    const company = () => workspace.facts.company;
    const inBoard = <T>(board: string, task: (room: BoardRoom) => T | Promise<T>) =>
      this.inBoard(board, task);
    const versionOf = (board: string) => this.#restores + (this.#versions.get(board) ?? 0);
    this.goingOn = new GoingOnIndex(storage, versionOf);
    this.waiting = new Waiting({
      storage,
      ifOpen: (board, work) => this.#rooms.ifOpen('board', board, work),
      keep: (board, plan, seq) => this.#note({ movedOn: [{ board, plan, seq }] }),
      rightsOf: (member) => rightsNow(workspace, member),
      changed: (concerns) => this.#tellWaiting(concerns),
    });
    this.dueTasks = new DueTasks({
      storage,
      keep: (board, tasks) => this.#note({ openTasks: [{ board, tasks }] }),
      today: () => dayOf(ports.clock),
      changed: (concerns) => this.#tellWaiting(concerns),
    });
    this.reminding = new Reminding({
      workspace,
      inReview: () => this.waiting.inReview(),
      items: (reminder) => this.inbox.reminded(reminder),
      given: ({ step, to }) => {
        this.inbox.tellOwnDevices(...to);
        if (step === 'by-hand') this.tell({ what: 'boards' });
      },
    });
    this.inbox = new Inbox({
      storage,
      ports,
      waiting: this.waiting,
      dueTasks: this.dueTasks,
      consents: () => consentsAsked(workspace),
      inBoard,
      epoch: () => workspace.facts.epoch,
      changed: (concerns) => this.tell({ what: 'inbox' }, concerns),
    });
    this.looks = new Looks(storage, ports, this.inbox);
    const device: CalendarPorts['device'] = (id) => workspace.roster().device(id) ?? undefined;
    this.calendars = new CalendarFiles({ storage, clock: ports.clock, company, device, inBoard });
    this.feeds = new Feeds({ storage, ports, company });
    this.rounds = new Rounds({
      workspace,
      keys,
      sessions: {
        facilitatorOf: (board, session) => this.sessions.facilitatorOf(session, board),
        isWalkIn: ({ walkIn }) => walkIn === true,
      },
      inBoard,
      guarded: (write) => this.guarded(write),
      changed: ({ id, board, session }) => {
        this.tell({ what: 'rounds', board, round: id }, (member) => mayRead(member, board));
        if (session !== null) this.sessions.roundChanged(session);
      },
    });
    this.followUps = new FollowUps(storage, versionOf);
    this.templates = new Templates(storage, ports.random);
    this.days = new Days({ storage, ports, versionOf, changed: () => this.tell({ what: 'days' }) });
    this.sessions = new Sessions({
      storage,
      ports,
      inBoard,
      tell: (board, message) => this.#tellReaders(board, message),
      roundOf: (session) => this.rounds.openIn(session),
      endWalkIns: (session) =>
        this.#connections.cut(
          CLOSE.forbidden,
          'the workshop is over',
          ({ member }) => member.session === session,
        ),
    });
    this.#rooms = new Rooms({
      storage,
      keeperPorts: this.#keeperPorts,
      ports,
      inbox: this.inbox,
      opened: (room) => {
        this.waiting.opened(room);
        this.dueTasks.opened(room);
        this.sessions.opened(room);
        room.document.onBin = (plan, isGone) => this.#noteBin(room.board.id, plan, isGone);
      },
    });
  }

  /** @param keys where those of open rounds lie; without any such place they end with this host */
  static async open(storage: Storage, ports: Ports, keys: RoundKeys = keysInMemory()): Promise<Host> {
    // The workspace's record is there before the host is.
    const hosts: Host[] = [];
    const guarded = guardStorage(storage, ports.log, (health) => hosts[0]?.tellHealth(health));
    const workspace = await openWorkspace(guarded, ports, (_board, entries) =>
      hosts[0]?.tellWorkspaceEntries(entries),
    );
    const host = new Host(workspace, guarded, keys);
    hosts.push(host);
    await host.sessions.load();
    await host.inbox.load();
    void host.inbox.settle();
    return host;
  }

  /** Whether anything can be saved; while not, everything can still be read. */
  get storageHealth(): StorageHealth {
    return this.#storage.health;
  }

  /** Who is connected, with whichever device. */
  here(): StoredMember[] {
    return this.#connections.members();
  }

  /** Does something in the room of a board, loaded if it is not. @throws ProblemError */
  inBoard<T>(boardId: string, task: (room: BoardRoom) => T | Promise<T>): Promise<T> {
    return this.#rooms.use('board', boardId, task);
  }

  /** The room of a board as it is now, to look at: nothing keeps it loaded. @throws ProblemError */
  room(boardId: string): Promise<BoardRoom> {
    return this.inBoard(boardId, (room) => room);
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
      return this.inBoard(boardId, (room) =>
        room.exclusive(async () => {
          const board = await patchBoard(room, patch, { by, secure, storage: this.workspace.storage });
          this.tell({ what: 'boards' });
          return board;
        }),
      );
    });
  }

  /** Appends what a person states about a plan. @throws ProblemError */
  appendStatement(
    { caller, secure }: Sender,
    boardId: string,
    planId: string,
    kind: StatementKind,
    signed: SignedStatement,
  ): Promise<RecordEntry> {
    return this.inBoard(boardId, (room) =>
      room.exclusive(async () => {
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
          at: instantOf(ports.clock),
        });
      }),
    );
  }

  /**
   * Gives a member a ticket to a room.
   * @param epoch the one he knows, if he says so
   * @param schema version of the document that his app writes; null: it is no app of ours
   * @throws ProblemError
   */
  async ticketTo(
    caller: Caller,
    name: string,
    epoch?: string,
    schema: number | null = null,
  ): Promise<TicketAnswer> {
    const room = parseRoom(name);
    const kind = room && this.#rooms.kind(room.kind);
    if (!kind || !(await kind.exists(room.id))) throw new ProblemError('not-found', 'there is no such room');
    if (!kind.mayEnter(caller.member, room.id))
      throw new ProblemError('not-allowed', 'you are not invited to this room');
    const current = this.workspace.facts.epoch;
    if (epoch !== undefined && epoch !== current)
      throw new ProblemError('old-epoch', 'the workspace was restored; load afresh', { epoch: current });
    const isOutdated = schema !== null && schema !== SCHEMA_VERSION;
    return this.tickets.issue(caller, roomName(room), current, isOutdated);
  }

  /**
   * Lets the holder of a ticket into a room. On refusal the socket is closed with the reason.
   * @returns null when refused
   */
  async connect(ticket: string, name: string, socket: Socket): Promise<Seat | null> {
    const room = parseRoom(name);
    const kind = room && this.#rooms.kind(room.kind);
    const redeemed = kind && this.tickets.redeem(ticket, roomName(room));
    if (!kind || !redeemed)
      return refuse(socket, CLOSE.ticket, 'the ticket is used, too old or for another room');
    const { caller, isOutdated } = redeemed;
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
    const now = this.workspace.ports.clock.now();
    if (member.session !== undefined && (await hasEnded(storage, member.session, now)))
      return refuse(socket, CLOSE.forbidden, 'the workshop is over');
    if (!kind.mayEnter(member, room.id))
      return refuse(socket, CLOSE.forbidden, 'you are not invited to this room');
    if (!this.#listening) return refuse(socket, CLOSE.goingAway, 'the host stops');
    if (this.#connections.countOf(member.id) >= LIMITS.connectionsPerMember)
      return refuse(socket, CLOSE.tooMany, 'too many connections');
    const connection = new Connection(socket, { member, device }, this.workspace.ports.clock, isOutdated);
    // Known before the room is there, so that whoever is removed meanwhile is cut all the same.
    this.#connections.put(connection);
    try {
      return await this.#rooms.use(room.kind, room.id, (entered) =>
        this.#connections.has(connection) ? this.#seat(connection, entered, room) : null,
      );
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
    await this.sessions.tick();
    await this.#remind();
    await this.inbox.tick();
    for (const device of this.#connections.devices()) this.seen.touch(device);
    await this.seen.keep();
  }

  /** Without room for them the reminders of the day are given later. */
  async #remind(): Promise<void> {
    if (this.#storage.health === 'ok') await this.reminding.tick().catch(() => undefined);
  }

  /**
   * Runs `replace` while nobody writes anything; it answers what the workspace is from then on. Whoever is connected
   * is cut, to load afresh, or just to come back should it fail: then everything is as it was.
   */
  restore(replace: () => Promise<WorkspaceFacts>): Promise<void> {
    return this.#changes.run(async () => {
      try {
        await this.#rooms.halted(async () => {
          let [code, reason]: [number, string] = [CLOSE.goingAway, 'the restore has failed'];
          try {
            await readAnew(this.workspace, await replace());
            this.waiting.forget();
            this.dueTasks.forget();
            this.reminding.forget();
            this.rounds.forget();
            this.#restores += 1;
            this.sessions.forget();
            this.tickets.clear();
            [code, reason] = [CLOSE.epoch, 'the workspace was restored'];
          } finally {
            this.#connections.cut(code, reason);
          }
        });
      } finally {
        // Only behind it may rooms be loaded again, which workshops that are open keep.
        await this.sessions.load();
        await this.inbox.load();
      }
    });
  }

  /** Writes what does not go through the workspace's storage; a disk in trouble is told apart as ever. @throws ProblemError */
  guarded<T>(write: () => Promise<T>): Promise<T> {
    return this.#storage.guard(write);
  }

  /** Takes nothing more from any connection; settles and acknowledges what came before, then says goodbye. */
  async drain(answered?: Promise<void>): Promise<void> {
    this.#listening = false;
    this.#connections.hearNoMore();
    await answered;
    await this.#rooms.settled();
    await this.inbox.settle();
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
    const value = { board: WORKSPACE, entries };
    this.#connections.send(encodeHostMessage({ type: MESSAGE.record, value }));
    for (const { kind, seq, body } of entries) {
      const member = body?.['member'];
      if (typeof member !== 'string' || (kind !== 'role-changed' && kind !== 'member-removed')) continue;
      for (const { id, before } of concernedByRights(this.workspace, member, seq))
        this.waiting.rightsChanged(id, before);
      if (kind === 'member-removed') this.inbox.left(member);
    }
  }

  /** Tells everybody, in whichever room. */
  tellHealth(health: StorageHealth): void {
    this.#connections.send(healthMessage(health));
  }

  /** Tells those whom it concerns what to ask for again: once a window, in the room of the workspace. */
  tell(value: Changed, whom?: (member: StoredMember) => boolean): void {
    const message = encodeHostMessage({ type: MESSAGE.changed, value });
    this.#rooms.ifOpen('workspace', '', (room) => room.tell(message, whom));
  }

  /** What waits is in the inbox as well. */
  #tellWaiting(concerns: (member: StoredMember) => boolean): void {
    this.tell({ what: 'waiting' }, concerns);
    this.tell({ what: 'inbox' }, concerns);
  }

  /** In the room of a board, and in that of the workspace to those of its readers who are there. */
  #tellReaders(board: string, message: Uint8Array): void {
    this.#rooms.ifOpen('board', board, (room) => room.tell(message));
    this.#rooms.ifOpen('workspace', '', (room) => room.tell(message, (member) => mayRead(member, board)));
  }

  #seat(connection: Connection, room: Room, name: RoomName): Seat {
    const leaving = [room.admit(connection), this.sessions.entered(connection.member, name)];
    this.#connections.put(connection, () => leaving.forEach((leave) => leave()));
    for (const message of this.sessions.welcome(connection.member, name)) connection.send(message);
    const { health } = this.#storage;
    if (health !== 'ok') connection.send(healthMessage(health));
    return connection.seat(room, () => this.#connections.drop(connection));
  }

  /** Keeps what a board tells again when it is next in use, should there be no room for it now. */
  #note(batch: Batch, then: () => void = () => undefined): void {
    this.#storage.write(batch).then(then, () => undefined);
  }

  /** What is made of a board's record and bin is made anew when it is asked for. */
  #isAnother(board: string): void {
    this.#versions.set(board, (this.#versions.get(board) ?? 0) + 1);
  }

  /** When a plan went into the bin; without room for it, its time is not known. */
  #noteBin(board: string, plan: string, isGone: boolean): void {
    const at = isGone ? instantOf(this.workspace.ports.clock) : null;
    this.#note({ gone: [{ board, plan, at }] }, () => this.#isAnother(board));
  }

  /** The entries to who has the board open; whoever has not hears of it if something waits for him. */
  #tellEntries(board: string, entries: readonly RecordEntry[]): void {
    this.workspace.ports.observe?.({ what: 'entries', record: 'board', count: entries.length });
    const message = encodeHostMessage({ type: MESSAGE.record, value: { board, entries } });
    this.#rooms.ifOpen('board', board, (room) => room.tell(message));
    this.#isAnother(board);
    this.waiting.grew(board, entries);
    this.inbox.grew(board, entries);
    if (entries.some(({ kind }) => kind === 'archived' || kind === 'unarchived'))
      this.dueTasks.shownOtherwise(board);
  }
}
