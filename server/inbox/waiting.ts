import type { WaitingView } from '../../shared/api/contract';
import { groupByPlan, readHistory, type Submission } from '../../shared/domain/history';
import type { Capacities } from '../../shared/domain/turn/delegation';
import { decidedFor, waitsFor } from '../../shared/domain/judge';
import { mayEdit } from '../../shared/domain/policy';
import type { RecordEntry } from '../../shared/domain/record';
import { statusFrom, type PlanStatus } from '../../shared/domain/status';
import { objectionsIn } from '../../shared/domain/turn/turn';
import { slicesOf } from '../base/slices';
import { mayRead } from '../board/boards';
import type { BoardInUse } from '../board/room';
import type { Storage, StoredBoard, StoredMember } from '../storage/storage';

export interface WaitingPorts {
  readonly storage: Pick<Storage, 'boards' | 'entries' | 'movedOn'>;
  /** Keeps, for the next start, that a plan stands no more as the entry `seq` submitted it; null: that it does, or waits no more. */
  readonly keep: (boardId: string, planId: string, seq: number | null) => void;
  /** Does something with a board if it is in use; loads none. */
  readonly ifOpen: (boardId: string, work: (board: BoardInUse) => void) => void;
  /** A member's rights as the host judges by them, and for whom he decides; null for nobody it knows. */
  readonly rightsOf: (memberId: string) => Capacities | null;
  /** Tells those whose answer is another one now. */
  readonly changed: (concerns: (member: StoredMember) => boolean) => void;
}

/** A submission that somebody has to do something about: to decide, or to change it as was asked. */
interface Open {
  readonly submission: Submission;
  /** In review, or sent back; as if the plan still stood as it was submitted. */
  readonly status: PlanStatus;
  /**
   * Whether the plan still stands so on the board; one that was sent back, whether it is there at all. Only a board in
   * use tells, and what it told last is kept and stays true while it is not.
   */
  readonly stands: boolean;
}

/** A plan in review that stands as it was submitted. */
export interface InReview {
  readonly board: string;
  readonly plan: string;
  readonly status: PlanStatus;
  readonly archived: boolean;
}

interface BoardIndex {
  readonly createdAt: string;
  archived: boolean;
  readonly open: Map<string, Open>;
}

/**
 * What waits for whom: the submissions in review on every board. Built from the records when it is first asked for, so
 * that no board needs to be open; kept up from then on, so that an answer costs as much as there is in review.
 */
export class Waiting {
  readonly #ports: WaitingPorts;
  #boards: Map<string, BoardIndex> | null = null;
  #building: Promise<void> | null = null;
  /** Boards whose record grew while the index was built. */
  readonly #grown = new Set<string>();
  /** How often all of it was thrown away; what was read before that counts no more. */
  #epoch = 0;

  constructor(ports: WaitingPorts) {
    this.#ports = ports;
  }

  /** What waits for this member's decision: newest board first, on a board in the order of the submissions. */
  async of(member: StoredMember): Promise<WaitingView[]> {
    // Of a plan, the last reason for which it waits.
    const plans = new Map<string, WaitingView>();
    for (const { view } of await this.causesFor(member)) plans.set(`${view.board}/${view.plan}`, view);
    return [...plans.values()];
  }

  /** The same, for each thing that makes it wait: an entry of the record, and for changes that were asked for each one by which. */
  async causesFor(member: StoredMember): Promise<{ readonly cause: string; readonly view: WaitingView }[]> {
    const index = await this.#index();
    const rights = this.#ports.rightsOf(member.id);
    if (!rights) return [];
    const boards = [...index].filter(
      ([board, { archived, open }]) => open.size > 0 && !archived && mayRead(member, board),
    );
    return boards.sort(newestFirst).flatMap(([board, { open }]) =>
      [...open]
        .sort(([, a], [, b]) => a.submission.seq - b.submission.seq)
        .flatMap(([plan, each]) => {
          const why = whyFor(rights, each);
          const asks = why === 'changes-requested' ? asksIn(each.status) : [undefined];
          const behalf = why === 'decision' ? decidedFor(rights, each.status) : [];
          return why === null
            ? []
            : asks.map((asked) => ({
                cause: causeOf(each, asked),
                view: viewOf(board, plan, each, asked, behalf),
              }));
        }),
    );
  }

