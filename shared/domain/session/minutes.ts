import { statementOf } from '../history';
import { cleanJson, sha256OfJson, type JsonObject } from '../json';
import type { FollowUpPromise, RecordEntry, ReturnPromise, Statement } from '../record';
import type { SessionCommand, StoredCommand } from './commands';
import { agreementBy, promisedIn, refOf, type PromiseName, type Promised } from './return-promises';
import { sessionOf, stateAfter, type SessionState } from './session';

/** One item of the agenda, as it stands in the document. */
export interface AgendaItem {
  readonly id: string;
  readonly session: string;
  readonly kind: string;
  /** What it is about: a plan, a task; empty for a topic of its own. */
  readonly ref: string;
  readonly title: string;
  readonly minutes: number;
  readonly rank: string;
  readonly remarks: string;
}

/** A task, as it stands in the document. */
export interface Task {
  readonly id: string;
  readonly text: string;
  readonly ownerId: string;
  /** Civil date; empty: not said. */
  readonly dueOn: string;
  /** The item of an agenda, or the plan, from which it came. */
  readonly from: string;
  /** Civil date; null while it is open. */
  readonly doneOn: string | null;
  readonly outcome: string;
  /** The return promise that it keeps, by its entry of the record and its place there. */
  readonly promise: PromiseName | null;
}

/** Everything that the minutes of a workshop are made of. */
export interface MinutesOf {
  readonly session: string;
  readonly board: string;
  readonly commands: readonly StoredCommand[];
  /** The board's record. */
  readonly entries: readonly RecordEntry[];
  readonly agenda: readonly AgendaItem[];
  /** Items that were taken off the agenda: those that were talked about are in the minutes all the same. */
  readonly removed: readonly AgendaItem[];
  readonly tasks: readonly Task[];
  /** Titles of the plans that are on the board, and the plan of each thread. */
  readonly titles: ReadonlyMap<string, string>;
  readonly threads: ReadonlyMap<string, string>;
  /** Everybody who was there. */
  readonly present: readonly { readonly member: string; readonly walkIn: boolean }[];
  /** What was touched while the workshop was at a revision. */
  readonly touched: readonly {
    readonly rev: number;
    readonly kind: 'plan' | 'thread';
    readonly id: string;
  }[];
}

/** What was decided, by the number of its entry. */
export interface MinutesDecision {
  readonly seq: number;
  readonly plan: string;
  readonly title: string;
  readonly by: string;
  readonly kind: Statement['kind'];
  readonly verdict?: Statement['verdict'];
  /** For whom a deputy decided. */
  readonly onBehalfOf?: string;
  /** What was written with it: a reason, or how a capacity that is exceeded will do. */
  readonly note?: string;
  readonly promise?: FollowUpPromise;
  readonly returnPromise?: readonly ReturnPromise[];
  /** With this decision the plan was agreed: what whoever submitted it promises in return, whenever that was. */
  readonly inReturn?: { readonly by: string; readonly promises: readonly ReturnPromise[] };
}

/** What came of one item; of what was said before the first one its `item` is null. */
export interface MinutesItem {
  readonly item: string | null;
  readonly kind: string;
  readonly ref: string;
  readonly title: string;
  /** When it was first taken up, ISO 8601 by the host's clock. */
  readonly begun: string;
  readonly parked: boolean;
  readonly plans: readonly { readonly id: string; readonly title: string }[];
  readonly comments: readonly { readonly thread: string; readonly plan: string; readonly title: string }[];
  readonly decisions: readonly MinutesDecision[];
  readonly rounds: readonly { readonly seq: number; readonly body: JsonObject }[];
  /** Those that came of it, and those that it is about. */
  readonly tasks: readonly Task[];
  readonly remarks: string;
  /** The return promise that it is about. */
  readonly promised?: Promised & { readonly title: string };
}

