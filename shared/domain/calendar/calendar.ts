import type { CivilDate } from '../dates';
import { isCivilDate } from '../dates';
import type { Material } from '../plan';
import { addDays } from '../dates';
import { groupByPlan, PlanLog, type Agreement } from '../history';
import { sorted } from './sorted';
import type { CurrentPlan, PlanState, PlanStatus } from '../status';
import { planStatus } from '../status';
import type { RecordEntry } from '../record';

/** One bar of the calendar. */
export interface CalendarItem {
  readonly planId: string;
  /** What is shown: for an agreed item the snapshot in the record, never the document. */
  readonly material: Material;
  readonly start: CivilDate;
  /** Inclusive. */
  readonly end: CivilDate;
  readonly state: PlanState;
  /** True when `material` is an agreement in force. */
  readonly agreed: boolean;
  readonly status: PlanStatus;
}

/** An item as a calendar of the record has it: with the last entry about its plan. */
export interface RecordedItem extends CalendarItem {
  /** Null for a plan of which the record says nothing. */
  readonly last: { readonly seq: number; readonly at: string } | null;
  /** What an agreed item took before it was agreed anew, oldest first. */
  readonly former: readonly FormerSpan[];
}

/** The days that a plan took as it was agreed before. */
export interface FormerSpan {
  readonly start: CivilDate;
  /** Inclusive. */
  readonly end: CivilDate;
  /** When that ended. */
  readonly until: string;
}

/** What was agreed last of a plan that left the calendar. */
export interface DepartedItem extends RecordedItem {
  readonly left: 'withdrawn' | 'retracted';
}

export interface Calendar {
  /** By start, then end, then ID. */
  readonly items: readonly RecordedItem[];
  /** What left it within the last {@link DEPARTED_DAYS} days, in the same order; none for scope `all`. */
  readonly departed: readonly DepartedItem[];
}

export type CalendarScope = 'agreed' | 'all';

/** For so many days a calendar file names what left the calendar, so that programs take it out (DESIGN section 6). */
export const DEPARTED_DAYS = 400;

