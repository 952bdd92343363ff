import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../shared/domain/dates';
import { DEPARTMENTS } from '../../shared/domain/people';
import { PLAN_STATES } from '../../shared/domain/status';
import { axisOf } from '../../shared/domain/timeline/axis';
import { dateOf, dayOf, isoWeekOf, weekdayOf } from '../../shared/domain/timeline/days';
import type { TimelineItem } from '../../shared/domain/timeline/items';
import { barsBetween, GROUPINGS, lanesOf, lanesOfItem, type Bar } from '../../shared/domain/timeline/lanes';
import { quartersOf, spanOf, stepSpan, ZOOMS, type Span } from '../../shared/domain/timeline/span';
import { laneTotals, totalsOf } from '../../shared/domain/timeline/totals';

const date = fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2199-12-31') }).map(dateOf);
const near = fc.integer({ min: dayOf('2026-11-01'), max: dayOf('2028-02-28') }).map(dateOf);
const zoom = fc.constantFrom(...ZOOMS);
const firstMonth = fc.integer({ min: 1, max: 12 });
const some = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 3 });

const fields = fc.record({
  title: fc.string({ maxLength: 30 }),
  department: fc.constantFrom(...DEPARTMENTS),
  start: near,
  days: fc.integer({ min: 0, max: 400 }),
  state: fc.constantFrom(...PLAN_STATES),
  ownerId: fc.constantFrom('', 'maren', 'jonas'),
  audience: fc.constantFrom('', 'Altbau', 'Neubau'),
  channels: some('E-Mail', 'Messe', 'Anzeige'),
  regions: some('DE', 'AT', 'CH'),
  budgetMinor: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
  currency: fc.constantFrom('EUR', 'CHF'),
});
const plan = fc.record({
  agreed: fc.option(fields),
  now: fc.option(fields),
  board: fc.constantFrom('a', 'b'),
});
const plans = fc
  .array(plan, { maxLength: 40 })
  .map((list) => list.flatMap(({ agreed, now, board }, at) => itemsOfPlan(`${board}/${at}`, agreed, now)));

type Fields = typeof fields extends fc.Arbitrary<infer T> ? T : never;

function itemsOfPlan(key: string, agreed: Fields | null, now: Fields | null): TimelineItem[] {
  const item = (
    { days, ...each }: Fields,
    over: Pick<TimelineItem, 'key' | 'agreed' | 'besideAgreement'>,
  ) => ({
    ...each,
    ...over,
    board: key.slice(0, 1),
    planId: key,
    end: addDays(each.start, days),
    startedUnagreed: false,
    deleted: false,
    changes: 0,
    tags: [],
    color: '',
  });
  return [
    ...(agreed ? [item(agreed, { key, agreed: true, besideAgreement: false })] : []),
    ...(now
      ? [
          item(now, {
            key: agreed ? `${key}~` : key,
            agreed: false,
            besideAgreement: agreed !== null,
          }),
        ]
      : []),
  ];
}

describe('days', () => {
  test('are numbered as the calendar goes, with their weekday and ISO week', () => {
    fc.assert(
      fc.property(date, (iso) => {
        const known = Temporal.PlainDate.from(iso);
        expect(dateOf(dayOf(iso))).toBe(iso);
        expect(dateOf(dayOf(iso) + 1)).toBe(known.add({ days: 1 }).toString());
        expect(weekdayOf(dayOf(iso))).toBe(known.dayOfWeek);
        expect(isoWeekOf(dayOf(iso))).toEqual({ year: known.yearOfWeek, week: known.weekOfYear });
      }),
    );
  });
});

