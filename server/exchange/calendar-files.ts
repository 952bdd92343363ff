import { createHash } from 'node:crypto';
import { calendarSteps, type Calendar, type CalendarScope } from '../../shared/domain/calendar/calendar';
import type { Material } from '../../shared/domain/plan';
import { GENESIS, type RecordEntry } from '../../shared/domain/record';
import type { CurrentPlan } from '../../shared/domain/status';
import type { AcceptedWarning } from '../../shared/domain/warnings/accepted';
import {
  csvParts,
  icsParts,
  jsonParts,
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
import type { Shown } from '../storage/tables/board/shown';

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
  /** Its bytes, in pieces that may be sent on one by one: joining megabytes would hold everybody up. */
  readonly pieces: readonly Uint8Array[];
  readonly size: number;
  /** The same for the same bytes. */
  readonly etag: string;
}

export interface CalendarPorts {
  readonly storage: Pick<Storage, 'members' | 'shown' | 'write' | 'recordHead' | 'documentVersion'>;
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
  readonly accepted: ReadonlyMap<string, readonly AcceptedWarning[]>;
}

/** So many files are kept, those asked for last; and of so many it is known by what they are told apart. */
const KEPT = 16;
const KNOWN = 1_000;

/** A file that was made, as long as everything that it depends on stays so. */
interface Kept {
  readonly state: string;
  /** Null until it is made. */
  etag: string | null;
  file: Promise<CalendarFile> | null;
}

/**
 * Calendars as files. The agreed one is made of the record alone. Making one of thousands of plans takes time, but in
 * slices, so that nobody waits for it; and it is made once as long as nothing of it changes.
 */
export class CalendarFiles {
  readonly #ports: CalendarPorts;
  /** Those asked for last come last. */
  readonly #kept = new Map<string, Kept>();

  constructor(ports: CalendarPorts) {
    this.#ports = ports;
  }

  async file(asked: CalendarAsked): Promise<CalendarFile> {
    const { key, state, members } = await this.#placeOf(asked);
    const known = this.#kept.get(key);
    const isSame = known?.state === state;
    const file = (isSame ? known.file : null) ?? this.#make(asked, members);
    const kept: Kept = { state, etag: isSame ? known.etag : null, file };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#forget();
    file.then(
      ({ etag }) => (kept.etag = etag),
      // One that could not be made is made anew by whoever asks next.
      () => this.#kept.get(key) === kept && this.#kept.delete(key),
    );
    return file;
  }

  /** What a file is told apart by, where that is known without making it or loading a board. */
  async etagOf(asked: CalendarAsked): Promise<string | null> {
    const { key, state } = await this.#placeOf(asked);
    const kept = this.#kept.get(key);
    return kept?.state === state ? kept.etag : null;
  }

  /** Lets go of the files, and of what is known of them, that nobody has asked for the longest. */
  #forget(): void {
    const all = [...this.#kept];
    for (const [key] of all.slice(0, Math.max(0, all.length - KNOWN))) this.#kept.delete(key);
    for (const [, kept] of all.filter(([, { file }]) => file !== null).slice(0, -KEPT)) kept.file = null;
  }

  /** Where a file is kept, and everything that it depends on: as it is stored, so that no board is loaded to find that nothing changed. */
  async #placeOf(asked: CalendarAsked) {
    const { company, clock, storage } = this.#ports;
    const members = new Map((await storage.members()).map(({ id, name }) => [id, name]));
    const boards: unknown[] = [];
    for (const { id, title } of asked.boards)
      boards.push([title, (await storage.recordHead(id)).hash, await storage.documentVersion(id)]);
    const state = JSON.stringify([asked.title, company(), dayOf(clock), [...members], boards]);
    const key = JSON.stringify([
      asked.boards.map(({ id }) => id),
      asked.format,
      asked.scope,
      asked.lang,
      asked.only?.name,
      asked.endsOnly,
    ]);
    return { key, state: createHash('sha256').update(state).digest('base64url'), members };
  }

  async #make(asked: CalendarAsked, members: ReadonlyMap<string, string>): Promise<CalendarFile> {
    const breathe = slicesOf();
    const [items, departed]: [ExportItem[], DepartedExport[]] = [[], []];
    const records = new Map<string, readonly RecordEntry[]>();
    const accepted = new Map<string, readonly AcceptedWarning[]>();
    for (const board of asked.boards) {
      const calendar = await this.#ports.inBoard(board.id, async (room) => {
        // What is stored may not be in memory yet: the file is kept as the one of what is stored.
        await room.settled();
        await room.record.refresh();
        records.set(board.id, [...room.record.entries]);
        if (asked.format === 'json' && asked.scope === 'all')
          for (const plan of room.document.planIds()) {
            accepted.set(`${board.id}/${plan}`, room.document.accepted(plan));
            await breathe();
          }
        return this.#calendarOf(room, asked.scope, breathe);
      });
      for (const item of calendar.items) {
        if (asked.only?.has(item.material) ?? true) items.push({ ...item, board });
        await breathe();
      }
      for (const item of calendar.departed)
        if (asked.only?.has(item.material) ?? true) departed.push({ ...item, board });
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

/** So large is a piece of a file at least, but for the last. */
const PIECE = 64 * 1024;

async function packed(parts: Iterable<string | Uint8Array>, breathe: Breathe): Promise<CalendarFile> {
  const [pieces, hash]: [Uint8Array[], ReturnType<typeof createHash>] = [[], createHash('sha256')];
  let [size, waiting, held]: [number, Uint8Array[], number] = [0, [], 0];
  const join = () => {
    pieces.push(Buffer.concat(waiting));
    [size, waiting, held] = [size + held, [], 0];
  };
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    waiting.push(bytes);
    held += bytes.length;
    hash.update(bytes);
    if (held >= PIECE) join();
    await breathe();
  }
  join();
  return { pieces, size, etag: `"${hash.digest('base64url')}"` };
}
