import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { CLOSE } from '../../shared/sync/close-codes';
import { encodeHostMessage, encodeSyncMessage, LIMITS, MESSAGE, SYNC } from '../../shared/sync/protocol';
import type { Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { Queue } from '../base/queue';
import { gate, readName, type RoomState, type Verdict } from '../gate/messages';
import { RecordKeeper } from '../record/keeper';
import { isReadOnly, type GuardedStorage } from '../storage/guarded';
import type { StoredBoard, StoredTouch } from '../storage/storage';
import { Attendance } from './attendance';
import { mayRead } from './boards';
import { renew, type Connection } from './connection';
import { BoardDocument, type Addition, type Draft } from './document';
import { merged, settle, type Edit, type Settled } from './edits';
import { readPresence } from './presence';
import { OpenRoom, type OpenWorkshop, type RoomKind, type RoomPorts, type Teller } from './room';
import { entitiesOf, touchedBy, worthTelling } from './touched';

/** When a room is unloaded, a log longer than this is worth a snapshot. */
const COMPACT_ON_UNLOAD = 50;

/**
 * One board while somebody uses it: its document, its record, who is there. Edits and statements go through
 * one queue; an edit is applied, relayed and acknowledged only once it is committed.
 */
export class BoardRoom extends OpenRoom {
  readonly document: BoardDocument;
  readonly record: RecordKeeper;
  board: StoredBoard;
  /** The one that is open, if any: it notes what is touched meanwhile. */
  workshop: OpenWorkshop | null = null;
  readonly #storage: GuardedStorage;
  readonly #queue: Queue<Edit>;
  readonly #attendance: Attendance;
  /** Those with edits that the disk did not take. */
  readonly #unsaved = new Set<Connection>();
  readonly #inbox: Teller;
  #retired = false;

  constructor(
    board: StoredBoard,
    document: BoardDocument,
    record: RecordKeeper,
    storage: GuardedStorage,
    ports: Ports,
    inbox: Teller,
  ) {
    super(ports);
    this.#inbox = inbox;
    this.board = board;
    this.document = document;
    this.record = record;
    this.#storage = storage;
    this.#queue = new Queue(
      (edits) => this.#commit(edits),
      (edits, error) => this.#giveUp(edits, error),
      ({ bytes }) => bytes.length,
    );
    this.#attendance = new Attendance(
      {
        owner: (client) => document.owners.get(client),
        claim: (connection, clients) => this.#claim(connection, clients),
        has: (connection) => this.connections.has(connection),
        tell: (message) => this.tell(message),
      },
      ports,
    );
  }

  /** Runs a task while no edit is being committed. @throws ProblemError once the room is retired */
  exclusive<T>(task: () => Promise<T>): Promise<T> {
    this.used();
    return this.#queue.run(() => {
      if (this.#retired) throw new ProblemError('old-epoch', 'the workspace was restored; load afresh');
      return task();
    });
  }

  override close(): Promise<void> {
    return this.#queue.run(async () => {
      this.#retired = true;
    });
  }

  override settled(): Promise<void> {
    return this.#queue.run(async () => undefined);
  }

  override get idleSince(): number | null {
    return this.#queue.empty ? super.idleSince : null;
  }

  /** Keeps guests present, more often than peers forget them (30 s), and has those come back whose edits the disk takes now. */
  override tick(): void {
    super.tick();
    this.#attendance.renew();
    if (this.#storage.health !== 'ok') return;
    // Coming back brings everything that they have.
    for (const connection of this.#unsaved) connection.close(CLOSE.failure, 'the host can save again');
    this.#unsaved.clear();
  }

  override unload(): Promise<void> {
    return this.document.compact(this.ports.log, COMPACT_ON_UNLOAD);
  }

  receive(connection: Connection, message: Uint8Array): void {
    try {
      this.#read(connection, decoding.createDecoder(message));
    } catch {
      connection.close(CLOSE.malformed, 'not a message of this protocol');
    }
  }

  protected welcome(connection: Connection): void {
    connection.send(ownersMessage(this.document.owners));
    connection.send(encodeSyncMessage(SYNC.step1, Y.encodeStateVector(this.document.doc)));
    if (connection.member.role === 'guest') this.#attendance.presentGuest(connection);
    connection.send(this.#attendance.message());
  }

  protected override left(connection: Connection): void {
    this.#unsaved.delete(connection);
    this.#attendance.leave(connection);
  }

  #read(connection: Connection, decoder: decoding.Decoder): void {
    const name = readName(decoder);
    const verdict = gate(name, connection.member.role, this.#state);
    if (verdict === 'close') connection.close(CLOSE.malformed, `${name} is not for clients to send`);
    else if (name === 'step2' || name === 'update')
      this.#edit(connection, decoding.readVarUint8Array(decoder), name);
    else if (verdict === 'pass') {
      if (name === 'awareness') this.#attendance.hear(connection, readPresence(decoder));
      else if (!connection.questions.take()) connection.close(CLOSE.tooMany, 'too many questions');
      else if (name === 'step1') this.#answerStep1(connection, decoding.readVarUint8Array(decoder));
      else if (name === 'queryAwareness') connection.send(this.#attendance.message());
    }
  }

  get #state(): RoomState {
    if (this.board.archived) return 'archived';
    return this.#storage.health === 'ok' ? 'board' : 'unwritable';
  }

  #answerStep1(connection: Connection, stateVector: Uint8Array): void {
    // Behind that answer comes everything since, so that another would tell nothing more.
    if (connection.answering) return;
    if (stateVector.length > LIMITS.stateVector) throw new RangeError('no such state vector');
    connection.answer(encodeSyncMessage(SYNC.step2, this.document.since(stateVector)));
    connection.following = true;
  }

  #edit(connection: Connection, bytes: Uint8Array, name: Edit['name']): void {
    connection.received += 1;
    // The bytes lie in the socket's buffer, which is reused.
    this.#queue.add({ connection, number: connection.received, bytes: bytes.slice(), name });
  }

  async #commit(edits: readonly Edit[]): Promise<void> {
    // Neither applied nor acknowledged: their senders keep them.
    if (this.#retired) return;
    const since = performance.now();
    const draft = this.document.draft();
    const settled = edits.map((edit) => this.#settle(edit, draft));
    let told: readonly StoredTouch[] = [];
    try {
      told = await this.#write(draft);
    } catch (error) {
      if (!isReadOnly(error)) throw error;
      // Judged anew, by what is committed: what one of them says may be in another that was not kept.
      const committed = this.document.draft();
      return this.#acknowledge(edits.map((edit) => this.#settle(edit, committed)));
    }
    this.#publishOwners(draft.owners);
    this.#relay(settled);
    this.#acknowledge(settled);
    this.ports.observe?.({
      what: 'commit',
      results: settled.map(({ refused }) => refused ?? 'committed'),
      seconds: (performance.now() - since) / 1000,
    });
    // Nobody asks for the document before this turn ends, and those who wait for the edits need not wait for it.
    this.document.commit(draft.updates, draft.owners, this.ports.log);
    if (told.length > 0) this.#inbox.committed(this);
    await this.document.compact(this.ports.log);
  }

  /** No bytes of one member may keep the others' from being settled. */
  #settle(edit: Edit, draft: Draft): Settled {
    try {
      return settle(edit, draft, this.#verdict(edit));
    } catch (error) {
      this.ports.log('edit-unreadable', { board: this.board.id, error: String(error) });
      return { ...edit, refused: 'malformed', relay: null };
    }
  }

  /** As things are now, not as they were when the edit came. */
  #verdict({ name, connection }: Edit): Verdict {
    return connection.cut ? 'read-only' : gate(name, connection.member.role, this.#state);
  }

  /** @returns what of it members may have to be told of */
  async #write(draft: Draft): Promise<readonly StoredTouch[]> {
    if (draft.updates.length === 0 && draft.owners.size === 0) return [];
    const board = this.board.id;
    const owners = [...draft.owners].map(([client, member]) => ({ board, client, member }));
    const places = touchedBy(draft);
    const { workshop } = this;
    const touches = worthTelling(places, this.record.plans);
    const inboxTouches = touches.length > 0 ? this.#inbox.toTell(this, touches) : [];
    const open = workshop && { session: workshop.id, rev: workshop.state.rev };
    await this.#storage.write({
      updates: draft.updates.map((update) => ({ board, update })),
      owners,
      touched: open ? entitiesOf(places).map((each) => ({ ...open, ...each })) : [],
      inboxTouches,
    });
    return inboxTouches;
  }

  /** Everything that was committed together goes out as one message; its senders may hear their own again. */
  #relay(settled: readonly Settled[]): void {
    const relayed = settled.flatMap(({ connection, relay }) => (relay ? [{ connection, relay }] : []));
    const [first] = relayed;
    if (!first) return;
    const messages = merged(relayed.map(({ relay }) => relay)).map((each) =>
      encodeSyncMessage(SYNC.update, each),
    );
    const onlySender = relayed.every(({ connection }) => connection === first.connection)
      ? first.connection
      : null;
    for (const connection of this.connections)
      if (connection !== onlySender && connection.following)
        for (const message of messages) connection.send(message);
  }

  #acknowledge(settled: readonly Settled[]): void {
    const byConnection = new Map<Connection, Settled[]>();
    for (const edit of settled) {
      const list = byConnection.get(edit.connection);
      if (list) list.push(edit);
      else byConnection.set(edit.connection, [edit]);
    }
    for (const [connection, list] of byConnection) {
      const refused = list.flatMap(({ number, refused: reason }) =>
        reason ? [{ message: number, reason }] : [],
      );
      if (refused.some(({ reason }) => reason === 'storage') && this.connections.has(connection))
        this.#unsaved.add(connection);
      for (const { reason } of refused)
        this.ports.log('edit-refused', { board: this.board.id, member: connection.member.id, reason });
      const settledUpTo = list[list.length - 1]?.number ?? 0;
      connection.send(encodeHostMessage({ type: MESSAGE.durable, value: { settled: settledUpTo, refused } }));
      // It has brought what it had: its answer to the question what is lacking here.
      if (connection.isOutdated && list.some(({ name }) => name === 'step2')) renew(connection);
    }
  }

  /** Nothing of these edits is kept; their senders come back and send them again. */
  #giveUp(edits: readonly Edit[], error: unknown): void {
    this.ports.log('commit-failed', { board: this.board.id, edits: edits.length, error: String(error) });
    this.#acknowledge(edits.map((edit) => ({ ...edit, refused: 'storage', relay: null })));
    for (const connection of new Set(edits.map((edit) => edit.connection)))
      connection.close(CLOSE.failure, 'the host could not save');
  }

  /** Makes client IDs a member's that are nobody's, while no edit is being committed. */
  #claim(connection: Connection, clients: readonly number[]): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#retired || connection.cut) return;
      const draft = this.document.draft();
      for (const client of clients) draft.claim(client, connection.member.id);
      await this.#write(draft);
      this.document.commit([], draft.owners, this.ports.log);
      this.#publishOwners(draft.owners);
    });
  }

  /**
   * Something that the host itself adds to the board, for a batch that its maker writes; nothing is changed by it yet.
   * To be taken over by {@link takeAddition} once it is committed.
   * @returns null when the board has no room for it
   */
  addition(write: (doc: Y.Doc) => void): Addition | null {
    const made = this.document.addition(this.ports.random, write);
    return this.document.wouldOverflow(made.update.length) ? null : made;
  }

  /** Takes over what the host has added and committed, and relays it. */
  takeAddition({ update, owners }: Addition): void {
    this.#publishOwners(owners);
    const message = encodeSyncMessage(SYNC.update, update);
    for (const connection of this.connections) if (connection.following) connection.send(message);
    this.document.commit([update], owners, this.ports.log);
  }

  #publishOwners(owners: ReadonlyMap<number, string>): void {
    if (owners.size > 0) this.tell(ownersMessage(owners));
  }
}

function ownersMessage(owners: ReadonlyMap<number, string>): Uint8Array {
  const value = Object.fromEntries([...owners].map(([client, member]) => [String(client), member]));
  return encodeHostMessage({ type: MESSAGE.clients, value });
}

/** The rooms of boards, for those who may read them. */
export function boardRooms(roomPorts: RoomPorts): RoomKind<BoardRoom> {
  const { storage, keeperPorts, ports, opened, inbox } = roomPorts;
  return {
    exists: async (id) => (await storage.board(id)) !== null,
    mayEnter: mayRead,
    async load(id) {
      const board = await storage.board(id);
      if (!board) throw new ProblemError('not-found', 'there is no such board');
      const document = await BoardDocument.load(id, storage, ports.log, ports.migrations);
      const record = await RecordKeeper.open(id, keeperPorts);
      const room = new BoardRoom(board, document, record, storage, ports, inbox);
      opened(room);
      return room;
    },
  };
}
