import { addDays, dayOfInstant, daysBetween, isCivilDate, type CivilDate } from '../dates';
import { holidaysBetween, type Holiday } from '../days/holidays';
import { CLOSING_KINDS, type FrameUse, type Period } from '../days/periods';
import { groundInCommon, isSameWord, regionOfText, regionsOverlap, wordKey } from '../days/regions';
import { budgetIn, meet, quarterFrom, spanOfPlan } from '../days/spread';
import { dayOf, weekdayOf } from '../timeline/days';
import type { Span } from '../timeline/span';
import { callsByWeek, commitmentIn, type PromisedAgreement, type WeekOverBoards } from '../followup';
import type { Material } from '../plan';
import type { PlanState, PlanStatus } from '../status';

/**
 * How far the cause of a warning goes. What was accepted was this: whatever goes no further stays accepted. A cause whose key
 * says all of it has none.
 */
export interface Extent {
  /** Another one is another matter. */
  readonly of?: string;
  /** Less of it is no more than was accepted. */
  readonly amount?: number;
  /** Days within those accepted are no more than that. */
  readonly days?: Span;
  /** Parts of the ground that was accepted, which is everywhere where it names none. */
  readonly ground?: readonly string[];
}

/**
 * What speaks against a plan as it stands, each with where it comes from and the way out. Nothing of it ever keeps anybody
 * from anything. `key` names the cause, `extent` how far it goes: whoever has accepted a warning hears of it again once it is
 * another cause, or goes further.
 */
export type Warning = { readonly key: string; readonly extent?: Extent } & (
  | ({ readonly kind: 'same-audience' } & SameAudience)
  | {
      readonly kind: 'over-capacity';
      readonly owner: string;
      readonly monday: CivilDate;
      readonly calls: number;
      readonly capacity: number;
    }
  | {
      readonly kind: 'lead-time';
      readonly days: number;
      readonly leadTimeDays: number;
      readonly earliest: CivilDate;
    }
  | {
      readonly kind: 'holiday';
      readonly holidays: readonly HolidayThere[];
      readonly next: CivilDate | null;
    }
  | { readonly kind: 'period'; readonly period: Period; readonly next: CivilDate | null }
  | {
      readonly kind: 'over-frame';
      readonly from: CivilDate;
      readonly currency: string;
      readonly amountMinor: number;
      readonly overMinor: number;
    }
);

/** A holiday of one of a plan's regions, by its text there. */
export interface HolidayThere {
  readonly holiday: Holiday;
  readonly region: string;
}

interface SameAudience {
  readonly board: string;
  readonly plan: string;
  readonly title: string;
  readonly audience: string;
  /** The days that both have. */
  readonly both: Span;
}

/** Another plan, of whichever board, as whoever looks may read it. */
export interface OtherPlan extends Span {
  readonly board: string;
  readonly plan: string;
  readonly title: string;
  readonly audience: string;
  readonly regions: readonly string[];
}

/** A plan and what it is looked at beside. */
export interface WarningInput {
  readonly board: string;
  readonly plan: string;
  readonly material: Material;
  readonly status: Pick<PlanStatus, 'state'> & {
    readonly agreement: (Pick<PromisedAgreement, 'snapshot'> & Partial<PromisedAgreement>) | null;
    readonly submission: { readonly at: string; readonly snapshot: Material } | null;
  };
  readonly today: CivilDate;
  readonly leadTimeDays: number;
  readonly others: readonly OtherPlan[];
  readonly periods: readonly Period[];
  readonly frames: readonly FrameUse[];
  /** What is asked of the owner of the plan's promise; null where it has none, or it is not known. */
  readonly load: Load | null;
}

export interface Load {
  readonly owner: string;
  readonly capacityPerWeek: number;
  readonly weeks: readonly WeekOverBoards[];
}

