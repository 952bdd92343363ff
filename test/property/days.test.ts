import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../shared/domain/dates';
import { againIn, AGAIN_BY, movedTo, yearOf } from '../../shared/domain/days/again';
import { PERIOD_KINDS, type PeriodKind } from '../../shared/domain/days/periods';
import { REGIONS } from '../../shared/domain/days/regions';
import { budgetIn, quarterFrom } from '../../shared/domain/days/spread';
import { warningsOf, type WarningInput } from '../../shared/domain/warnings/warnings';

const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2025-01-01', days));
const span = fc.tuple(day, fc.nat(200)).map(([from, days]) => ({ from, to: addDays(from, days) }));
const regions = fc.subarray(
  ['Deutschland', 'Bayern', 'Hessen', 'Kanton Uri', 'Tirol', 'Nord'].concat(
    REGIONS.slice(0, 3).map(({ text }) => text),
  ),
  { maxLength: 3 },
);
/** How many days before the start it is, and how many the rules ask for. */
const ahead = fc.record({ lead: fc.nat(60), days: fc.integer({ min: -20, max: 60 }) });
const period = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...(Object.keys(PERIOD_KINDS) as PeriodKind[])),
  span: fc.tuple(day, fc.nat(30)).map(([from, days]) => ({ from, to: addDays(from, days) })),
  regions,
});

function inputOf(start: string, where: readonly string[], rest: Partial<WarningInput> = {}): WarningInput {
  return {
    board: 'b',
    plan: 'p',
    material: { start, audience: 'Handwerk', regions: where },
    status: { state: 'draft', agreement: null, submission: null },
    today: start,
    leadTimeDays: 0,
    others: [],
    periods: [],
    frames: [],
    load: null,
    ...rest,
  };
}

describe('days that matter', () => {
  it('[WARN-4] [WARN-5] [WARN-6] the way out is one: nothing speaks against starting on the day that is offered', () => {
    fc.assert(
      fc.property(
        day,
        regions,
        fc.array(period, { maxLength: 6 }),
        ahead,
        (start, where, some, { lead, days }) => {
          const periods = some.map(({ span: days, ...each }) => ({
            ...each,
            ...days,
            title: 'x',
            by: 'm',
            at: '',
          }));
          const rest = { periods, today: addDays(start, -days), leadTimeDays: lead };
          for (const warning of warningsOf(inputOf(start, where, rest))) {
            if (!('next' in warning) && warning.kind !== 'lead-time') throw new Error(warning.kind);
            const way = warning.kind === 'lead-time' ? warning.earliest : warning.next;
            expect(warningsOf(inputOf(way ?? '', where, rest))).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[WARN-2] whoever is warned of a plan is warned of by it', () => {
    const plan = fc.record({ from: day, regions });
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        const sees = (a: typeof one, b: typeof one) =>
          warningsOf(
            inputOf(a.from, a.regions, {
              others: [{ ...b, to: b.from, board: 'c', plan: 'q', title: '', audience: 'handwerk' }],
            }),
          ).some(({ kind }) => kind === 'same-audience');
        expect(sees(one, other)).toBe(sees(other, one));
      }),
    );
  });

  it('[WARN-7] the quarters of a budget add up to it', () => {
    fc.assert(
      fc.property(span, fc.nat(1_000_000), (whole, amount) => {
        let sum = 0;
        for (let from = '2024-10-01'; from <= whole.to; from = addDays(quarterFrom(from).to, 1))
          sum += budgetIn(
            { start: whole.from, end: whole.to, budgetMinor: amount, currency: 'CHF' },
            quarterFrom(from),
            'CHF',
          );
        expect(sum).toBe(amount);
      }),
    );
  });

  it('[AGAIN-1] [AGAIN-2] a plan lies in the year that was asked for and takes as long, or the days around it are offered', () => {
    fc.assert(
      fc.property(
        span,
        fc.constantFrom(...AGAIN_BY),
        fc.integer({ min: 2026, max: 2040 }),
        (whole, by, year) => {
          const again = againIn(year, whole.from, by);
          const starts = 'day' in again ? [again.day] : again.choices;
          for (const start of starts) {
            const moved = movedTo(start, { start: whole.from, end: whole.to });
            expect(daysBetween(start, moved.end ?? '')).toBe(daysBetween(whole.from, whole.to));
          }
          const years = 'day' in again && by !== 'weekday' ? [yearOf(again.day, by)] : [year];
          expect(years).toEqual([year]);
          const [first = '', last = first] = starts;
          const apart = 'day' in again ? 0 : again.lacks === 'week-53' ? 7 : 1;
          expect(daysBetween(first, last)).toBe(apart);
        },
      ),
    );
  });
});
