import { describe, expect, test } from 'vitest';
import {
  consequenceOf,
  datesAfter,
  firstDates,
  gripAt,
  shifted,
  snapOf,
  snapped,
} from '../../../renderer/features/calendar/logic/gesture';
import { item, planWith } from './support';

const DATES = { start: '2027-03-01', end: '2027-03-10' };

describe('what is held', () => {
  test.each([
    ['move', 7, { start: '2027-03-08', end: '2027-03-17' }],
    ['move', -1, { start: '2027-02-28', end: '2027-03-09' }],
    ['end', 5, { start: '2027-03-01', end: '2027-03-15' }],
    ['end', -30, { start: '2027-03-01', end: '2027-03-01' }],
    ['start', -2, { start: '2027-02-27', end: '2027-03-10' }],
    ['start', 30, { start: '2027-03-10', end: '2027-03-10' }],
  ] as const)('[CAL-17] %s by %i days: neither end passes the other', (grip, days, expected) => {
    expect(shifted(DATES, grip, days)).toEqual(expected);
  });

  test('[CAL-17] nothing is taken to days that no plan can have', () => {
    const last = { start: '2199-12-20', end: '2199-12-29' };
    expect(shifted(last, 'move', 7)).toEqual({ start: '2199-12-22', end: '2199-12-31' });
    expect(shifted(last, 'end', 7).end).toBe('2199-12-31');
    expect(shifted({ start: '1900-01-03', end: '1900-01-09' }, 'start', -7).start).toBe('1900-01-01');
    expect(firstDates('2199-12-30', 'year').end).toBe('2199-12-31');
  });

  test('[CAL-17] a bar is held at its ends where it is long enough, and by a finger as a whole', () => {
    expect([gripAt(2, 100, false), gripAt(50, 100, false), gripAt(98, 100, false)]).toEqual([
      'start',
      'move',
      'end',
    ]);
    expect([gripAt(2, 20, false), gripAt(2, 100, true)]).toEqual(['move', 'move']);
  });

  test('[CAL-17] in a year bars go by weeks, so that their weekday stays', () => {
    expect(snapped(10, snapOf('year'))).toBe(7);
    expect(snapped(-11, snapOf('year'))).toBe(-14);
    expect(snapped(1.4, snapOf('month'))).toBe(1);
    expect(Object.is(snapped(-2, 7), 0)).toBe(true);
  });

  test('[CAL-17] several plans go by the same number of days', () => {
    const plans = ['a', 'b'].map((key, at) => {
      const bar = item(key, `2027-0${at + 1}-01`, `2027-0${at + 1}-05`);
      return { plan: planWith([bar]), item: bar };
    });
    expect(datesAfter({ plans, grip: 'move', days: 2, by: 'keys' }).map(({ start }) => start)).toEqual([
      '2027-01-03',
      '2027-02-03',
    ]);
  });

  test('[CAL-19] a new plan is as long as one sees well', () => {
    expect(firstDates('2027-02-10', 'week')).toEqual({ start: '2027-02-10', end: '2027-02-10' });
    expect(firstDates('2027-02-10', 'quarter')).toEqual({ start: '2027-02-10', end: '2027-02-23' });
  });
});

describe('what follows', () => {
  const agreed = item('a', DATES.start, DATES.end);
  const plan = planWith([agreed], { approvedBy: ['jonas'] });
  const other = { start: '2027-04-01', end: '2027-04-10' };

  test('[CAL-18] who approved must approve again, unless everything is as it was agreed', () => {
    expect(consequenceOf(plan, other)).toEqual({ kind: 'approve-again', by: ['jonas'] });
    expect(consequenceOf(plan, DATES)).toEqual({ kind: 'none' });
    const changed = planWith([{ ...agreed, changes: 1 }], { approvedBy: ['jonas'] });
    expect(consequenceOf(changed, DATES)).toEqual({ kind: 'approve-again', by: ['jonas'] });
  });

  test('[CAL-18] back to the days that were agreed nobody is asked again, if those were all that differed', () => {
    const beside = item('a~', '2027-03-08', DATES.end, { agreed: false, besideAgreement: true });
    const back = (changes: number) =>
      consequenceOf(
        planWith([
          { ...agreed, changes },
          { ...beside, changes },
        ]),
        DATES,
      ).kind;
    expect([back(1), back(2)]).toEqual(['none', 'approve-again']);
  });

  test('[CAL-18] what is in review must be submitted again; a draft asks for nothing', () => {
    const open = (state: 'in-review' | 'changes-requested' | 'draft') =>
      planWith([item('a', DATES.start, DATES.end, { agreed: false, state })]);
    expect(consequenceOf(open('in-review'), other).kind).toBe('submit-again');
    expect(consequenceOf(open('changes-requested'), other).kind).toBe('submit-again');
    expect(consequenceOf(open('draft'), other).kind).toBe('none');
  });
});
