import { createHash } from 'node:crypto';
import { calendarSteps, type Calendar, type CalendarScope } from '../../shared/domain/calendar';
import type { Material } from '../../shared/domain/plan';
import { GENESIS, type RecordEntry } from '../../shared/domain/record';
import type { CurrentPlan } from '../../shared/domain/status';
import {
  csvParts,
  icsParts,
  jsonParts,
  ofBoard,
  unrecordedOf,
  xlsxParts,
  type DepartedExport,
  type ExportContext,
  type ExportedBoard,
  type ExportItem,
  type ProofSource,
} from '../../shared/export';
import { dayOf, instantOf, type Clock } from '../base/ports';
import { ProblemError } from '../base/problem';
import { slicesOf, type Breathe } from '../base/slices';
import type { BoardRoom } from '../board/board-room';
import type { Storage } from '../storage/storage';
import type { Shown } from '../storage/tables/shown';

export const CALENDAR_FORMATS = ['ics', 'csv', 'xlsx', 'json'] as const;
export type CalendarFormat = (typeof CALENDAR_FORMATS)[number];

/** What somebody wants of a calendar. */
export interface CalendarAsked {
  readonly boards: readonly ExportedBoard[];
  /** What all of them together are called. */
  readonly title: string;
  readonly format: CalendarFormat;
  readonly scope: CalendarScope;
  readonly lang: ExportContext['lang'];
  /** What is wanted of the plans; absent: all. Named, as functions cannot be compared. */
  readonly only?: { readonly name: string; readonly has: (material: Material) => boolean };
  /** Long plans stand in an ICS file as two days, their first and their last. */
  readonly endsOnly?: boolean;
}

export interface CalendarFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same for the same bytes. */
  readonly etag: string;
}

export interface CalendarPorts {
  readonly storage: Pick<Storage, 'members' | 'shown' | 'write'>;
  readonly clock: Clock;
  readonly company: () => string;
  /** A device that is or was enrolled. */
  readonly device: ProofSource['device'];
  readonly inBoard: <T>(boardId: string, task: (room: BoardRoom) => Promise<T>) => Promise<T>;
}

/** What the boards of a calendar held when they were read. */
interface Read {
  readonly items: readonly ExportItem[];
  readonly departed: readonly DepartedExport[];
  readonly records: ReadonlyMap<string, readonly RecordEntry[]>;
  /** By board and plan. */
  readonly accepted: ReadonlyMap<string, readonly string[]>;
}

/** So many files are kept, those asked for last. */
const KEPT = 16;

/**
 * Calendars as files. The agreed one is made of the record alone. Making one of thousands of plans takes time, but in
 * slices, so that nobody waits for it; and it is made once as long as nothing of it changes.
 */
export class CalendarFiles {
  readonly #ports: CalendarPorts;
  readonly #kept = new Map<
    string,
    { readonly state: readonly unknown[]; readonly file: Promise<CalendarFile> }
  >();

  constructor(ports: CalendarPorts) {
    this.#ports = ports;
  }

  async file(asked: CalendarAsked): Promise<CalendarFile> {
    const members = new Map((await this.#ports.storage.members()).map(({ id, name }) => [id, name]));
    const key = JSON.stringify([
      asked.boards.map(({ id }) => id),
      asked.format,
      asked.scope,
      asked.lang,
      asked.only?.name,
      asked.endsOnly,
    ]);
    const state = await this.#stateOf(asked, members);
    const kept = this.#kept.get(key);
    if (kept && sameState(kept.state, state)) return kept.file;
    const file = this.#make(asked, members);
    this.#kept.delete(key);
    this.#kept.set(key, { state, file });
    const oldest = this.#kept.size > KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    // A file that could not be made is made anew by whoever asks next.
    file.catch(() => this.#kept.delete(key));
    return file;
  }

  /** Everything that a file depends on, to be compared one by one. */
  async #stateOf(asked: CalendarAsked, members: ReadonlyMap<string, string>): Promise<unknown[]> {
    const { company, clock, inBoard } = this.#ports;
    const boards: unknown[] = [];
    for (const { id, title } of asked.boards)
      boards.push(
        title,
        ...(await inBoard(id, async ({ record, document }) => [record.head.hash, document.state])),
      );
    return [asked.title, company(), dayOf(clock), JSON.stringify([...members]), ...boards];
  }

  async #make(asked: CalendarAsked, members: ReadonlyMap<string, string>): Promise<CalendarFile> {
    const breathe = slicesOf();
    const [items, departed]: [ExportItem[], DepartedExport[]] = [[], []];
    const records = new Map<string, readonly RecordEntry[]>();
    const accepted = new Map<string, readonly string[]>();
    for (const board of asked.boards) {
      const calendar = await this.#ports.inBoard(board.id, async (room) => {
        records.set(board.id, [...room.record.entries]);
        if (asked.format === 'json' && asked.scope === 'all')
          for (const plan of room.document.planIds()) {
            accepted.set(`${board.id}/${plan}`, room.document.accepted(plan));
            await breathe();
          }
        return this.#calendarOf(room, asked.scope, breathe);
      });
      const exported = ofBoard(board, calendar);
      items.push(...exported.items.filter(({ material }) => asked.only?.has(material) ?? true));
      departed.push(...exported.departed.filter(({ material }) => asked.only?.has(material) ?? true));
    }
    const context: ExportContext = {
      title: asked.title,
      company: this.#ports.company(),
      lang: asked.lang,
      scope: asked.scope,
      memberName: (id) => members.get(id) ?? '',
      now: instantOf(this.#ports.clock),
    };
    return packed(
      await this.#partsOf(asked, { items, departed, records, accepted }, context, breathe),
      breathe,
    );
  }