describe('spans and their axis', () => {
  test('[CAL-5] [CAL-10] spans follow one another without a gap, in every business year', () => {
    fc.assert(
      fc.property(zoom, near, firstMonth, (each, day, first) => {
        const span = spanOf(each, day, first);
        expect(span.from <= day && day <= span.to).toBe(true);
        expect(stepSpan(each, span, 1, first).from).toBe(addDays(span.to, 1));
        expect(stepSpan(each, stepSpan(each, span, 5, first), -5, first)).toEqual(span);
        expect(quartersOf(spanOf('year', day, first), first).map(({ number }) => number)).toEqual([
          1, 2, 3, 4,
        ]);
      }),
    );
  });

  test('[CAL-11] months and weeks cover the axis, part weeks at its edges too, each week with its number', () => {
    fc.assert(
      fc.property(zoom, near, firstMonth, (each, day, first) => {
        const span = spanOf(each, day, first);
        const axis = axisOf(span, each, first);
        for (const ticks of [axis.months, axis.weeks]) {
          let at = 0;
          for (const tick of ticks) {
            expect(tick.left).toBe(at);
            at += tick.width;
          }
          expect(at).toBe(axis.days);
        }
        for (const { left, week, year } of axis.weeks) {
          const known = Temporal.PlainDate.from(addDays(span.from, left));
          expect([week, year]).toEqual([known.weekOfYear, known.yearOfWeek]);
        }
      }),
    );
  });
});

describe('lanes', () => {
  const grouping = fc.constantFrom(...GROUPINGS);
  const spans = fc.tuple(zoom, near, firstMonth).map(([each, day, first]) => spanOf(each, day, first));

  test('[CAL-1] [CAL-12] every plan stands in each lane it belongs to, and nothing overlaps in a row', () => {
    fc.assert(
      fc.property(plans, spans, grouping, fc.integer({ min: 1, max: 60 }), (items, span, by, room) => {
        const lanes = lanesOf(items, { span, grouping: by, least: 2, room: () => room });
        const shown = items.filter((item) => item.start <= span.to && item.end >= span.from);
        expect(
          placesIn(lanes.flatMap(({ key, rows }) => rows.flat().map(({ item }) => [key, item.key]))),
        ).toEqual(placesIn(shown.flatMap((item) => lanesOfItem(item, by).map((key) => [key, item.key]))));
        for (const { rows, count } of lanes) {
          expect(new Set(rows.flat().map(({ item }) => item.planId)).size).toBe(count);
          rows.forEach((row, index) => {
            row.forEach((bar, at) => expectPlaced(bar, row[at + 1], index, span));
          });
        }
      }),
    );
  });

  test('[CAL-3] what is changed beside an agreement stands directly below it', () => {
    fc.assert(
      fc.property(plans, spans, (items, span) => {
        const [lane] = lanesOf(
          items.map((item) => ({ ...item, board: 'a' })),
          { span, grouping: 'board', least: 1, room: () => 3 },
        );
        const bars = new Map((lane?.rows.flat() ?? []).map((bar) => [bar.item.key, bar]));
        const below = [...bars].flatMap(([key, bar]) => {
          const beside = bars.get(`${key}~`);
          return beside ? [beside.row - bar.row] : [];
        });
        expect(below.every((rows) => rows === 1)).toBe(true);
      }),
    );
  });

  test('[CAL-1] without words and pairs, a lane has no more rows than plans run on its fullest day', () => {
    fc.assert(
      fc.property(plans, spans, (items, span) => {
        const singles = items.filter((item) => item.agreed).map((item) => ({ ...item, board: 'a' }));
        const [lane] = lanesOf(singles, { span, grouping: 'board', least: 1, room: () => 0 });
        const starts = singles.map((item) => (item.start < span.from ? span.from : item.start));
        const running = (day: string) =>
          singles.filter(({ start, end }) => start <= day && day <= end).length;
        const fullest = Math.max(0, ...starts.filter((day) => day <= span.to).map(running));
        expect(lane?.rows.length ?? 0).toBe(fullest);
      }),
    );
  });

  test('the bars between two places of a row are found by halving', () => {
    fc.assert(
      fc.property(plans, spans, fc.nat(370), fc.nat(370), (items, span, from, width) => {
        for (const { rows } of lanesOf(items, { span, grouping: 'department', least: 1, room: () => 9 }))
          for (const row of rows)
            expect(barsBetween(row, from, from + width)).toEqual(
              row.filter(({ boxLeft, boxWidth }) => boxLeft + boxWidth > from && boxLeft < from + width),
            );
      }),
    );
  });
});

