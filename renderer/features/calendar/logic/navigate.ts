import type { LaneGroup, PlacedBar } from './lanes';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The bar that an arrow key leads to: left and right in order of time within a department, up and down to the bar of
 * the next lane that is nearest in time, also in another department.
 */
export function neighbourOf(groups: readonly LaneGroup[], key: string, direction: Direction): string {
  const group = groups.find(({ bars }) => bars.some((bar) => bar.entry.key === key));
  const bar = group?.bars.find((each) => each.entry.key === key);
  if (!group || !bar) return key;
  if (direction === 'up' || direction === 'down') return vertical(groups, group, bar, direction) ?? key;
  const inTime = group.bars.toSorted((a, b) => a.left - b.left || a.lane - b.lane);
  const at = inTime.indexOf(bar);
  const target = { left: at - 1, right: at + 1, first: 0, last: inTime.length - 1 }[direction];
  return inTime[target]?.entry.key ?? key;
}

function vertical(
  groups: readonly LaneGroup[],
  group: LaneGroup,
  from: PlacedBar,
  direction: 'up' | 'down',
): string | undefined {
  const rows = groups.flatMap((each) =>
    Array.from({ length: each.lanes }, (_, lane) => each.bars.filter((bar) => bar.lane === lane)),
  );
  const before = groups.slice(0, groups.indexOf(group)).reduce((sum, each) => sum + each.lanes, 0);
  const row = rows[before + from.lane + (direction === 'up' ? -1 : 1)] ?? [];
  const distance = (bar: PlacedBar) => Math.abs(bar.left + bar.width / 2 - (from.left + from.width / 2));
  return row.toSorted((a, b) => distance(a) - distance(b))[0]?.entry.key;
}
