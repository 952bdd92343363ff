import { DEPARTMENTS } from '../people';
import { PLAN_STATES } from '../status';
import { dayOf, type Day } from './days';
import { lengthOf, type Span } from './span';
import type { TimelineItem } from './items';
import { Heap } from './heap';

/** What a timeline's lanes can be made by. */
export const GROUPINGS = ['department', 'channel', 'audience', 'region', 'owner', 'status', 'board'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A bar in its place. All lengths are days from the left edge of the axis. */
export interface Bar {
  readonly item: TimelineItem;
  readonly row: number;
  readonly left: number;
  readonly width: number;
  /** The room that bar and words take together; the bar lies in it. No two of a row overlap. */
  readonly boxLeft: number;
  readonly boxWidth: number;
  /** Where the words are: in the bar, next to it where the bar is too short, or in the row below where that has no room either. */
  readonly words: 'inside' | 'after' | 'before' | 'below';
  /** It began before, or goes on after, the days shown. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

export interface Lane {
  /** What its plans have in common, by the grouping: a department, an ID, a text. '' is none. */
  readonly key: string;
  /** From the top; in each the bars from left to right. */
  readonly rows: readonly (readonly Bar[])[];
  /** How many plans there are; one that was changed beside its agreement is one. */
  readonly count: number;
}

export interface LaneOptions {
  readonly span: Span;
  readonly grouping: Grouping;
  /** No bar is drawn shorter than so many days. */
  readonly least: number;
  /** The days that a bar needs for its sign and words. */
  readonly room: (item: TimelineItem) => number;
  /** A bar of so many days holds its words, cut if it has to; absent: words are cut only where there is no room anywhere. */
  readonly holds?: number;
  /** No words are cut that the axis has room for: they take a row of their own if nothing else helps. */
  readonly isWhole?: boolean;
  /** The order of lanes whose keys are texts or IDs; those without come last. */
  readonly compare?: (a: string, b: string) => number;
}

/** The lanes a bar belongs to: one, or as many as it has channels or regions. */
export function lanesOfItem(item: TimelineItem, grouping: Grouping): readonly string[] {
  switch (grouping) {
    case 'department':
      return [item.department];
    case 'channel':
      return item.channels.length > 0 ? item.channels : NONE;
    case 'region':
      return item.regions.length > 0 ? item.regions : NONE;
    case 'audience':
      return [item.audience];
    case 'owner':
      return [item.ownerId];
    case 'status':
      return [item.state];
    case 'board':
      return [item.board];
  }
}

/**
 * Bars in lanes, and in each lane in few rows, so that neither bars nor their words run into one another. What is
 * changed beside an agreement stands directly below the agreed bar; such pairs have the first rows of a lane.
 */
export function lanesOf(items: readonly TimelineItem[], options: LaneOptions): Lane[] {
  const byLane = new Map<string, Placed[]>();
  const days = daysOf(options);
  for (const item of items) {
    for (const key of lanesOfItem(item, options.grouping)) {
      const placed = place(item, options, days);
      if (!placed) break;
      const lane = byLane.get(key);
      if (lane) lane.push(placed);
      else byLane.set(key, [placed]);
    }
  }
  return [...byLane]
    .sort(([a], [b]) => compareLanes(a, b, options))
    .map(([key, placed]) => ({ key, ...pack(placed) }));
}

/** {@link lanesOf} without lanes: all bars of a span in few rows. */
export function rowsOf(
  items: readonly TimelineItem[],
  options: Omit<LaneOptions, 'grouping' | 'compare'>,
): readonly (readonly Bar[])[] {
  const days = daysOf(options);
  return pack(items.flatMap((item) => place(item, options, days) ?? [])).rows;
}

/** The bars of a row that lie between two places of the axis, found by halving. */
export function barsBetween(row: readonly Bar[], from: number, to: number): readonly Bar[] {
  const first = search(row, (bar) => bar.boxLeft + bar.boxWidth > from);
  const end = search(row, (bar) => bar.boxLeft >= to);
  return row.slice(first, end);
}

/** The first index for which `holds`, which holds for all behind it too. */
function search(row: readonly Bar[], holds: (bar: Bar) => boolean): number {
  let [low, high] = [0, row.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(row[middle] as Bar)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A bar on its way to its row: it becomes that bar, as copying thousands would take longer than packing them. */
type Placed = Bar & { row: number };

interface Days {
  readonly origin: Day;
  readonly count: number;
}

/** Of the span, once for thousands of bars. */
function daysOf({ span }: Pick<LaneOptions, 'span'>): Days {
  return { origin: dayOf(span.from), count: lengthOf(span) };
}

function place(
  item: TimelineItem,
  {
    span,
    least,
    room,
    holds = Infinity,
    isWhole = false,
  }: Pick<LaneOptions, 'span' | 'least' | 'room' | 'holds' | 'isWhole'>,
  { origin, count }: Days,
): Placed | null {
  if (item.end < span.from || item.start > span.to) return null;
  const start = Math.max(0, dayOf(item.start) - origin);
  const end = Math.min(count, dayOf(item.end) - origin + 1);
  const width = Math.min(count, Math.max(end - start, least));
  const left = Math.min(start, count - width);
  const box = boxOf({ left, width, room: width >= holds ? 0 : room(item), days: count, isWhole });
  return {
    item,
    row: 0,
    left,
    width,
    boxLeft: box.boxLeft,
    boxWidth: box.boxWidth,
    words: box.words,
    cutLeft: item.start < span.from,
    cutRight: item.end > span.to,
  };
}

interface Placing {
  readonly left: number;
  readonly width: number;
  readonly room: number;
  readonly days: number;
  readonly isWhole: boolean;
}

/** Words go into the bar if they fit, else to the side that has room; if neither has, they go below or are cut. */
function boxOf({ left, width, room, days, isWhole }: Placing): Pick<Bar, 'boxLeft' | 'boxWidth' | 'words'> {
  if (room > width && left + width + room <= days)
    return { boxLeft: left, boxWidth: width + room, words: 'after' };
  if (room > width && left >= room) return { boxLeft: left - room, boxWidth: width + room, words: 'before' };
  if (isWhole && room > width) {
    const whole = Math.min(room, days);
    return { boxLeft: Math.min(left, days - whole), boxWidth: whole, words: 'below' };
  }
  return { boxLeft: left, boxWidth: width, words: 'inside' };
}

function pack(placed: readonly Placed[]): Pick<Lane, 'rows' | 'count'> {
  const changes = new Map<string, Placed>();
  for (const each of placed) if (each.item.besideAgreement) changes.set(each.item.key, each);
  const [pairs, singles]: [Block[], Block[]] = [[], []];
  for (const each of placed) {
    if (each.item.besideAgreement) continue;
    const key = each.item.agreed && changes.size > 0 ? `${each.item.key}~` : '';
    const change = changes.get(key);
    changes.delete(key);
    if (change) pairs.push(blockOf(each, change));
    else singles.push(blockOf(each));
  }
  // The agreement of what is left stands in another lane, or outside of the days shown.
  for (const change of changes.values()) singles.push(blockOf(change));
  const rows: Bar[][] = [];
  for (const blocks of [pairs, singles])
    for (const [height, alike] of byHeight(blocks)) rows.push(...packBlocks(alike, height, rows.length));
  return { rows, count: pairs.length + singles.length };
}

/** One bar, or two one below the other, each with its words, and the days they take from and to. */
interface Block {
  readonly bar: Placed;
  readonly below: Placed | null;
  readonly from: number;
  readonly to: number;
}

function blockOf(bar: Placed, below: Placed | null = null): Block {
  const [from, to] = [bar.boxLeft, bar.boxLeft + bar.boxWidth];
  if (!below) return { bar, below, from, to };
  return {
    bar,
    below,
    from: Math.min(from, below.boxLeft),
    to: Math.max(to, below.boxLeft + below.boxWidth),
  };
}

/** How many rows a bar takes with its words. */
function heightOf({ words }: Bar): number {
  return words === 'below' ? 2 : 1;
}

/** The highest first. */
function byHeight(blocks: readonly Block[]): readonly (readonly [height: number, blocks: Block[]])[] {
  const heights = new Map<number, Block[]>();
  for (const block of blocks) {
    const height = heightOf(block.bar) + (block.below ? heightOf(block.below) : 0);
    const alike = heights.get(height);
    if (alike) alike.push(block);
    else heights.set(height, [block]);
  }
  return [...heights].sort(([a], [b]) => b - a);
}

/** Packs blocks of the same height: each into the uppermost place that is free, in order of their beginning. */
function packBlocks(blocks: Block[], height: number, firstRow: number): Bar[][] {
  blocks.sort((a, b) => a.from - b.from || a.to - b.to);
  const rows: Bar[][] = [];
  const busy = new Heap<{ readonly to: number; readonly slot: number }>((a, b) => a.to - b.to);
  const free = new Heap<number>((a, b) => a - b);
  const put = (bar: Placed, row: number) => {
    bar.row = firstRow + row;
    rows[row]?.push(bar);
  };
  for (const { bar, below, from, to } of blocks) {
    for (let next = busy.peek(); next && next.to <= from; next = busy.peek()) {
      busy.pop();
      free.push(next.slot);
    }
    const slot = free.pop() ?? rows.length / height;
    if (slot * height === rows.length) for (let n = 0; n < height; n++) rows.push([]);
    put(bar, slot * height);
    if (below) put(below, slot * height + heightOf(bar));
    busy.push({ to, slot });
  }
  return rows;
}

function compareLanes(a: string, b: string, { grouping, compare }: LaneOptions): number {
  const order: readonly string[] | null =
    grouping === 'department' ? DEPARTMENTS : grouping === 'status' ? PLAN_STATES : null;
  if (order) return order.indexOf(a) - order.indexOf(b);
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return compare?.(a, b) ?? (a < b ? -1 : a > b ? 1 : 0);
}

const NONE: readonly string[] = [''];
