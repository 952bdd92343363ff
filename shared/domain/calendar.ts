import type { CivilDate } from './dates';
import { isCivilDate } from './dates';
import type { Material } from './plan';
import { addDays } from './dates';
import { PlanLog, type Agreement } from './history';
import type { CurrentPlan, PlanState, PlanStatus } from './status';
import { planStatus } from './status';
import type { RecordEntry } from './record';

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
    items.push(...shown.map((item) => ({ ...item, last })));
    if (scope === 'agreed' && shown.length === 0) departed.push(...departedOf(planId, status, told, today));
    yield;
  }
  return { items: items.sort(byDates), departed: departed.sort(byDates) };
}

/** What left the calendar, as it was agreed last. */
function departedOf(
  planId: string,
  status: PlanStatus,
  entries: readonly RecordEntry[],
  today: CivilDate,
): DepartedItem[] {
  const log = new PlanLog();
  let agreement: Agreement | null = null;
  let end: RecordEntry | null = null;
  for (const entry of entries) {
    log.add(entry);
    const history = log.history();
    const now = history.ended === 'withdrawn' ? null : history.agreement;
    if (!now && agreement && !end) end = entry;
    if (now) [agreement, end] = [now, null];
  }
  const last = entries.at(-1);
  if (!agreement || !end || !last || addDays(end.at.slice(0, 10), DEPARTED_DAYS) < today) return [];
  const item = itemOf(planId, agreement.snapshot, { ...status, agreement, changesSinceAgreed: [] }, true);
  const left = end.kind === 'withdrawn' ? 'withdrawn' : 'retracted';
  return item ? [{ ...item, last: { seq: last.seq, at: last.at }, left }] : [];
}

function byDates(a: CalendarItem, b: CalendarItem): number {
  return compare(a.start, b.start) || compare(a.end, b.end) || compare(a.planId, b.planId);
}

/** Entries by the plan they are about, each list in order. */
export function groupByPlan(entries: readonly RecordEntry[]): Map<string, RecordEntry[]> {
  const groups = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    if (entry.plan === undefined) continue;
    const group = groups.get(entry.plan);
    if (group) group.push(entry);
    else groups.set(entry.plan, [entry]);
  }
  return groups;
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
  const { start, end } = material;
  if (!isCivilDate(start)) return null;
  const last = isCivilDate(end) && end >= start ? end : start;
  return { planId, material, start, end: last, state: status.state, agreed, status };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