/** Everything that speaks against a plan; nothing of one that is over, or has no start. */
export function warningsOf(input: WarningInput): Warning[] {
  const span = spanOfPlan(input.material);
  const { state } = input.status;
  if (!span || state === 'withdrawn' || state === 'closed') return [];
  // What runs already cannot begin on another day.
  const begins = state === 'launched' ? [] : [...tooLate(input, span), ...startsBadly(input, span)];
  return [...begins, ...sameAudience(input, span), ...overCapacity(input), ...overFrame(input)];
}

/** Other plans for the same audience, at the same time, on the same ground. */
function sameAudience({ board, plan, material, others }: WarningInput, span: Span): Warning[] {
  const own = { audience: textOf(material['audience']), regions: textsOf(material['regions']), ...span };
  return others.flatMap((other) => {
    const isItself = other.plan === plan && other.board === board;
    if (isItself || !collide(own, other)) return [];
    const both = {
      from: span.from > other.from ? span.from : other.from,
      to: span.to < other.to ? span.to : other.to,
    };
    const { title, audience } = other;
    const key = `same-audience ${other.board} ${other.plan}`;
    const extent: Extent = {
      of: wordKey(audience),
      days: both,
      ground: groundInCommon(own.regions, other.regions),
    };
    return [
      {
        kind: 'same-audience' as const,
        key,
        extent,
        board: other.board,
        plan: other.plan,
        title,
        audience,
        both,
      },
    ];
  });
}

/** Whether two plans are for the same audience, at the same time, on the same ground. */
export function collide(
  one: Pick<OtherPlan, 'audience' | 'regions' | 'from' | 'to'>,
  other: Pick<OtherPlan, 'audience' | 'regions' | 'from' | 'to'>,
): boolean {
  if (one.audience.trim() === '' || !meet(one, other)) return false;
  return isSameWord(one.audience, other.audience) && regionsOverlap(one.regions, other.regions);
}

/** A plan that is off stands in nobody's way. */
export function isOff(state: PlanState): boolean {
  return state === 'withdrawn' || state === 'declined' || state === 'closed';
}

/** What a plan is to others; null as long as it has no start. */
export function asOther(board: string, plan: string, material: Material): OtherPlan | null {
  const span = spanOfPlan(material);
  const { title, audience, regions } = material;
  return (
    span && {
      ...span,
      board,
      plan,
      title: textOf(title),
      audience: textOf(audience),
      regions: textsOf(regions),
    }
  );
}

/** Weeks in which the owner of the plan's promise is asked for more calls than he promised, this plan's among them. */
function overCapacity({ board, plan, load, status: { agreement } }: WarningInput): Warning[] {
  if (!load) return [];
  const own = ownCalls(plan, agreement);
  const { owner, capacityPerWeek: capacity, weeks } = load;
  return weeks
    .filter(
      ({ calls, plans }) =>
        calls > capacity && plans.some((each) => each.plan === plan && each.board === board),
    )
    .map(({ monday, calls }) => ({
      kind: 'over-capacity',
      key: `over-capacity ${owner} ${monday}`,
      // As with frames: the plan's own part.
      ...(own ? { extent: { amount: own.get(monday) ?? 0 } } : {}),
      owner,
      monday,
      calls,
      capacity,
    }));
}

/** The calls of a plan by week; null where nobody told its promise. */
function ownCalls(
  plan: string,
  agreement: WarningInput['status']['agreement'],
): ReadonlyMap<CivilDate, number> | null {
  if (!agreement?.approvals) return null;
  const { snapshot, approvals } = agreement;
  const commitment = commitmentIn(plan, { snapshot, approvals });
  return commitment && new Map(callsByWeek(commitment).map(({ monday, calls }) => [monday, calls]));
}

