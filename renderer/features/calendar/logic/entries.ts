import { itemsOf, stateOfItem, type CalendarItem } from '../../../../shared/domain/calendar';
import type { CivilDate } from '../../../../shared/domain/dates';
import type { Json } from '../../../../shared/domain/json';
import type { Department } from '../../../../shared/domain/people';
import { departmentOf, type PlanJson } from '../../../../shared/domain/plan';
import type { PlanState } from '../../../../shared/domain/status';
import type { PlanRow } from '../../../client';

/** One bar with everything a screen shows of it. */
export interface CalendarEntry {
  /** The plan, and `~` for what the document has beside an agreement. */
  readonly key: string;
  readonly planId: string;
  readonly title: string;
  readonly department: Department;
  readonly start: CivilDate;
  readonly end: CivilDate;
  /** Solid: an agreement in force, from its snapshot. Anything else must not look like one. */
  readonly agreed: boolean;
  readonly state: PlanState;
  /** The current version of a plan whose agreed one is shown too. */
  readonly besideAgreement: boolean;
  /** The start has come without an agreement. */
  readonly startedUnagreed: boolean;
  /** Agreed, but gone from the board. */
  readonly deleted: boolean;
  /** How many fields differ from what was agreed. */
  readonly changes: number;
  readonly ownerId: string;
  readonly budgetMinor: number | null;
  readonly currency: string;
  /** How people of the board mark it now; no part of what is agreed. */
  readonly tags: readonly string[];
  readonly color: string;
}

/** A plan that no calendar can show, because it has no start. */
export interface UndatedPlan {
  readonly planId: string;
  readonly title: string;
}

/** The bars of a board by start, end and title; agreed ones always from the record's snapshots. */
export function entriesOf(plans: Iterable<PlanRow>, deletedAgreed: readonly PlanRow[]): CalendarEntry[] {
  const living = [...plans].flatMap((row) => entriesOfItems(itemsOf(row.id, row, row.status, 'all'), row));
  const deleted = deletedAgreed.flatMap((row) =>
    entriesOfItems(itemsOf(row.id, null, row.status, 'all'), row),
  );
  return [...living, ...deleted].sort(
    (a, b) => compare(a.start, b.start) || compare(a.end, b.end) || compare(a.key, b.key),
  );
}

/** Plans that are not agreed and have no start, so that no bar can show them. */
export function undatedOf(plans: Iterable<PlanRow>): UndatedPlan[] {
  return [...plans]
    .filter((row) => itemsOf(row.id, row, row.status, 'all').length === 0 && row.status.state !== 'withdrawn')
    .map((row) => ({ planId: row.id, title: text(row.material['title']) }));
}

function entriesOfItems(items: readonly CalendarItem[], { json }: PlanRow): CalendarEntry[] {
  const hasAgreement = items.some((item) => item.agreed);
  return items.map((item) => entryOf(item, !item.agreed && hasAgreement, json));
}

function entryOf(item: CalendarItem, besideAgreement: boolean, { tags, color }: PlanJson): CalendarEntry {
  const { material, status, planId } = item;
  const budget = material['budgetMinor'];
  return {
    key: besideAgreement ? `${planId}~` : planId,
    planId,
    title: text(material['title']),
    department: departmentOf(material['kind']),
    start: item.start,
    end: item.end,
    agreed: item.agreed,
    state: stateOfItem(item),
    besideAgreement,
    startedUnagreed: !item.agreed && status.startedUnagreed,
    deleted: status.deleted,
    changes: status.changesSinceAgreed.length,
    ownerId: text(material['ownerId']),
    budgetMinor: typeof budget === 'number' ? budget : null,
    currency: text(material['currency']),
    tags: Array.isArray(tags)
      ? tags.filter((tag): tag is string => typeof tag === 'string' && tag !== '')
      : [],
    color: text(color),
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