/** {@link calendarSteps} in one go. */
export function calendarOf(
  plans: ReadonlyMap<string, CurrentPlan>,
  entries: readonly RecordEntry[],
  scope: CalendarScope,
  today: CivilDate,
): Calendar {
  const steps = calendarSteps(plans, entries, scope, today);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The calendar of a board. `agreed`: the last agreed snapshot of every plan that is neither withdrawn nor retracted,
 * built from the record alone. `all`: beside those, every plan of the document that is not agreed as it stands, as the
 * document has it. It yields after each plan, so that whoever serves others can do so in between.
 */
export function* calendarSteps(
  plans: ReadonlyMap<string, CurrentPlan>,
  entries: readonly RecordEntry[],
  scope: CalendarScope,
  today: CivilDate,
): Generator<undefined, Calendar> {
  const byPlan = groupByPlan(entries);
  const [items, departed]: [RecordedItem[], DepartedItem[]] = [[], []];
  for (const planId of new Set([...plans.keys(), ...byPlan.keys()])) {
    const plan = plans.get(planId) ?? null;
    const told = byPlan.get(planId) ?? [];
    const status = planStatus(planId, plan, told, today);
    const end = told.at(-1);
    const last = end ? { seq: end.seq, at: end.at } : null;
    const shown = itemsOf(planId, plan, status, scope);
    // Most were submitted once and stand: nothing came before that.
    const isPlain = scope === 'all' || (shown.length > 0 && submissionsIn(told) < 2);
    const agreed = isPlain ? [] : agreementsOf(told);
    for (const item of shown) items.push({ ...item, last, former: formerSpans(agreed, today) });
    if (shown.length === 0) departed.push(...departedOf(planId, status, agreed, last, today));
    yield;
  }
  return { items: yield* sorted(items, byDates), departed: yield* sorted(departed, byDates) };
}

function submissionsIn(entries: readonly RecordEntry[]): number {
  return entries.filter(({ kind }) => kind === 'plan-submitted').length;
}

/** What was agreed of a plan, and what ended it; null for what stands. */
interface Agreed {
  readonly agreement: Agreement;
  readonly end: RecordEntry | null;
}

/** Everything that was agreed of a plan, one after the other. */
function agreementsOf(entries: readonly RecordEntry[]): Agreed[] {
  const log = new PlanLog();
  const agreed: { agreement: Agreement; end: RecordEntry | null }[] = [];
  for (const entry of entries) {
    log.add(entry);
    const history = log.history();
    const now = history.ended === 'withdrawn' ? null : history.agreement;
    const before = agreed.at(-1);
    if (before && !before.end && now?.seq !== before.agreement.seq) before.end = entry;
    if (now && before?.agreement.seq === now.seq) [before.agreement, before.end] = [now, null];
    else if (now) agreed.push({ agreement: now, end: null });
  }
  return agreed;
}

const isTold = (until: string, today: CivilDate) => addDays(until.slice(0, 10), DEPARTED_DAYS) >= today;

/** What left the calendar, as it was agreed last. */
function departedOf(
  planId: string,
  status: PlanStatus,
  agreed: readonly Agreed[],
  last: RecordedItem['last'],
  today: CivilDate,
): DepartedItem[] {
  const { agreement, end } = agreed.at(-1) ?? {};
  if (!agreement || !end || !isTold(end.at, today)) return [];
  const item = itemOf(planId, agreement.snapshot, { ...status, agreement, changesSinceAgreed: [] }, true);
  const left = end.kind === 'withdrawn' ? 'withdrawn' : 'retracted';
  return item ? [{ ...item, last, former: formerSpans(agreed, today), left }] : [];
}

/** What was agreed before the last of these, as far as a calendar file still tells of it. */
function formerSpans(agreed: readonly Agreed[], today: CivilDate): FormerSpan[] {
  return agreed.slice(0, -1).flatMap(({ agreement: { snapshot }, end }) => {
    const days = daysOf(snapshot);
    return days && end && isTold(end.at, today) ? [{ ...days, until: end.at }] : [];
  });
}

function byDates(a: CalendarItem, b: CalendarItem): number {
  return compare(a.start, b.start) || compare(a.end, b.end) || compare(a.planId, b.planId);
}

/** The bars of one plan whose status is known already. */
export function itemsOf(
  planId: string,
  plan: CurrentPlan | null,
  status: PlanStatus,
  scope: CalendarScope,
): CalendarItem[] {
  const { agreement, state } = status;
  const agreedItem =
    agreement && state !== 'withdrawn' ? itemOf(planId, agreement.snapshot, status, true) : null;
  const standsAsAgreed = agreedItem !== null && agreement?.digest === plan?.digest;
  const openItem =
    scope === 'all' && plan !== null && !standsAsAgreed ? itemOf(planId, plan.material, status, false) : null;
  return [agreedItem, openItem].filter((item) => item !== null);
}

/**
 * The state a bar shows. An agreed snapshot is agreed (or launched, closed) even while the document has moved
 * on, and what the document has beside an agreement is never more than a change nobody agreed to.
 */
export function stateOfItem({ state, agreed }: Pick<CalendarItem, 'state' | 'agreed'>): PlanState {
  const settled = state === 'launched' || state === 'closed';
  if (agreed) return settled ? state : 'agreed';
  return settled || state === 'agreed' ? 'changed-since-agreed' : state;
}

function itemOf(
  planId: string,
  material: Material,
  status: PlanStatus,
  agreed: boolean,
): CalendarItem | null {
  const days = daysOf(material);
  return days && { planId, material, ...days, state: status.state, agreed, status };
}

/** The days that a plan takes; null without a first one. */
function daysOf({ start, end }: Material): { readonly start: CivilDate; readonly end: CivilDate } | null {
  if (!isCivilDate(start)) return null;
  return { start, end: isCivilDate(end) && end >= start ? end : start };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