/** The start is nearer than the board's rules ask for, as it was submitted or would be today. */
function tooLate(
  { status, material, today, leadTimeDays, periods }: WarningInput,
  { from }: Span,
): Warning[] {
  const { state, submission } = status;
  if (state === 'agreed') return [];
  // Another start than the one in review has to be submitted again.
  const isSubmitted = state === 'in-review' && submission?.snapshot['start'] === from;
  const days = daysBetween(isSubmitted ? dayOfInstant(submission.at) : today, from);
  if (days >= leadTimeDays) return [];
  const earliest = addDays(today, leadTimeDays);
  const good = goodStart(addDays(earliest, -1), textsOf(material['regions']), periods) ?? earliest;
  return [{ kind: 'lead-time', key: `lead-time ${from}`, days, leadTimeDays, earliest: good }];
}

/** It starts on a holiday of its regions, or while a period is on in which nobody answers or nothing may be spent. */
function startsBadly({ material, periods, today, leadTimeDays }: WarningInput, { from }: Span): Warning[] {
  const regions = textsOf(material['regions']);
  const holidays = holidaysOn(from, regions);
  const closing = periods.filter((period) => closes(period, from, regions));
  if (holidays.length === 0 && closing.length === 0) return [];
  // Whatever it is moved to is submitted today at the earliest.
  const tooEarly = addDays(today, leadTimeDays - 1);
  const next = goodStart(from > tooEarly ? from : tooEarly, regions, periods);
  const names = new Set(holidays.map(({ holiday }) => holiday.name));
  const ofHolidays: Warning[] =
    holidays.length > 0
      ? [{ kind: 'holiday', key: ['holiday', from, ...[...names].sort()].join(' '), holidays, next }]
      : [];
  const inPeriods = closing.map((period): Warning => ({
    kind: 'period',
    key: `period ${period.id}`,
    // Another day in it is another matter, as it is with holidays; so are days that have become of another kind.
    extent: { of: `${from} ${period.kind}` },
    period,
    next,
  }));
  return [...ofHolidays, ...inPeriods];
}

/** The part of a plan's budget that falls on a quarter does not go into its frame any more, beside what is agreed. */
function overFrame({ material, status, frames }: WarningInput): Warning[] {
  return frames.flatMap(({ from, currency, amountMinor, agreedMinor }) => {
    const quarter = quarterFrom(from);
    const own = budgetIn(material, quarter, currency);
    const agreed = status.agreement ? budgetIn(status.agreement.snapshot, quarter, currency) : 0;
    const overMinor = agreedMinor - agreed + own - amountMinor;
    if (own === 0 || overMinor <= 0) return [];
    const key = `over-frame ${from} ${currency}`;
    // What others spend is not this plan's: only its own part was accepted.
    const extent: Extent = { amount: own };
    return [{ kind: 'over-frame' as const, key, extent, from, currency, amountMinor, overMinor }];
  });
}

const FAR_DAYS = 400;

/** The next day on which a plan of these regions starts well; null where there is none for a year. */
export function goodStart(
  from: CivilDate,
  regions: readonly string[],
  periods: readonly Period[],
): CivilDate | null {
  for (
    let days = 1, day = addDays(from, 1);
    days <= FAR_DAYS && isCivilDate(day);
    days++, day = addDays(day, 1)
  ) {
    const isWeekend = weekdayOf(dayOf(day)) > 5;
    if (isWeekend || holidaysOn(day, regions).length > 0) continue;
    if (!periods.some((period) => closes(period, day, regions))) return day;
  }
  return null;
}

/** Holidays of a day in a plan's regions, each with the region's text. */
function holidaysOn(day: CivilDate, regions: readonly string[]): HolidayThere[] {
  return regions.flatMap((region) => {
    const code = regionOfText(region)?.code;
    const holidays = code === undefined ? [] : holidaysBetween(code, day, day);
    return holidays.map((holiday) => ({ holiday, region }));
  });
}

function closes(
  { kind, from, to, regions: where }: Period,
  day: CivilDate,
  regions: readonly string[],
): boolean {
  if (!CLOSING_KINDS.has(kind) && kind !== 'freeze') return false;
  return from <= day && day <= to && regionsOverlap(where, regions);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
