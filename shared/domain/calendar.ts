import type { CivilDate } from './dates';
import { isCivilDate } from './dates';
import type { Material } from './plan';
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

export type CalendarScope = 'agreed' | 'all';

/**
 * The calendar of a board, by start, then end, then ID. `agreed`: the last agreed snapshot of every plan
 * that is neither withdrawn nor retracted, built from the record alone. `all`: beside those, every plan of
 * the document that is not agreed as it stands, as the document has it.
 */
export function calendarOf(
  plans: ReadonlyMap<string, CurrentPlan>,
  entries: readonly RecordEntry[],
  scope: CalendarScope,
  today: CivilDate,
): CalendarItem[] {
  const byPlan = groupByPlan(entries);
  const ids = new Set([...plans.keys(), ...byPlan.keys()]);
  const items = [...ids].flatMap((planId) => {
    const plan = plans.get(planId) ?? null;
    const status = planStatus(planId, plan, byPlan.get(planId) ?? [], today);
    return itemsOf(planId, plan, status, scope);
  });
  return items.sort(
    (a, b) => compare(a.start, b.start) || compare(a.end, b.end) || compare(a.planId, b.planId),
  );
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