  async #partsOf(
    { format, scope, boards, endsOnly = false }: CalendarAsked,
    { items, departed, records, accepted }: Read,
    context: ExportContext,
    breathe: Breathe,
  ): Promise<Iterable<string | Uint8Array>> {
    if (format === 'csv') return csvParts(items, context);
    if (format === 'xlsx') return xlsxParts(items, context);
    if (format === 'json') return jsonParts(items, boards, context, this.#proofIn(records, accepted));
    const revisions =
      scope === 'agreed'
        ? await this.#revisionsOf([...items, ...departed], context, breathe)
        : new Map<string, number>();
    const revisionOf = ({ board, planId }: ExportItem) => revisions.get(`${board.id}/${planId}`) ?? 0;
    return icsParts({ items, departed, revisionOf, endsOnly }, context);
  }

  #proofIn(records: Read['records'], accepted: Read['accepted']): ProofSource {
    return {
      head: (board) => {
        const { seq, hash } = records.get(board)?.at(-1) ?? { seq: 0, hash: GENESIS };
        return { seq, hash };
      },
      entry: (board, seq) => records.get(board)?.[seq - 1],
      device: this.#ports.device,
      accepted: (board, plan) => accepted.get(`${board}/${plan}`) ?? [],
    };
  }

  async #calendarOf(
    { document, record }: BoardRoom,
    scope: CalendarScope,
    breathe: Breathe,
  ): Promise<Calendar> {
    const plans = new Map<string, CurrentPlan>();
    for (const planId of document.planIds()) {
      const plan = document.plan(planId);
      if (plan) plans.set(planId, plan);
      await breathe();
    }
    const steps = calendarSteps(plans, record.entries, scope, dayOf(this.#ports.clock));
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await breathe();
    }
  }

  /**
   * How often the words of each plan changed that stand in no entry, as far as anybody was shown them: by board and
   * plan. What is shown now is noted, so that the next change counts.
   */
  async #revisionsOf(
    items: readonly ExportItem[],
    context: ExportContext,
    breathe: Breathe,
  ): Promise<Map<string, number>> {
    const { storage } = this.#ports;
    const revisions = new Map<string, number>();
    const shown = await storage.shown();
    const changed: { board: string; plan: string; words: string; revision: number }[] = [];
    for (const item of items) {
      const key = `${item.board.id}/${item.planId}`;
      const known = shown.get(key);
      const { words, revision } = shownNow(item.last, unrecordedOf(item, context), known);
      if (known?.words !== words) changed.push({ board: item.board.id, plan: item.planId, words, revision });
      revisions.set(key, revision);
      await breathe();
    }
    try {
      for (let at = 0; at < changed.length; at += NOTED_AT_ONCE)
        await storage.write({ shown: changed.slice(at, at + NOTED_AT_ONCE) });
    } catch (error) {
      // A full disk keeps nobody from reading; the change counts with the next file.
      if (!(error instanceof ProblemError)) throw error;
    }
    return revisions;
  }
}

const NOTED_AT_ONCE = 200;

/**
 * What is to be noted of an event, and what is added to the number of its last entry for SEQUENCE. After a restore the
 * record goes on from an earlier entry, perhaps with another one of the same number; SEQUENCE does not fall for that.
 */
function shownNow(last: ExportItem['last'], unrecorded: string, known: Shown | undefined): Shown {
  const { seq, at } = last ?? { seq: 0, at: '' };
  const words = `${seq} ${at} ${unrecorded}`;
  if (!known || known.words === words) return { words, revision: known?.revision ?? 0 };
  // Earlier notes name no entry.
  const [, before = 0, was] = /^(?:(\d+) \S* )?(.*)$/s.exec(known.words) ?? [];
  const revision = known.revision + (was === unrecorded ? 0 : 1);
  return { words, revision: Math.max(revision, Number(before) + known.revision + 1 - seq) };
}

async function packed(parts: Iterable<string | Uint8Array>, breathe: Breathe): Promise<CalendarFile> {
  const [chunks, hash]: [Uint8Array[], ReturnType<typeof createHash>] = [[], createHash('sha256')];
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    chunks.push(bytes);
    hash.update(bytes);
    await breathe();
  }
  return { bytes: new Uint8Array(Buffer.concat(chunks)), etag: `"${hash.digest('base64url')}"` };
}

function sameState(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
