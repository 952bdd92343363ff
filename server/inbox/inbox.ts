import { isWait, type InboxItem, type InboxState, type LookBody } from '../../shared/api/inbox';
import type { RecordEntry } from '../../shared/domain/record';
import { dayOf, instantOf, isDue, type Ports } from '../base/ports';
import { ProblemError } from '../base/problem';
import { Queue } from '../base/queue';
import { mayRead } from '../board/boards';
import type { BoardToRead } from '../board/room';
import type { Touch } from '../board/touched';
import type { ConsentAsked } from '../people/deputies';
import { isReadOnly } from '../storage/guarded';
import type { Batch, ItemChange, Storage, StoredItem, StoredMember, StoredTouch } from '../storage/storage';
import { EVERYTHING, NO_BOARD } from '../storage/tables/told/inbox';
import { isAlteration, restored, retold } from './alterations';
import { causeId, Lines, type Ground } from './causes';
import { changesOf, derived, sharpening, stands } from './deriving';
import type { DueTasks } from './due-tasks';
import type { ReminderGiven } from './reminding';
import type { Waiting } from './waiting';
import { itemsOf } from './lines';
import { idleReminders, itemsThatWait, sharpened } from './waits';

/** Milliseconds after which a board that could not be told of is looked at again; twice as long each time, up to the longest. */
const [AGAIN, LONGEST] = [10_000, 60 * 60_000];

export interface InboxPorts {
  readonly storage: Storage;
  readonly ports: Ports;
  readonly waiting: Pick<Waiting, 'causesFor' | 'inReview'>;
  readonly dueTasks: Pick<DueTasks, 'of'>;
  /** Deputies that wait for an owner's yes. */
  readonly consents: () => readonly ConsentAsked[];
  /** Does something in the room of a board, loaded if it is not. @throws ProblemError */
  readonly inBoard: <T>(board: string, task: (room: BoardToRead & Exclusive) => T | Promise<T>) => Promise<T>;
  readonly epoch: () => string;
  /** Tells members to ask for their inbox again. */
  readonly changed: (concerns: (member: StoredMember) => boolean) => void;
}

interface Exclusive {
  /** Runs a task while no edit is being committed. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * What concerns each member, once and in one place. What is to be told is noted with the commit that makes it, or
 * follows from the record behind a cursor; it becomes items right afterwards, each named by its cause, so that neither a
 * crash between the two nor doing it again tells anything twice or not at all (decision 0043).
 */
export class Inbox {
  readonly #o: InboxPorts;
  /** One derivation after the other, whichever the board. */
  readonly #turns = new Queue<never>(
    async () => undefined,
    () => undefined,
  );
  /** Boards of which something is still to be told. */
  readonly #untold = new Set<string>();
  /** Those of which it is something that somebody is waiting for. */
  readonly #urgent = new Set<string>();
  /** Those that could not be told of: since when, and for how long they are left alone. */
  readonly #failed = new Map<string, { at: number; pause: number }>();
  /** Since when there is an inbox here; what waited before that is nothing new. */
  #since = '';

  constructor(options: InboxPorts) {
    this.#o = options;
  }