  /** What is in review on all boards. */
  async inReview(): Promise<InReview[]> {
    const boards = [...(await this.#index())];
    return boards.flatMap(([board, { open, archived }]) =>
      [...open]
        .filter(([, { status, stands }]) => stands && status.state === 'in-review')
        .map(([plan, { status }]) => ({ board, plan, status, archived })),
    );
  }

  /** New entries of a board's record. */
  grew(boardId: string, entries: readonly RecordEntry[]): void {
    if (this.#building) this.#grown.add(boardId);
    if (this.#boards) this.#ports.ifOpen(boardId, (room) => this.#take(room, entries));
  }

  /** A board is in use from now on: it tells which plans no longer stand as they were submitted. */
  opened(room: BoardInUse): void {
    const board = this.#boards?.get(room.board.id);
    if (board) this.#watch(room, board);
  }

  /** A member has other rights than before. */
  rightsChanged(memberId: string, before: Capacities | null): void {
    const now = this.#ports.rightsOf(memberId);
    const differs = (each: Open) => whyFor(before, each) !== whyFor(now, each);
    const boards = [...(this.#boards ?? [])].filter(
      ([, { archived, open }]) => !archived && [...open.values()].some(differs),
    );
    this.#ports.changed(
      (member) => member.id === memberId && boards.some(([board]) => mayRead(member, board)),
    );
  }

  /** After a restore: nothing that is known holds. */
  forget(): void {
    this.#epoch += 1;
    [this.#boards, this.#building] = [null, null];
    this.#grown.clear();
  }

  async #index(): Promise<ReadonlyMap<string, BoardIndex>> {
    for (;;) {
      if (this.#boards) return this.#boards;
      await (this.#building ??= this.#build());
    }
  }

  async #build(): Promise<void> {
    const epoch = this.#epoch;
    const index = new Map<string, BoardIndex>();
    const breathe = slicesOf();
    const read = async (board: StoredBoard) => {
      const open = new Map<string, Open>();
      const movedOn = await this.#ports.storage.movedOn(board.id);
      for (const [planId, entries] of groupByPlan(await this.#ports.storage.entries(board.id, 0))) {
        const found = openOf(planId, entries);
        const stands = found?.submission.seq !== movedOn.get(planId);
        if (found) open.set(planId, { ...found, stands });
        await breathe();
      }
      index.set(board.id, { createdAt: board.createdAt, archived: board.archived, open });
    };
    try {
      let boards = await this.#ports.storage.boards();
      // What grew while it was read is read again, until nothing did.
      do {
        this.#grown.clear();
        for (const board of boards) await read(board);
        if (this.#epoch !== epoch) return;
        boards = (await this.#ports.storage.boards()).filter(({ id }) => this.#grown.has(id));
      } while (boards.length > 0);
      if (this.#epoch === epoch) this.#boards = index;
    } finally {
      if (this.#epoch === epoch) this.#building = null;
    }
    for (const [boardId, board] of index) this.#ports.ifOpen(boardId, (room) => this.#watch(room, board));
  }

  /** An edit of any other plan of the board is nothing to what waits. */
  #watch(room: BoardInUse, { open }: BoardIndex): void {
    room.document.watch(open, (planIds) => this.#look(room, planIds));
    this.#look(room, [...open.keys()]);
  }

  #take(room: BoardInUse, entries: readonly RecordEntry[]): void {
    const board = this.#boards?.get(room.board.id) ?? this.#added(room);
    for (const { kind } of entries)
      if (kind === 'archived' || kind === 'unarchived') this.#setArchived(room.board.id, kind === 'archived');
    const plans = new Set(entries.flatMap(({ plan }) => plan ?? []));
    for (const planId of plans) {
      const found = openOf(planId, room.record.entries);
      const stands = found !== null && standsOn(room, planId, found);
      this.#set(room.board.id, board, planId, found && { ...found, stands });
    }
  }

  /** Whether these plans stand as they were submitted. */
  #look(room: BoardInUse, planIds: Iterable<string>): void {
    const board = this.#boards?.get(room.board.id);
    for (const planId of planIds) {
      const known = board?.open.get(planId);
      if (!board || !known) continue;
      const stands = standsOn(room, planId, known);
      if (stands !== known.stands) this.#set(room.board.id, board, planId, { ...known, stands });
    }
  }

  #set(boardId: string, { open, archived }: BoardIndex, planId: string, now: Open | null): void {
    const before = open.get(planId) ?? null;
    if (now) open.set(planId, now);
    else open.delete(planId);
    const [kept, left] = [leftBehind(before), leftBehind(now)];
    if (kept !== left) this.#ports.keep(boardId, planId, left);
    if (archived) return;
    const isAnother = before?.submission.seq !== now?.submission.seq || isAskedOtherwise(before, now);
    this.#tell(boardId, (rights) => {
      const [waited, waits] = [whyFor(rights, before), whyFor(rights, now)];
      return waited !== waits || (waits !== null && isAnother);
    });
  }

  #setArchived(boardId: string, archived: boolean): void {
    const board = this.#boards?.get(boardId);
    if (!board || board.archived === archived) return;
    board.archived = archived;
    const open = [...board.open.values()];
    this.#tell(boardId, (rights) => open.some((each) => whyFor(rights, each) !== null));
  }

  #tell(boardId: string, concerns: (rights: Capacities | null) => boolean): void {
    this.#ports.changed((member) => mayRead(member, boardId) && concerns(this.#ports.rightsOf(member.id)));
  }

  /** A board that is newer than the index is in it once its record grows. */
  #added(room: BoardInUse): BoardIndex {
    const { id, createdAt, archived } = room.board;
    const board = { createdAt, archived, open: new Map<string, Open>() };
    this.#boards?.set(id, board);
    this.#watch(room, board);
    return board;
  }
}

/** The submission of a plan that is in review or was sent back, by the record alone. */
function openOf(planId: string, entries: readonly RecordEntry[]): Open | null {
  const history = readHistory(planId, entries);
  const { submission } = history;
  if (!submission) return null;
  const { digest, snapshot } = submission;
  // On which day one looks matters to what has started, not to what is in review.
  const status = statusFrom(history, { digest, material: snapshot }, submission.at.slice(0, 10));
  const isOpen = status.state === 'in-review' || status.state === 'changes-requested';
  return isOpen ? { submission, status, stands: true } : null;
}

/** The submission as which a plan does not stand any more. */
function leftBehind(open: Open | null): number | null {
  return open && !open.stands ? open.submission.seq : null;
}

function standsOn({ document }: BoardInUse, planId: string, { submission, status }: Open): boolean {
  // Whoever changes what was sent back does what was asked, and is not done before it is submitted again.
  if (status.state === 'changes-requested') return document.holds(planId);
  return document.standsAs(planId, submission.digest);
}

/** Why it waits for somebody; null if it does not. */
function whyFor(rights: Capacities | null, open: Open | null): WaitingView['why'] | null {
  if (rights === null || !open?.stands) return null;
  if (waitsFor(rights, open.status, rights.mandates)) return 'decision';
  const { submission, status } = open;
  const isTheirs = submission.by === rights.id || submission.snapshot['ownerId'] === rights.id;
  const isSentBack = status.state === 'changes-requested' && isTheirs && mayEdit(rights) === null;
  return isSentBack ? 'changes-requested' : null;
}

type Asked = PlanStatus['decisions'][number];

function causeOf({ submission }: Open, asked: Asked | undefined): string {
  return `${submission.hash} ${asked?.seq ?? 0}`;
}

/** What changes were asked for and still are, by each of those who asked, the last one last. */
function asksIn(status: PlanStatus): Asked[] {
  return objectionsIn(status)
    .filter(({ verdict }) => verdict === 'request-changes')
    .sort((a, b) => a.seq - b.seq);
}

/** Whether what is asked of whoever is to change a plan is something else now. */
function isAskedOtherwise(before: Open | null, now: Open | null): boolean {
  const [asked, asks] = [before, now].map(
    (open) =>
      open &&
      asksIn(open.status)
        .map(({ seq }) => seq)
        .join(),
  );
  return asked !== asks;
}

function viewOf(
  board: string,
  plan: string,
  { submission }: Open,
  asked: Asked | undefined,
  onBehalfOf: readonly string[],
): WaitingView {
  const { by, at: since } = asked ?? submission;
  const { start, end, budgetMinor, currency } = submission.snapshot;
  return {
    board,
    plan,
    title: titleOf(submission),
    since,
    why: asked ? 'changes-requested' : 'decision',
    by,
    ...(typeof start === 'string' ? { start } : {}),
    ...(typeof end === 'string' ? { end } : {}),
    ...(typeof budgetMinor === 'number' ? { budgetMinor } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
    ...(!asked && submission.decideBy ? { due: submission.decideBy } : {}),
    ...(asked?.note ? { note: asked.note } : {}),
    ...(onBehalfOf.length > 0 ? { onBehalfOf: [...onBehalfOf] } : {}),
  };
}

function titleOf({ snapshot }: Submission): string {
  return typeof snapshot['title'] === 'string' ? snapshot['title'] : '';
}

function newestFirst([, a]: [string, BoardIndex], [, b]: [string, BoardIndex]): number {
  return a.createdAt < b.createdAt ? 1 : -1;
}
