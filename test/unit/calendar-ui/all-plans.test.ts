import { describe, expect, test } from 'vitest';
import { markedPlan } from '../../../renderer/client/hooks/warned';
import { markedOfCalendar, plansOfCalendar } from '../../../renderer/features/calendar/logic/all-plans';
import { weeksOfMonth } from '../../../renderer/features/calendar/logic/months';
import type { Material } from '../../../shared/domain/plan';
import { timelinePlan } from '../../../shared/domain/timeline/items';
import type { AcceptedWarning } from '../../../shared/domain/warnings/accepted';
import type { Warning } from '../../../shared/domain/warnings/warnings';
import { calendarJson } from '../../../shared/export';
import { BOARD, BOARDS, context, noSource, plan, TestBoard } from '../export/support';
import { item, row } from './support';

const TODAY = '2027-03-15';

describe('the calendar of all boards', () => {
  test('[CAL-14] shows of a plan what its own board shows', () => {
    const changed = plan({ title: 'Neu', end: '2027-05-31' });
    const now: [string, Material][] = [
      ['agreed', plan()],
      ['changed', changed],
      ['review', plan({ start: '2027-08-01', end: '' })],
      ['late', plan()],
      ['launched', changed],
    ];
    const board = new TestBoard().agree('agreed', plan()).agree('changed', plan()).agree('launched', plan());
    for (const [id, material] of now) board.put(id, material);
    board.submit('review').state('launched', 'launched');
    const host = plansOfCalendar(
      calendarJson(board.items('all'), BOARDS, context({ scope: 'all' }), noSource),
      TODAY,
    );
    const own = now.map(([id, material]) => timelinePlan(BOARD, row(id, material, board.record, TODAY)));
    const byId = (plans: typeof own) =>
      plans.flatMap((each) => each.items).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(byId(host)).toEqual(byId(own));
    expect(host.find(({ planId }) => planId === 'agreed')?.approvedBy).toEqual(['m-vera']);
  });
});

describe('warnings in the calendar of all boards', () => {
  test('[CAL-21] are about each plan as it stands now, and say no more of those that were accepted', () => {
    const board = new TestBoard().agree('agreed', plan()).agree('changed', plan()).agree('gone', plan());
    board
      .put('changed', plan({ title: 'Neu' }))
      .put('review', plan({ audience: 'Planer' }))
      .submit('review');
    board.remove('gone');
    const accepted = (_board: string, id: string): AcceptedWarning[] =>
      id === 'agreed' ? ['holiday 2027-03-01 x', { cause: 'over-frame', extent: { amount: 10 } }] : [];
    const json = calendarJson(board.items('all'), BOARDS, context({ scope: 'all' }), {
      ...noSource,
      accepted,
    });
    const marked = new Map(markedOfCalendar(json).map((each) => [each.plan, each]));
    for (const id of ['agreed', 'changed', 'review']) {
      const own = markedPlan(row(id, board.plan(id)?.material ?? {}, board.record, TODAY), BOARD);
      const { key, other, isOff, promisedBy, status } = own;
      expect(marked.get(id)).toMatchObject({ key, other, isOff, promisedBy });
      expect(marked.get(id)?.status).toEqual({
        state: status.state,
        agreement: status.agreement && { snapshot: status.agreement.snapshot },
        submission:
          status.state === 'in-review'
            ? { at: status.submission?.at, snapshot: status.submission?.snapshot }
            : null,
      });
    }
    expect(marked.has('gone')).toBe(false);
    const holiday = { key: 'holiday 2027-03-01 x' } as Warning;
    expect(marked.get('agreed')?.isAccepted(holiday)).toBe(true);
    expect(marked.get('changed')?.isAccepted(holiday)).toBe(false);
    const over = (amount: number) => ({ key: 'over-frame', extent: { amount } }) as Warning;
    expect([10, 11].map((amount) => marked.get('agreed')?.isAccepted(over(amount)))).toEqual([true, false]);
  });
});

describe('a month', () => {
  const month = { from: '2027-03-01', to: '2027-03-31' };
  const three = ['a', 'b', 'c'].map((key) => item(key, '2027-03-03', '2027-03-09'));

  test('[CAL-8] is a sheet of whole weeks, in each of which a plan stands that runs in it', () => {
    const weeks = weeksOfMonth(three, month, 5);
    expect(weeks.map(({ from, week }) => [from, week])).toEqual([
      ['2027-03-01', 9],
      ['2027-03-08', 10],
      ['2027-03-15', 11],
      ['2027-03-22', 12],
      ['2027-03-29', 13],
    ]);
    expect(weeks.map(({ bars }) => bars.length)).toEqual([3, 3, 0, 0, 0]);
  });

  test('[CAL-11] names the year that a week counts to, also where most of its month lies in another one', () => {
    const weeks = weeksOfMonth([], { from: '2026-12-01', to: '2027-01-31' }, 5);
    expect(weeks.slice(3, 6).map(({ week, year }) => [week, year])).toEqual([
      [52, 2026],
      [53, 2026],
      [1, 2027],
    ]);
  });

  test('[CAL-8] counts day by day what it has no room for', () => {
    const [first, second] = weeksOfMonth(three, month, 2);
    expect(first?.bars).toHaveLength(2);
    expect(first?.more).toEqual([0, 0, 1, 1, 1, 1, 1]);
    expect(second?.more).toEqual([1, 1, 0, 0, 0, 0, 0]);
  });
});