  /**
   * Takes up what a crash left untold, at the start and after a restore. Where there was no inbox before, or the content
   * is another one since, everything that is there counts as known.
   */
  load(): Promise<void> {
    return this.#turns.run(async () => {
      const { storage, ports, epoch } = this.#o;
      const cursors = await storage.inboxCursors();
      const whole = cursors.get(EVERYTHING);
      this.#since = whole?.at ?? instantOf(ports.clock);
      try {
        if (whole?.epoch !== epoch()) await this.#begin();
        const left = (await storage.members()).flatMap(({ id, active }) => (active ? [] : [id]));
        if (left.length > 0) await storage.write({ inboxLeft: left, lookedLeft: left });
      } catch (error) {
        // A full disk is read all the same; it is looked at again at the next start.
        if (!isReadOnly(error)) throw error;
      }
      for (const board of await storage.inboxBoards('touched')) this.#untold.add(board);
      for (const { id } of await storage.boards())
        if (whole && (await storage.entries(id, cursors.get(id)?.seq ?? 0)).length > 0) this.#untold.add(id);
    });
  }

  /** What a commit touches that members may have to be told of, as it is kept with it. */
  toTell({ board, document }: BoardToRead, touches: readonly Touch[]): StoredTouch[] {
    const at = instantOf(this.#o.ports.clock);
    this.#untold.add(board.id);
    if (touches.some(({ kind }) => kind !== 'plan')) this.#urgent.add(board.id);
    // Of several who touched a plan at once, the last one's note says what it was before.
    const last = new Map(touches.map((touch) => [touch.id, touch]));
    return touches.map((touch) => {
      const says = touch.kind === 'plan' && last.get(touch.id) === touch;
      const was = says ? (document.show(touch.id, null)?.digest ?? '') : null;
      return { board: board.id, ...touch, was, at };
    });
  }

  /** A commit of which members may have to be told is in the document. Comments and tasks are told at once; what people are typing in a plan, every few seconds. */
  committed(room: BoardToRead): void {
    if (this.#urgent.delete(room.board.id)) void this.settle();
  }

  /** A member is gone, and with him what he was told and what he saw. */
  left(member: string): void {
    const write = () => this.#o.storage.write({ inboxLeft: [member], lookedLeft: [member] });
    // Without room for it, at the next start.
    void this.#turns.run(write).catch(() => undefined);
  }

  /** New entries of a board's record. */
  grew(board: string, entries: readonly RecordEntry[]): void {
    if (!entries.some(({ plan }) => plan !== undefined)) return;
    this.#untold.add(board);
    void this.settle();
  }

  /** Called every few seconds: tells what nobody waits for, and once more what could not be told. */
  tick(): Promise<void> {
    const now = this.#o.ports.clock.now();
    for (const [board, { at, pause }] of this.#failed) if (isDue(at, now, pause)) this.#untold.add(board);
    return this.settle();
  }

  /** Tells everything that is to be told by now. */
  settle(): Promise<void> {
    return this.#turns.run(async () => {
      const boards = [...this.#untold];
      this.#untold.clear();
      for (const board of boards) {
        try {
          await this.#derive(board);
          this.#failed.delete(board);
        } catch (error) {
          this.#putOff(board, error);
        }
      }
    });
  }

  /** Nothing of it is lost: it lies with the commits until it is told. */
  #putOff(board: string, error: unknown): void {
    // The disk is asked every few seconds whether it takes anything again.
    if (isReadOnly(error)) return void this.#untold.add(board);
    const { clock, log } = this.#o.ports;
    const pause = Math.min(LONGEST, 2 * (this.#failed.get(board)?.pause ?? AGAIN / 2));
    this.#failed.set(board, { at: clock.now(), pause });
    log('inbox-failed', { board, error: String(error) });
  }

  /**
   * What a reminder writes for those it goes to. It leaves as soon as they are not awaited any more, and with the next one of
   * its sort; each step, and each day by hand, is another cause. Those of one step, or of one who gives them by hand, are one
   * line, whatever their boards and days: whoever comes back after weeks does not find one for each plan and day.
   */
  async reminded({ board, plan, submission, step, by, to, title, due }: ReminderGiven): Promise<Batch> {
    const { clock } = this.#o.ports;
    const at = instantOf(clock);
    const of = `${submission} ${step === 'by-hand' ? dayOf(clock) : step}`;
    const lines = new Lines(board, []);
    const line = causeId(NO_BOARD, 'reminders', step, by ?? '');
    const facts = { title, ...(by === undefined ? {} : { by }) };
    const told = { why: 'reminder', plan, of, at, ...(due === null ? {} : { due }), facts } as const;
    const inboxChanges: ItemChange[] = [];
    for (const member of to)
      for (const item of await this.#o.storage.inboxWaits(member)) {
        const isByHand = item.facts.by !== undefined;
        const isBefore = item.why === 'reminder' && item.of.startsWith(`${submission} `);
        if (isBefore && isByHand === (by !== undefined))
          inboxChanges.push({ member, id: item.id, live: false });
      }
    return { inbox: to.map((member) => ({ ...lines.item({ member, ...told }), line })), inboxChanges };
  }

  /** What a member has before him and, asked for what changed behind a number, what has left since. */
  async of(member: StoredMember, since: number): Promise<{ items: InboxItem[]; next: number }> {
    await this.settle();
    await this.#lookWhatWaits(member).catch(unlessReadOnly);
    const { storage, ports } = this.#o;
    const head = await storage.inboxHead(member.id);
    const inUse = await storage.boardsInUse();
    const today = dayOf(ports.clock);
    const isShown = (item: StoredItem) => {
      const { board, from } = item;
      const isInUse = board === NO_BOARD || inUse.has(board);
      return mayKnow(member, item) && isInUse && (from === null || from <= today);
    };
    const open = (await storage.inboxOf(member.id)).filter(isShown);
    // A number that was never told is of another host's counting.
    if (since === 0 || since > head) return { items: itemsOf(open), next: head };
    const changed = (await storage.inboxSince(member.id, since)).filter((item) => mayKnow(member, item));
    return { items: itemsOf(open, changed), next: head };
  }

  /** What a member makes of one line of his. @throws ProblemError */
  async set(member: StoredMember, line: string, state: InboxState): Promise<void> {
    const open = await this.#o.storage.inboxOf(member.id);
    const items = open.filter((item) => item.line === line && mayKnow(member, item));
    if (items.length === 0) {
      // Dealt with meanwhile, or on another device of his: then there is nothing left to do.
      const known = await this.#o.storage.inboxLine(member.id, line);
      if (known && mayKnow(member, known)) return;
      throw new ProblemError('not-found', 'there is no such item');
    }
    if (state === 'done' && items.some(isWait))
      throw new ProblemError('wrong-state', 'it waits until it is decided or submitted again');
    const changes = items
      .filter((item) => item.state !== state)
      .map(({ id }) => ({ member: member.id, id, state }));
    if (changes.length === 0) return;
    await this.#o.storage.write({ inboxChanges: changes });
    this.#tell([member.id]);
  }

  /** What of a member's items he has read, who had a plan before his eyes as far as he says. */
  async seenBy(member: StoredMember, room: BoardToRead, plan: string, seen: LookBody): Promise<ItemChange[]> {
    const comments = new Set(seen.comments);
    const entries = new Set(room.record.entries.slice(0, seen.seq).map(({ hash }) => hash));
    const isSeen = (item: StoredItem) => {
      if (item.board !== room.board.id || item.plan !== plan) return false;
      if (item.why === 'mention' || item.why === 'answer') return comments.has(item.of);
      if (item.why === 'changed') return room.document.standsAs(plan, seen.digest);
      if (item.why === 'deleted') return seen.gone === true && !room.document.holds(plan);
      return item.why === 'outcome' && entries.has(item.of);
    };
    const open = await this.#o.storage.inboxOf(member.id);
    return open.filter(isSeen).map(({ id }) => ({ member: member.id, id, state: 'done' }));
  }

  /** Tells devices of these members. */
  #tell(members: Iterable<string>): void {
    const whom = new Set(members);
    if (whom.size > 0) this.#o.changed(({ id }) => whom.has(id));
  }

  /** Tells these members' own devices, and nobody else, that their inbox is another one. */
  tellOwnDevices(...members: readonly string[]): void {
    this.#tell(members);
  }

  /** Everything there is counts as known; what stands before people is looked through. */
  async #begin(): Promise<void> {
    const { storage, ports, epoch } = this.#o;
    const at = instantOf(ports.clock);
    const seqs: { board: string; seq: number }[] = [];
    for (const { id } of await storage.boards())
      seqs.push({ board: id, seq: (await storage.entries(id, 0)).length });
    for (const board of await storage.inboxBoards('open'))
      // A board that does not open, as a later version wrote it, tells nothing.
      await this.#lookThrough(board).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
      });
    await storage.write({
      inboxCursors: [...seqs, { board: EVERYTHING, seq: 0 }].map((each) => ({ ...each, epoch: epoch(), at })),
    });
    this.#since = at;
  }

  /** What stands before people of this board no more, or again, now that its content is another one. */
  async #lookThrough(board: string): Promise<void> {
    const { storage, inBoard } = this.#o;
    const open = await storage.inboxOnBoard(board);
    const isThere = (await storage.boards()).some(({ id }) => id === board);
    const rest = open.filter((item) => !isAlteration(item));
    const look = async (room: BoardToRead) => {
      const ground = await this.#groundOf(room);
      const altered = await this.#restored(ground, open.filter(isAlteration));
      return [...changesOf(rest, (item) => stands(ground, item)), ...altered];
    };
    const changes = isThere ? await inBoard(board, look) : changesOf(open, () => false);
    if (changes.length > 0) await storage.write({ inboxChanges: changes });
  }

  /** Of what others made of plans, what stands before people again. */
  async #restored(ground: Ground, open: readonly StoredItem[]): Promise<ItemChange[]> {
    const { storage } = this.#o;
    const kinds = new Map(open.map((item) => [[item.member, item.plan, item.why].join(' '), item]));
    const changes: ItemChange[] = [];
    for (const { member, board, plan, why } of kinds.values()) {
      const about = { board, plan: plan ?? '', why };
      const seen = await storage.looked(member, board, about.plan);
      changes.push(...restored(ground, await storage.inboxAbout(member, about), seen?.look.digest ?? null));
    }
    return changes;
  }

  async #derive(board: string): Promise<void> {
    const { storage, inBoard, epoch, ports } = this.#o;
    await inBoard(board, async (room) => {
      const cursor = (await storage.inboxCursor(board))?.seq ?? 0;
      // All of one moment: the touches of a commit lie there a moment before the document has it.
      const found = await room.exclusive(async () => {
        const touches = await storage.inboxTouches(board);
        const open = await storage.inboxOnBoard(board);
        const ground = await this.#groundOf(room);
        return { touches, ...derived(ground, touches, cursor, open), seq: room.record.entries.length };
      });
      const { touches, seq } = found;
      const upTo = touches.at(-1)?.n;
      if (upTo === undefined && seq <= cursor) return;
      const altered = await this.#altered(found.items.filter(isAlteration));
      const rest = found.items.filter((item) => !isAlteration(item));
      const items = [...rest, ...altered.items];
      const changes = [...found.changes, ...altered.changes];
      const batch: Batch = {
        inbox: items,
        inboxChanges: [...changes, ...(await this.#sharpened(rest))],
        inboxTold: upTo === undefined ? [] : [{ board, upTo }],
        inboxCursors: seq > cursor ? [{ board, seq, epoch: epoch(), at: instantOf(ports.clock) }] : [],
      };
      await storage.write(batch);
      this.#tell([...items, ...changes].map(({ member }) => member));
    });
  }

  /** What is told of plans that others made into something else, beside what was told of that before. */
  async #altered(all: readonly StoredItem[]): Promise<{ items: StoredItem[]; changes: ItemChange[] }> {
    const { storage } = this.#o;
    const [items, changes]: [StoredItem[], ItemChange[]] = [[], []];
    for (const told of all) {
      const { member, board, why, of } = told;
      const plan = told.plan ?? '';
      // Whoever watched while it was done has read it.
      const seen = why === 'changed' ? await storage.looked(member, board, plan) : null;
      const isSeen = seen !== null && of.endsWith(` ${seen.look.digest}`);
      const known = await storage.inboxAbout(member, { board, plan, why });
      const found = retold(known, isSeen ? { ...told, state: 'done' } : told);
      if (found.item) items.push(found.item);
      changes.push(...found.changes);
    }
    return { items, changes };
  }

  /** What was told once as something else: an answer that names somebody now, a task that is due on another day. */
  async #sharpened(items: readonly StoredItem[]): Promise<ItemChange[]> {
    const changes: ItemChange[] = [];
    for (const item of items) {
      const known = await this.#o.storage.inboxItem(item.member, item.id);
      const change = known && sharpening(known, item);
      if (change) changes.push(change);
    }
    return changes;
  }

  /** Brings what waits for a member into his inbox, and out of it: it is known at any moment, so it is looked for then. */
  async #lookWhatWaits(member: StoredMember): Promise<void> {
    const { storage, waiting, consents } = this.#o;
    const waits = { plans: await waiting.causesFor(member), consents: consents() };
    const items = itemsThatWait(member, waits, this.#since);
    const open = await storage.inboxWaits(member.id);
    const isOpen = new Set(open.map(({ id }) => id));
    const inUse = await storage.boardsInUse();
    const reminded = open.filter(({ why, board }) => why === 'reminder' && inUse.has(board));
    const idle = reminded.length > 0 ? idleReminders(member, reminded, waits, await waiting.inReview()) : [];
    const changes: ItemChange[] = [
      ...open.filter((item) => isWait(item) && !items.has(item.id)),
      ...idle,
    ].map(({ id }) => ({ member: member.id, id, live: false }));
    const fresh = [...items.values()].filter(({ id }) => !isOpen.has(id));
    for (const { id, facts } of fresh) {
      const known = await storage.inboxItem(member.id, id);
      if (known) changes.push({ member: member.id, id, live: true, facts });
    }
    changes.push(...sharpened(open, items));
    fresh.push(...(await this.#dueFor(member)));
    if (fresh.length > 0 || changes.length > 0) await storage.write({ inbox: fresh, inboxChanges: changes });
  }

  /** Tasks that are due by now and that nobody told him of, as they are from before there was an inbox. */
  async #dueFor(member: StoredMember): Promise<StoredItem[]> {
    const { storage, dueTasks } = this.#o;
    const items: StoredItem[] = [];
    for (const { board, task, dueOn, text } of await dueTasks.of(member)) {
      const at = `${dueOn}T00:00:00.000Z`;
      const told = { member: member.id, why: 'task' as const, of: task, at, due: dueOn, facts: { text } };
      const item = new Lines(board, []).item(told);
      if (!(await storage.inboxItem(member.id, item.id)))
        items.push({ ...item, state: at <= this.#since ? 'seen' : 'new' });
    }
    return items;
  }

  async #groundOf(room: BoardToRead): Promise<Ground> {
    const members = new Map((await this.#o.storage.members()).map((member) => [member.id, member]));
    const readers = new Map([...members].filter(([, member]) => mayRead(member, room.board.id)));
    return { room, readers, nameOf: (id) => members.get(id)?.name };
  }
}

/** Whether a member may know of what an item is about. */
function mayKnow(member: StoredMember, { board }: StoredItem): boolean {
  return board === NO_BOARD || mayRead(member, board);
}

function unlessReadOnly(error: unknown): void {
  if (!isReadOnly(error)) throw error;
}