export interface Minutes {
  readonly v: 1;
  readonly session: string;
  readonly board: string;
  readonly title: string;
  /** ISO 8601 by the host's clock. */
  readonly startedAt: string | null;
  /** Everybody who led it, in order. */
  readonly facilitators: readonly string[];
  readonly present: readonly { readonly member: string; readonly walkIn: boolean }[];
  /** Who was there without a device, by the IDs of this workshop: their names stand beside the minutes. */
  readonly seated: readonly string[];
  readonly items: readonly MinutesItem[];
  /** Items that were put off, or not reached: they are proposed next time. */
  readonly open: readonly { readonly item: string; readonly title: string; readonly parked: boolean }[];
  /** How often it was taken up again after its close. */
  readonly reopened: number;
}

/** From one command to the next that changes what is talked about. */
interface Span {
  readonly item: string | null;
  readonly at: number;
  readonly rev: number;
  /** Entries of the record behind this one belong to it. */
  readonly head: number;
  /** The last revision and the last entry of it. */
  readonly until: { readonly rev: number; readonly head: number };
}

/**
 * The minutes of a workshop: by the host's own order of commands, entries and commits, so that nobody's clock decides
 * what belongs to which item. Never throws.
 */
export function minutesOf(made: MinutesOf): Minutes {
  const state = sessionOf(made.commands);
  const spans = spansOf(made.commands);
  const items = [...new Set(spans.map(({ item }) => item))].map((item) =>
    itemOf(
      made,
      item,
      spans.filter((span) => span.item === item),
      state?.parked ?? [],
    ),
  );
  const begun = new Set(spans.map(({ item }) => item));
  const agenda = made.agenda.filter(({ session }) => session === made.session).sort(byRank);
  return {
    v: 1,
    session: made.session,
    board: made.board,
    title: state?.title ?? '',
    startedAt: typeof state?.startedAt === 'number' ? instant(state.startedAt) : null,
    facilitators: facilitatorsOf(made.commands),
    present: [...made.present].sort((one, other) => (one.member < other.member ? -1 : 1)),
    seated: (state?.seated ?? []).map(({ id }) => id),
    items: items.filter((each) => each.item !== null || !isEmpty(each)),
    open: agenda.flatMap(({ id, title }) => {
      const parked = state?.parked.includes(id) ?? false;
      return parked || !begun.has(id) ? [{ item: id, title, parked }] : [];
    }),
    reopened: made.commands.filter(({ command }) => command.type === 'reopen').length,
  };
}

/** What a record's `session-closed` says of minutes. */
export function digestOfMinutes(minutes: Minutes): string {
  return sha256OfJson(cleanJson(minutes));
}

/** Whether a task came of an item, or is what the item is about: itself, or what keeps its return promise. */
export function isTaskOf({ id, kind, ref }: Pick<AgendaItem, 'id' | 'kind' | 'ref'>, task: Task): boolean {
  if (task.from === id) return true;
  if (kind === 'promise') return task.promise !== null && refOf(task.promise) === ref;
  return kind === 'task' && task.id === ref;
}

/** The rounds that were closed in a workshop, in the order of the record. */
export function roundsOf({ items }: Pick<Minutes, 'items'>): string[] {
  const closed = items.flatMap(({ rounds }) => rounds).sort((one, other) => one.seq - other.seq);
  return closed.flatMap(({ body }) => (typeof body['round'] === 'string' ? body['round'] : []));
}

