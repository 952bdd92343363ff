import { newId } from '../../shared/domain/ids';
import {
  judgeCommand,
  leads,
  mayLead,
  mayPlan,
  revOfSeat,
  saysNothing,
  sessionOf,
  stateAfter,
  successorOf,
  viewOf,
  type SessionView,
} from '../../shared/domain/session/session';
import {
  LONGEST_MS,
  type CommandBody,
  type PersonCommand,
  type SessionCommand,
  type SessionPatch,
  type SessionPlan,
  type StoredCommand,
} from '../../shared/domain/session/commands';
import { HOST } from '../../shared/domain/verify/roster';
import { encodeHostMessage, MESSAGE } from '../../shared/sync/protocol';
import type { RoomName } from '../../shared/sync/rooms';
import { Allowance } from '../base/allowance';
import { isDue, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { BoardRoom } from '../board/board-room';
import { mayRead } from '../board/boards';
import { isReadOnly } from '../storage/guarded';
import type { Batch, Storage, StoredMember, StoredSession } from '../storage/storage';
import { GONE, WhoIsHere } from './gathering';
import { blankSeat, interruptedAt, isTimerTold, newLive, type Live } from './live';
import { keptMinutes, minutesNow, type DigestedMinutes } from './minutes';

/** What one member may say of himself at once, and then a second: each is told to everybody. */
const SAID_AT_ONCE = 30;
const SAID_PER_SECOND = 1;

/** What the host does for its workshops. */
export interface SessionsPorts {
  readonly storage: Storage;
  readonly ports: Ports;
  /** Does something in the room of a board, loaded if it is not. @throws ProblemError */
  readonly inBoard: <T>(board: string, task: (room: BoardRoom) => T | Promise<T>) => Promise<T>;
  /** Tells everybody who may read a board, in its room and in that of the workspace. */
  readonly tell: (board: string, message: Uint8Array) => void;
  /** Ends the connections of the walk-ins of a workshop. */
  readonly endWalkIns: (session: string) => void;
  /** The round that is open in a workshop, if any. */
  readonly roundOf: (session: string) => string | null;
}

/** What is kept together with commands. */
interface Kept {
  readonly batch?: Batch;
  /** Writes the batch otherwise than into the storage alone. */
  readonly write?: (batch: Batch) => Promise<string>;
}

/**
 * The workshops of all boards. Each is a list of commands that the host orders in the queue of its board, so that
 * decisions, edits and commands have one order; all that is shown of a workshop comes of them.
 */
export class Sessions {
  readonly #ports: SessionsPorts;
  readonly #live = new Map<string, Live>();
  readonly #here = new WhoIsHere();
  readonly #allowances = new Map<string, Allowance>();

  constructor(ports: SessionsPorts) {
    this.#ports = ports;
  }

  /** Takes up what the storage has: at the start, and after a restore. Timers that ran stand. */
  async load(): Promise<void> {
    this.forget();
    for (const { id, board, state } of await this.#ports.storage.sessions())
      if (state !== 'closed') await this.#takeUp(id, board);
  }

  /** At a restore: nothing that is known holds. */
  forget(): void {
    for (const { unpin } of this.#live.values()) unpin?.();
    this.#live.clear();
  }

  /** Somebody is let into a room. @returns how he leaves it */
  entered(member: StoredMember, room: RoomName): () => void {
    return this.#here.entered(member, room);
  }

  /** What whoever enters a room is told: the workshops there that are not closed. */
  welcome(member: StoredMember, room: RoomName): Uint8Array[] {
    const shown = [...this.#live.values()].filter(({ board }) =>
      room.kind === 'board' ? board === room.id : mayRead(member, board),
    );
    return shown.map((live) => messageOf(this.#viewOf(live)));
  }

  /** Every workshop of a board, in the order in which they were planned. */
  async list(board: string): Promise<SessionView[]> {
    const stored = await this.#ports.storage.sessions(board);
    const views: SessionView[] = [];
    for (const { id } of stored) views.push(this.#viewOf(await this.#find(id, board)));
    return views;
  }

  /** One workshop; whoever asks takes part in it with whatever device he has. @throws ProblemError */
  async view(board: string, id: string, member: StoredMember): Promise<SessionView> {
    const live = await this.#find(id, board);
    if (live.state.state === 'open') live.gathering.follow(member.id);
    return this.#viewOf(live);
  }

  /** Plans a workshop. @throws ProblemError */
  plan(board: string, plan: SessionPlan, by: string): Promise<SessionView> {
    return this.#inTurn(board, async (room) => {
      refuse(mayPlan(null, await this.#reader(by, board)));
      refuseArchived(room);
      await this.#checkLeaders(board, plan);
      const id = newId(this.#ports.ports.random);
      const first = this.#stored(room, 1, newId(this.#ports.ports.random), by, { type: 'plan', ...plan });
      const state = sessionOf([first]);
      if (!state) throw new TypeError('a plan makes no workshop');
      const session: StoredSession = { id, board, state: 'planned', startedAt: null };
      const commands = [{ session: id, after: 0, commands: [first] }];
      await this.#ports.storage.write({ sessions: [session], commands });
      const live = newLive(id, board, [first], state);
      this.#live.set(id, live);
      return this.#tell(live);
    });
  }

  /** Plans it otherwise. @throws ProblemError */
  change(board: string, id: string, patch: SessionPatch, by: string): Promise<SessionView> {
    return this.#inTurn(board, async (room) => {
      const live = await this.#find(id, board);
      refuse(mayPlan(live.state, await this.#reader(by, board)));
      refuseArchived(room);
      // Whoever leads an open workshop hands it over; what is over stays as it was.
      const isTooLate = live.state.state === 'closed' || (live.state.state === 'open' && patch.facilitator);
      if (isTooLate) throw wrongState();
      await this.#checkLeaders(board, patch);
      await this.#append(room, live, newId(this.#ports.ports.random), by, { type: 'change', ...patch });
      return this.#viewOf(live);
    });
  }

  /** Does what somebody commands. Asking again by the same `cmd` changes nothing. @throws ProblemError */
  command(board: string, id: string, { cmd, ...body }: CommandBody, by: string): Promise<number> {
    return this.#inTurn(board, async (room) => {
      const live = await this.#find(id, board);
      const done = live.commands.find((each) => each.by === by && each.cmd === cmd);
      if (done) return done.rev;
      const { after, command } = apart(body);
      const to = command.type === 'handOver' ? await this.#readerOrNull(command.to, board) : null;
      const member = await this.#reader(by, board);
      const objection = judgeCommand(live.state, command, member, this.#now, to);
      if (objection?.to === 'person') refuse(objection.reason);
      refuseArchived(room);
      if (after !== undefined && after !== live.state.rev) throw this.#moved(live);
      if (objection) throw wrongState();
      live.gathering.follow(by);
      if (saysNothing(live.state, command, by)) return live.state.rev;
      if (after === undefined) this.#allow(by);
      const seat = command.type === 'unseat' ? revOfSeat(command.person) : null;
      if (seat === null) return this.#append(room, live, cmd, by, command);
      const rev = await this.#append(room, live, cmd, by, command, {
        batch: { blankedSeats: [{ session: id, rev: seat }] },
      });
      blankSeat(live.commands, seat);
      return rev;
    });
  }

  /**
   * Who leads a workshop, with the right to do so; null for none, and while nobody does.
   * @param board the board it has to be of; any, if absent
   */
  async facilitatorOf(id: string, board?: string): Promise<string | null> {
    const live = this.#live.get(id) ?? (await this.#closed(id));
    if (board !== undefined && live?.board !== board) return null;
    const member = live && (await this.#readerOrNull(live.state.facilitator, live.board));
    return member && mayLead(member) === null ? member.id : null;
  }

  /** Whether somebody leads this workshop while it is open. @throws ProblemError */
  checkLeading(board: string, id: string, by: string): Promise<void> {
    return this.#ports.inBoard(board, async (room) => void (await this.#led(room, id, by)));
  }

  /** The minutes: as they were agreed, or as they are by now. @throws ProblemError */
  async minutes(board: string, id: string): Promise<DigestedMinutes> {
    const live = await this.#find(id, board);
    const kept = live.state.state === 'closed' ? await this.#ports.storage.minutes(id) : null;
    if (kept) return keptMinutes(kept.text, kept.digest);
    return this.#inTurn(board, (room) => this.#minutesNow(room, live));
  }

  /** What those who were there without a device are called. @throws ProblemError */
  async namesOfSeated(board: string, id: string): Promise<Record<string, string>> {
    const { state } = await this.#find(id, board);
    return Object.fromEntries(state.seated.map((each) => [each.id, each.name]));
  }

  /** Closes a workshop with exactly the minutes that were looked at. @throws ProblemError `changed` */
  close(board: string, id: string, digest: string, by: string): Promise<SessionView> {
    return this.#inTurn(board, async (room) => {
      const live = await this.#led(room, id, by);
      const { digest: present, ...minutes } = await this.#minutesNow(room, live);
      if (digest !== present)
        throw new ProblemError('changed', 'the minutes have changed since you looked', { digest: present });
      const rev = live.state.rev + 1;
      const text = JSON.stringify(minutes);
      await this.#append(
        room,
        live,
        newId(this.#ports.ports.random),
        by,
        { type: 'close', digest },
        {
          batch: { minutes: [{ session: id, rev, digest, text }] },
          write: (batch) =>
            room.record.appendByHost([{ kind: 'session-closed', body: { session: id, digest, by } }], batch),
        },
      );
      return this.#viewOf(live);
    });
  }

  /** A board is in use from now on: what is written while a workshop is open there belongs to it. */
  opened(room: Pick<BoardRoom, 'board' | 'workshop'>): void {
    const isOpenThere = ({ board, state }: Live) => board === room.board.id && state.state === 'open';
    room.workshop = [...this.#live.values()].find(isOpenThere) ?? null;
  }

  /** A round was opened or closed in a workshop: everybody is told, by no new revision. */
  roundChanged(session: string): void {
    const live = this.#live.get(session);
    if (live) this.#tell(live);
  }

  /** Called every few seconds: notes who came and left, passes on what nobody leads, ends what nobody ended. */
  async tick(): Promise<void> {
    for (const live of this.#live.values())
      if (live.state.state === 'open') await this.#lookAfter(live).catch(unlessReadOnly);
  }

  async #lookAfter(live: Live): Promise<void> {
    const { storage } = this.#ports;
    if (isDue(live.state.openedAt ?? 0, this.#now, LONGEST_MS)) return this.#byHost(live, { type: 'lapse' });
    if (live.interrupted !== null) {
      await this.#byHost(live, { type: 'interrupt', leftMs: live.interrupted });
      live.interrupted = null;
    }
    await this.#note(live);
    if (isTimerTold(live.state, this.#now)) {
      await storage.write({ sessionsAlive: [{ session: live.id, at: this.#now }] });
      this.#tell(live);
    }
    if (this.#here.has(live.state.facilitator)) live.alone = null;
    else live.alone ??= this.#now;
    if (live.alone !== null && this.#now - live.alone >= GONE) await this.#passOn(live);
  }

  /** To whoever is there; as long as nobody is, it stays with the one it was with. */
  async #passOn(live: Live): Promise<void> {
    const present = [];
    for (const { member, since } of live.gathering.present()) {
      const rights = await this.#readerOrNull(member, live.board);
      if (rights) present.push({ rights, since });
    }
    const to = successorOf(live.state, present);
    if (to === null) return;
    await this.#byHost(live, { type: 'succeed', to });
    live.alone = null;
  }

  async #note(live: Live): Promise<void> {
    const { gathering, id: session, board } = live;
    const areOthers = gathering.look(
      this.#here.takingPart(board, (member) => gathering.follows(member)),
      this.#now,
    );
    const movements = gathering.take();
    if (areOthers) this.#tell(live);
    if (movements.length === 0) return;
    try {
      await this.#ports.storage.write({ attendance: movements.map((each) => ({ session, ...each })) });
    } catch (error) {
      // As soon as the disk takes anything again.
      gathering.putBack(movements);
      unlessReadOnly(error);
    }
  }

  async #minutesNow(room: BoardRoom, live: Live): Promise<DigestedMinutes> {
    if (live.state.state === 'open') await this.#note(live);
    return minutesNow(this.#ports.storage, room, live.id, live.commands);
  }

  #byHost(live: Live, command: SessionCommand): Promise<void> {
    return this.#ports.inBoard(live.board, (room) =>
      room.exclusive(async () => {
        if (this.#live.get(live.id) === live && live.state.state === 'open')
          await this.#append(room, live, newId(this.#ports.ports.random), HOST, command);
      }),
    );
  }

  /** Keeps a command, and tells everybody. @returns its revision. @throws ProblemError */
  async #append(
    room: BoardRoom,
    live: Live,
    cmd: string,
    by: string,
    command: SessionCommand,
    { batch = {}, write = (all) => this.#ports.storage.write(all) }: Kept = {},
  ): Promise<number> {
    const after = live.state.rev;
    const stored = this.#stored(room, after + 1, cmd, by, command);
    const state = stateAfter(live.state, stored) ?? live.state;
    const session: StoredSession = {
      id: live.id,
      board: live.board,
      state: state.state,
      startedAt: state.startedAt,
    };
    const written = await write({
      ...batch,
      sessions: [session],
      commands: [{ session: live.id, after, commands: [stored] }],
    });
    if (written === 'session-open')
      throw new ProblemError('session-open', 'another workshop is open on this board');
    if (written !== 'written') {
      await this.#takeUp(live.id, live.board);
      this.opened(room);
      throw this.#moved(this.#live.get(live.id) ?? live);
    }
    live.commands.push(stored);
    const wasOpen = live.state.state === 'open';
    live.state = state;
    if (state.state === 'open') this.#begun(live, room);
    else if (wasOpen) this.#ended(live, room);
    this.#tell(live);
    return stored.rev;
  }

  #begun(live: Live, room: BoardRoom): void {
    this.#live.set(live.id, live);
    room.workshop = live;
    live.unpin ??= room.pin();
  }

  #ended(live: Live, room: BoardRoom): void {
    this.#live.delete(live.id);
    room.workshop = null;
    live.unpin?.();
    live.unpin = null;
    this.#ports.endWalkIns(live.id);
  }

  async #takeUp(id: string, board: string): Promise<void> {
    const { storage, inBoard, ports } = this.#ports;
    const commands = await storage.sessionCommands(id);
    const state = sessionOf(commands);
    if (!state) return;
    this.#live.get(id)?.unpin?.();
    const live = newLive(id, board, commands, state);
    live.gathering.recall(await storage.attendance(id), this.#now);
    const alive = Math.max((await storage.sessionAlive(id)) ?? 0, commands.at(-1)?.at ?? 0);
    live.interrupted = interruptedAt(state, alive, this.#now);
    this.#live.set(id, live);
    if (state.state !== 'open') return;
    try {
      live.unpin = await inBoard(board, (room) => {
        this.opened(room);
        return room.pin();
      });
      await this.#lookAfter(live);
    } catch (error) {
      // The rest of the host works; whoever opens the board hears what is wrong with it.
      if (!isReadOnly(error)) ports.log('room-failed', { error: String(error) });
    }
  }

  /** In the queue of the board, where nothing else happens meanwhile. */
  #inTurn<T>(board: string, task: (room: BoardRoom) => Promise<T>): Promise<T> {
    return this.#ports.inBoard(board, (room) => room.exclusive(() => task(room)));
  }

  /** A workshop that is open and led by this member. @throws ProblemError */
  async #led(room: BoardRoom, id: string, by: string): Promise<Live> {
    const live = await this.#find(id, room.board.id);
    const member = await this.#reader(by, room.board.id);
    refuse(mayLead(member) ?? (leads(live.state, member) ? null : 'not-facilitator'));
    refuseArchived(room);
    if (live.state.state !== 'open') throw wrongState();
    return live;
  }

  async #find(id: string, board: string): Promise<Live> {
    const live = this.#live.get(id) ?? (await this.#closed(id));
    if (live?.board !== board) throw new ProblemError('not-found', 'there is no such workshop');
    return live;
  }

  async #closed(id: string): Promise<Live | null> {
    const { storage } = this.#ports;
    const stored = await storage.session(id);
    const commands = stored ? await storage.sessionCommands(id) : [];
    const state = sessionOf(commands);
    return stored && state ? newLive(id, stored.board, commands, state) : null;
  }

  /** A member with the rights of this moment, if he may read the board. @throws ProblemError */
  async #reader(id: string, board: string): Promise<StoredMember> {
    const member = await this.#readerOrNull(id, board);
    if (!member) throw new ProblemError('not-allowed', 'you may not do this', { reason: 'removed' });
    return member;
  }

  async #readerOrNull(id: string, board: string): Promise<StoredMember | null> {
    const member = await this.#ports.storage.member(id);
    return member && mayRead(member, board) ? member : null;
  }

  /** Whoever is to lead is an editor of this board whom an owner invited. @throws ProblemError */
  async #checkLeaders(board: string, { facilitator, deputies = [] }: SessionPatch): Promise<void> {
    for (const id of [...(facilitator === undefined ? [] : [facilitator]), ...deputies]) {
      const member = await this.#readerOrNull(id, board);
      if (!member || mayLead(member) !== null)
        throw new ProblemError('malformed', 'whoever leads a workshop is an editor of its board', {
          fields: [id],
        });
    }
  }

  #allow(member: string): void {
    const clock = this.#ports.ports.clock;
    const allowance = this.#allowances.get(member) ?? new Allowance(clock, SAID_AT_ONCE, SAID_PER_SECOND);
    this.#allowances.set(member, allowance);
    if (!allowance.take()) throw new ProblemError('too-many', 'too many requests', { retryAfter: 1 });
  }

  #stored(room: BoardRoom, rev: number, cmd: string, by: string, command: SessionCommand): StoredCommand {
    return { rev, cmd, by, at: this.#now, head: room.record.head.seq, command };
  }

  #tell(live: Live): SessionView {
    const view = this.#viewOf(live);
    this.#ports.tell(live.board, messageOf(view));
    return view;
  }

  #viewOf({ id, board, state, gathering }: Live): SessionView {
    const present = state.state === 'open' ? gathering.present().map(({ member }) => member) : [];
    return viewOf({ id, board }, state, { present, round: this.#ports.roundOf(id), now: this.#now });
  }

  #moved(live: Live): ProblemError {
    return new ProblemError('moved', 'the workshop has moved on', { view: this.#viewOf(live) });
  }

  get #now(): number {
    return this.#ports.ports.clock.now();
  }
}

/** A command, and the revision that whoever gave it had before him. */
function apart(body: Omit<CommandBody, 'cmd'>): { after: number | undefined; command: PersonCommand } {
  const { after, ...command } = body as PersonCommand & { after?: number };
  return { after, command };
}

function messageOf(value: SessionView): Uint8Array {
  return encodeHostMessage({ type: MESSAGE.session, value });
}

function refuse(reason: string | null): void {
  if (reason) throw new ProblemError('not-allowed', 'you may not do this', { reason });
}

function wrongState(reason?: 'ended'): ProblemError {
  const facts = reason ? { reason } : {};
  return new ProblemError('wrong-state', 'the workshop is not in a state for this', facts);
}

/** A board in the archive only shows what there was. */
function refuseArchived({ board }: BoardRoom): void {
  if (board.archived) throw wrongState('ended');
}

function unlessReadOnly(error: unknown): void {
  if (!isReadOnly(error)) throw error;
}
