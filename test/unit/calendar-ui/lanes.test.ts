import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../../renderer/features/calendar/logic/lanes';
import { neighbourOf } from '../../../renderer/features/calendar/logic/navigate';
import { spanOf } from '../../../renderer/features/calendar/logic/span';
import { addDays } from '../../../shared/domain/dates';
import { entry } from './support';

const YEAR = spanOf('year', '2027-01-01');
const measure = { width: 3650, labelWidth: () => 100 };

describe('groupsOf', () => {
  test('[CAL-1] marketing stands above sales; departments without bars are left out', () => {
    const groups = groupsOf(
      [
        entry('s', '2027-01-01', '2027-02-01', { department: 'sales' }),
        entry('m', '2027-05-01', '2027-06-01'),
        entry('old', '2026-05-01', '2026-06-01', { department: 'other' }),
      ],
      YEAR,
      measure,
    );
    expect(groups.map((group) => group.department)).toEqual(['marketing', 'sales']);
  });

  test('[CAL-1] bars that follow each other share a lane, bars at the same time do not', () => {
    const [group] = groupsOf(
      [
        entry('a', '2027-01-01', '2027-02-28'),
        entry('b', '2027-02-01', '2027-03-31'),
        entry('c', '2027-04-01', '2027-05-31'),
      ],
      YEAR,
      measure,
    );
    expect(group?.bars.map(({ entry: { key }, lane }) => [key, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
  });

  test('[CAL-1] words stand in the bar, after a short one, before it at the end of the year', () => {
    const [group] = groupsOf(
      [
        entry('long', '2027-01-01', '2027-03-31'),
        entry('short', '2027-04-10', '2027-04-11'),
        entry('last', '2027-12-30', '2027-12-31'),
      ],
      YEAR,
      measure,
    );
    expect(group?.bars.map((bar) => bar.label)).toEqual(['inside', 'after', 'before']);
  });

  test('[CAL-3] a change stands directly under the agreed bar, whenever it lies', () => {
    const [group] = groupsOf(
      [
        entry('x', '2027-01-01', '2027-12-31'),
        entry('p', '2027-06-01', '2027-06-30'),
        entry('p~', '2027-02-01', '2027-02-28', { planId: 'p', besideAgreement: true, agreed: false }),
      ],
      YEAR,
      measure,
    );
    const lane = (key: string) => group?.bars.find((bar) => bar.entry.key === key)?.lane ?? NaN;
    expect(lane('p~')).toBe(lane('p') + 1);
  });

  test('[CAL-1] whatever the plans, no bar and no words run into another of the same lane', () => {
    const entries = fc
      .array(fc.tuple(fc.integer({ min: -40, max: 380 }), fc.integer({ min: 0, max: 120 }), fc.boolean()), {
        maxLength: 60,
      })
      .map((drawn) =>
        drawn.flatMap(([day, length, changed], index) => {
          const [start, end] = [addDays('2027-01-01', day), addDays('2027-01-01', day + length)];
          const key = `p${index}`;
          const ghost = entry(`${key}~`, addDays(start, 20), addDays(end, 20), {
            planId: key,
            besideAgreement: true,
          });
          return changed ? [entry(key, start, end), ghost] : [entry(key, start, end)];
        }),
      );
    fc.assert(
      fc.property(
        entries,
        fc.integer({ min: 300, max: 2000 }),
        fc.integer({ min: 0, max: 300 }),
        (drawn, width, words) => {
          for (const { bars, lanes } of groupsOf(drawn, YEAR, { width, labelWidth: () => words })) {
            for (let lane = 0; lane < lanes; lane++) {
              const extents = bars
                .filter((bar) => bar.lane === lane)
                .map((bar) => [
                  bar.label === 'before' ? bar.left - words : bar.left,
                  bar.label === 'after' ? bar.left + bar.width + words : bar.left + bar.width,
                ])
                .sort(([a = 0], [b = 0]) => a - b);
              extents.forEach(([from = 0], index) => {
                expect(from).toBeGreaterThanOrEqual(0);
                expect(from).toBeGreaterThanOrEqual(index > 0 ? (extents[index - 1]?.[1] ?? 0) : 0);
              });
            }
          }
        },
      ),
    );
  });
});

describe('neighbourOf', () => {
  const groups = groupsOf(
    [
      entry('a', '2027-01-01', '2027-02-28'),
      entry('b', '2027-02-01', '2027-03-31'),
      entry('c', '2027-04-01', '2027-05-31'),
      entry('s', '2027-04-15', '2027-06-30', { department: 'sales' }),
    ],
    YEAR,
    measure,
  );

  test.each([
    ['a', 'right', 'b'],
    ['b', 'right', 'c'],
    ['c', 'right', 'c'],
    ['c', 'left', 'b'],
    ['c', 'first', 'a'],
    ['a', 'last', 'c'],
    ['a', 'down', 'b'],
    ['b', 'down', 's'],
    ['s', 'up', 'b'],
    ['s', 'down', 's'],
  ] as const)('[CAL-8] from %s %s leads to %s', (from, direction, to) => {
    expect(neighbourOf(groups, from, direction)).toBe(to);
  });
});