function itemOf(
  made: MinutesOf,
  item: string | null,
  spans: readonly Span[],
  parked: readonly string[],
): MinutesItem {
  const known = [...made.agenda, ...made.removed].find(({ id }) => id === item);
  const entries = made.entries.filter(({ seq }) =>
    spans.some(({ head, until }) => seq > head && seq <= until.head),
  );
  const touched = made.touched.filter(({ rev }) =>
    spans.some((span) => rev >= span.rev && rev <= span.until.rev),
  );
  const touchedOf = (kind: 'plan' | 'thread') =>
    [...new Set(touched.flatMap((each) => (each.kind === kind ? each.id : [])))].sort();
  const titleOf = (plan: string) => made.titles.get(plan) ?? '';
  const promised = known?.kind === 'promise' ? promisedIn(made.entries, known.ref) : null;
  return {
    item,
    kind: known?.kind ?? '',
    ref: known?.ref ?? '',
    title: known?.title ?? '',
    begun: instant(spans[0]?.at ?? 0),
    parked: item !== null && parked.includes(item),
    plans: touchedOf('plan').map((id) => ({ id, title: titleOf(id) })),
    comments: touchedOf('thread').map((thread) => {
      const plan = made.threads.get(thread) ?? '';
      return { thread, plan, title: titleOf(plan) };
    }),
    decisions: entries.flatMap((entry) => decisionOf(entry, titleOf, made.entries) ?? []),
    rounds: entries.flatMap(({ kind, seq, body }) =>
      kind === 'round-closed' ? [{ seq, body: body ?? {} }] : [],
    ),
    tasks: made.tasks.filter(
      (task) => item !== null && isTaskOf(known ?? { id: item, kind: '', ref: '' }, task),
    ),
    remarks: known?.remarks ?? '',
    ...(promised ? { promised: { ...promised, title: titleOf(promised.plan) } } : {}),
  };
}

function decisionOf(
  entry: RecordEntry,
  titleOf: (plan: string) => string,
  all: readonly RecordEntry[],
): MinutesDecision | null {
  const { seq, plan, by } = entry;
  const statement = statementOf(entry);
  if (plan === undefined || !statement) return null;
  const { kind, verdict, onBehalfOf, note, promise, returnPromise } = statement;
  const agreement = verdict === 'approve' ? agreementBy(all, seq) : null;
  const promises = agreement?.returnPromises ?? [];
  return {
    seq,
    plan,
    title: titleOf(plan),
    by,
    kind,
    ...(verdict === undefined ? {} : { verdict }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(note === undefined ? {} : { note }),
    ...(promise === undefined ? {} : { promise }),
    ...(returnPromise === undefined ? {} : { returnPromise }),
    ...(agreement && promises.length > 0 ? { inReturn: { by: agreement.submittedBy, promises } } : {}),
  };
}

/** While it is open: before its first item, then item by item. What happens after a close belongs to nothing. */
function spansOf(commands: readonly StoredCommand[]): Span[] {
  const spans: Span[] = [];
  let begun: Omit<Span, 'until'> | null = null;
  let item: string | null = null;
  for (const { rev, at, head, command } of commands) {
    const next = nextItem(command, item);
    if (next === undefined) continue;
    if (begun) spans.push({ ...begun, until: { rev: rev - 1, head } });
    if (next !== 'closed') item = next.item;
    begun = next === 'closed' ? null : { item, at, rev, head };
  }
  if (begun) spans.push({ ...begun, until: { rev: Infinity, head: Infinity } });
  return spans;
}

/** What is talked about from a command on; undefined where it goes on with the same. */
function nextItem(
  command: SessionCommand,
  item: string | null,
): { readonly item: string | null } | 'closed' | undefined {
  if (command.type === 'start' || command.type === 'reopen') return { item };
  if (command.type === 'item') return { item: command.item };
  return command.type === 'close' || command.type === 'lapse' ? 'closed' : undefined;
}

function facilitatorsOf(commands: readonly StoredCommand[]): string[] {
  const led = new Set<string>();
  let state: SessionState | null = null;
  for (const command of commands) {
    state = stateAfter(state, command);
    if (state?.state === 'open') led.add(state.facilitator);
  }
  return [...led];
}

function isEmpty({ plans, comments, decisions, rounds }: MinutesItem): boolean {
  return [plans, comments, decisions, rounds].every(({ length }) => length === 0);
}

function byRank(one: AgendaItem, other: AgendaItem): number {
  if (one.rank !== other.rank) return one.rank < other.rank ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
