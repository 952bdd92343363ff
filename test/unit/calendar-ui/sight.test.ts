import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ROW, type Sight } from '../../../renderer/features/calendar/logic/geometry';
import { lately } from '../../../renderer/features/calendar/logic/lately';
import { begun, grown, isSame, joined, NOTHING } from '../../../renderer/features/calendar/logic/sight';
import { isMarked, planKeyOf } from '../../../renderer/features/calendar/logic/marked';
import { item } from './support';

const place = fc.integer({ min: 0, max: 400 }).map((rows) => rows * ROW);
const sight = fc
  .record({ top: place, left: place, height: place, width: place })
  .map(({ top, left, height, width }) => ({
    top,
    left,
    bottom: top + height + ROW,
    right: left + width + ROW,
  }));
const covers = (outer: Sight, inner: Sight) =>
  outer.top <= inner.top &&
  outer.left <= inner.left &&
  outer.bottom >= inner.bottom &&
  outer.right >= inner.right;

describe('what is drawn around what is in sight', () => {
  test('[CAL-20] covers at once what can be seen, wherever somebody scrolls to', () => {
    fc.assert(
      fc.property(sight, sight, (drawn, shown) => {
        expect(covers(joined(drawn, shown), shown)).toBe(true);
      }),
    );
  });

  test('[CAL-20] begins with the uppermost rows where there are bars in bulk, and has soon all that can be seen', () => {
    fc.assert(
      fc.property(sight, (shown) => {
        let drawn = begun(shown);
        expect(covers(shown, drawn)).toBe(true);
        expect(drawn.top).toBe(shown.top);
        for (let rows = 4; drawn.bottom < shown.bottom; rows += 8) {
          expect(drawn.bottom).toBe(shown.top + rows * ROW);
          drawn = grown(drawn, shown);
          expect(covers(shown, drawn)).toBe(true);
        }
        expect(drawn).toEqual(shown);
      }),
    );
  });

  test('[CAL-20] forgets what lies apart from what can be seen', () => {
    const far = { top: 900 * ROW, bottom: 930 * ROW, left: 0, right: 1000 };
    expect(joined({ ...far, top: 0, bottom: 30 * ROW }, far)).toEqual(far);
    expect(joined({ ...far, top: 890 * ROW, bottom: 901 * ROW }, far).top).toBe(890 * ROW);
  });

  test('[CAL-20] grows by a slice at a time to ten rows on each side, and no further', () => {
    fc.assert(
      fc.property(sight, sight, (before, shown) => {
        let drawn = joined(before, shown);
        for (let steps = 0; !isSame(grown(drawn, shown), drawn); steps++) {
          const next = grown(drawn, shown);
          expect(covers(next, shown)).toBe(true);
          expect(drawn.top - next.top).toBeLessThanOrEqual(2 * ROW);
          expect(next.bottom - drawn.bottom).toBeLessThanOrEqual(2 * ROW);
          expect(steps).toBeLessThan(10);
          drawn = next;
        }
        expect(drawn.bottom - drawn.top).toBe(shown.bottom - shown.top + 20 * ROW);
      }),
    );
    expect(isSame(NOTHING, { ...NOTHING })).toBe(true);
  });
});

test('[CAL-16] what was laid out last is kept for those who come back, and made anew for anything else', () => {
  const make = vi.fn<() => object>(() => ({}));
  const kept = lately<object>();
  const plans = [item('a', '2027-01-01', '2027-01-02')];
  const first = kept([plans, 'year', Number.NaN], make);
  expect(kept([plans, 'year', Number.NaN], make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  for (const other of [
    [[...plans], 'year', Number.NaN],
    [plans, 'week', Number.NaN],
    [plans, 'year'],
  ])
    expect(kept(other, make)).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(4);
});

test('[CAL-16] whoever zooms out and back finds what was laid out for each of the last zooms, and only for these', () => {
  const make = vi.fn<() => object>(() => ({}));
  const kept = lately<object>(2);
  const year = kept(['year'], make);
  const month = kept(['month'], make);
  expect(kept(['year'], make)).toBe(year);
  expect(kept(['month'], make)).toBe(month);
  expect(make).toHaveBeenCalledTimes(2);
  kept(['week'], make);
  expect(kept(['month'], make)).toBe(month);
  expect(kept(['year'], make)).not.toBe(year);
});

test('[CAL-21] the sign stands at what is planned now, not at the agreement that it changes', () => {
  const bar = (over: Parameters<typeof item>[3]) => item('b/p', '2027-01-01', '2027-01-02', over);
  const warned = new Set(['b/p']);
  expect(isMarked(bar({}), warned)).toBe(true);
  expect(isMarked(bar({ changes: 2 }), warned)).toBe(false);
  const beside = item('b/p~', '2027-01-01', '2027-01-02', {
    agreed: false,
    besideAgreement: true,
    changes: 2,
  });
  expect(planKeyOf(beside)).toBe('b/p');
  expect(isMarked(beside, warned)).toBe(true);
  expect(isMarked(bar({}), new Set())).toBe(false);
});
