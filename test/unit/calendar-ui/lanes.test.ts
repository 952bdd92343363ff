import { describe, expect, test } from 'vitest';
import {
  barsInSight,
  findBar,
  heightOf,
  keptBar,
  lanesInSight,
  neighbourOf,
  placeLanes,
  ROW,
} from '../../../renderer/features/calendar/logic/geometry';
import { lanesOf, type LaneOptions } from '../../../shared/domain/timeline/lanes';
import { item } from './support';

const YEAR = { from: '2027-01-01', to: '2027-12-31' };
const options: LaneOptions = { span: YEAR, grouping: 'department', least: 1, room: () => 0 };

describe('lanes', () => {
  test('[CAL-1] a plan that begins the day after another ends shares its row; one that begins on its last day does not', () => {
    const rows = (start: string) =>
      lanesOf([item('a', '2027-01-01', '2027-01-31'), item('b', start, '2027-02-28')], options)[0]?.rows
        .length;
    expect(rows('2027-02-01')).toBe(1);
    expect(rows('2027-01-31')).toBe(2);
  });

  test('[CAL-1] words go into a bar that has room for them, else after it, else before it', () => {
    const words = (start: string, end: string) =>
      lanesOf([item('a', start, end)], { ...options, room: () => 30 })[0]?.rows[0]?.[0];
    expect(words('2027-03-01', '2027-04-15')).toMatchObject({ words: 'inside', boxWidth: 46 });
    expect(words('2027-03-01', '2027-03-07')).toMatchObject({
      words: 'after',
      left: 59,
      boxLeft: 59,
      boxWidth: 37,
    });
    expect(words('2027-12-25', '2027-12-31')).toMatchObject({ words: 'before', left: 358, boxLeft: 328 });
    // Long enough to hold them cut.
    const cut = { ...options, room: () => 30, holds: 7 };
    const held = (end: string) => lanesOf([item('a', '2027-03-01', end)], cut)[0]?.rows[0]?.[0]?.words;
    expect([held('2027-03-06'), held('2027-03-07')]).toEqual(['after', 'inside']);
  });

  test('[CAL-12] a plan stands in the lane of each of its channels, lanes without come last, and each counts it', () => {
    const lanes = lanesOf(
      [
        item('a', '2027-01-01', '2027-01-31', { channels: ['Messe', 'Anzeige'] }),
        item('b', '2027-01-01', '2027-01-31'),
        item('b~', '2027-01-08', '2027-01-31', { agreed: false, besideAgreement: true }),
      ],
      { ...options, grouping: 'channel' },
    );
    expect(lanes.map(({ key, count, rows }) => [key, count, rows.length])).toEqual([
      ['Anzeige', 1, 1],
      ['Messe', 1, 1],
      ['', 1, 2],
    ]);
  });
});

describe('what is in sight', () => {
  const many = lanesOf(
    Array.from({ length: 400 }, (_, n) => item(`p${n}`, '2027-03-01', '2027-03-31')),
    options,
  );
  const placed = placeLanes(many, false);
  const sight = { top: 100 * ROW, bottom: 120 * ROW, left: 0, right: 1000 };

  test('[CAL-20] only the bars in sight are drawn, and the one with the focus wherever it is', () => {
    const [lane] = lanesInSight(placed, sight, null);
    expect(heightOf(placed)).toBeGreaterThan(400 * ROW);
    const shown = lane ? barsInSight(lane, sight, 2) : [];
    expect(shown.length).toBeGreaterThan(18);
    expect(shown.length).toBeLessThan(24);
    const kept = (id: string | null) => lane && keptBar(lane, sight, 2, id)?.item.key;
    expect(kept('marketing\np399')).toBe('p399');
    expect(kept(`marketing\n${shown[0]?.item.key ?? ''}`)).toBeUndefined();
    expect(kept('sales\np399')).toBeUndefined();
    expect(kept(null)).toBeUndefined();
  });

  test('[CAL-20] the lane with the focus stays while it is out of sight', () => {
    const away = { ...sight, top: 1e6, bottom: 1e6 + 500 };
    expect(lanesInSight(placed, away, null)).toEqual([]);
    expect(lanesInSight(placed, away, 'marketing\np1')).toHaveLength(1);
  });

  test('[CAL-20] bars to the left and right of what is in sight are not drawn', () => {
    const [lane] = placed;
    const beyond = { ...sight, left: 500, right: 800 };
    expect(lane && barsInSight(lane, beyond, 2)).toEqual([]);
    expect(lane && keptBar(lane, beyond, 2, 'marketing\np110')?.item.key).toBe('p110');
  });
});

describe('neighbourOf', () => {
  const lanes = lanesOf(
    [
      item('a', '2027-01-01', '2027-02-28'),
      item('b', '2027-02-01', '2027-03-31'),
      item('c', '2027-04-01', '2027-05-31'),
      item('s', '2027-04-15', '2027-06-30', { department: 'sales' }),
    ],
    options,
  );
  const id = (key: string) => `${key === 's' ? 'sales' : 'marketing'}\n${key}`;

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
    expect(neighbourOf(lanes, id(from), direction)).toBe(id(to));
  });

  test('a bar is found in its own lane only', () => {
    expect(lanes.map((lane) => findBar(lane, id('s')) !== null)).toEqual([false, true]);
  });
});