describe('totals', () => {
  test('[CAL-13] agree with counting plan by plan and day by day, in all and by lane', () => {
    fc.assert(
      fc.property(plans, near, firstMonth, (items, day, first) => {
        const span = spanOf('quarter', day, first);
        const naive = (list: readonly TimelineItem[], agreed: boolean) => {
          const own = list.filter(
            (item) =>
              item.agreed === agreed &&
              !item.besideAgreement &&
              (agreed || !['withdrawn', 'declined'].includes(item.state)) &&
              item.start <= span.to &&
              item.end >= span.from,
          );
          return { plans: own.length, budget: budgetsOf(own, span) };
        };
        const all = totalsOf(items, span);
        expect(all.agreed).toEqual(naive(items, true));
        expect(all.open).toEqual(naive(items, false));
        for (const [key, lane] of laneTotals(items, span, 'channel')) {
          const own = items.filter(({ channels }) =>
            channels.length > 0 ? channels.includes(key) : key === '',
          );
          expect(lane.agreed).toEqual(naive(own, true));
          expect(lane.open).toEqual(naive(own, false));
        }
      }),
    );
  });

  test('[CAL-13] the quarters of a plan add up to its budget', () => {
    fc.assert(
      fc.property(plans, (items) => {
        const agreed = items.filter(
          (item) => item.agreed && item.budgetMinor !== null && item.currency === 'EUR',
        );
        const span = { from: '2026-01-01', to: '2031-12-31' };
        const sum = quartersOf(span)
          .map((quarter) => totalsOf(agreed, quarter).agreed.budget.get('EUR') ?? 0)
          .reduce((a, b) => a + b, 0);
        expect(sum).toBe(agreed.reduce((total, { budgetMinor }) => total + (budgetMinor ?? 0), 0));
      }),
    );
  });
});

function placesIn(places: readonly (readonly string[])[]): string[] {
  return places.map((place) => place.join('\n')).sort();
}

function expectPlaced(bar: Bar, next: Bar | undefined, row: number, span: Span): void {
  const days = dayOf(span.to) - dayOf(span.from) + 1;
  expect(bar.row).toBe(row);
  expect(bar.left).toBeGreaterThanOrEqual(bar.boxLeft);
  expect(bar.left + bar.width).toBeLessThanOrEqual(bar.boxLeft + bar.boxWidth);
  expect(bar.boxLeft).toBeGreaterThanOrEqual(0);
  expect(bar.boxLeft + bar.boxWidth).toBeLessThanOrEqual(days);
  expect(bar.width).toBeGreaterThanOrEqual(Math.min(2, days));
  expect(next?.boxLeft ?? days).toBeGreaterThanOrEqual(bar.boxLeft + bar.boxWidth);
}

/** Each plan's budget up to each day of its own, rounded, and of that what is new within the span. */
function budgetsOf(items: readonly TimelineItem[], span: Span): Map<string, number> {
  const budgets = new Map<string, number>();
  for (const { start, end, budgetMinor, currency } of items) {
    if (budgetMinor === null) continue;
    const days = Temporal.PlainDate.from(start).until(end).days + 1;
    let part = 0;
    let [gone, at] = [0, start];
    for (let n = 1; n <= days; n++, at = addDays(at, 1)) {
      const upTo = Math.round(budgetMinor * (n / days));
      if (span.from <= at && at <= span.to) part += upTo - gone;
      gone = upTo;
    }
    budgets.set(currency, (budgets.get(currency) ?? 0) + part);
  }
  return budgets;
}
