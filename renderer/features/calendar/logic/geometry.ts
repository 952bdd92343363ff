import { barsBetween, type Bar, type Lane } from '../../../../shared/domain/timeline/lanes';

/** Height of a row of bars, and of a lane's title, in pixels. */
export const ROW = 26;
export const TITLE = 30;
/** Room for a lane's totals below its title. */
export const TOTALS = 38;
const AFTER_LANE = 10;

/** A lane with its place on the sheet, in pixels from the top of the first lane. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  /** Where its rows begin, from its own top. */
  readonly head: number;
}

/** What of the sheet is in sight, with some room around it; in pixels. */
export interface Sight {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function placeLanes(lanes: readonly Lane[], hasTotals: boolean): readonly PlacedLane[] {
  const head = TITLE + (hasTotals ? TOTALS : 0);
  let top = 0;
  return lanes.map((lane) => {
    const height = head + lane.rows.length * ROW + AFTER_LANE;
    const placed = { lane, top, height, head };
    top += height;
    return placed;
  });
}

export function heightOf(lanes: readonly PlacedLane[]): number {
  const last = lanes.at(-1);
  return last ? last.top + last.height : 0;
}

/** The lanes that are in sight, and the one with the bar that has the focus. */
export function lanesInSight(
  lanes: readonly PlacedLane[],
  sight: Sight,
  focused: string | null,
): readonly PlacedLane[] {
  return lanes.filter(
    ({ lane, top, height }) =>
      (top < sight.bottom && top + height > sight.top) || (focused?.startsWith(`${lane.key}\n`) ?? false),
  );
}

/** The numbers of the rows of a lane that are in sight, from the first to before the last. */
export function rowsInSight(
  { lane, top, head }: PlacedLane,
  sight: Pick<Sight, 'top' | 'bottom'>,
): readonly [first: number, end: number] {
  const first = Math.max(0, Math.floor((sight.top - top - head) / ROW));
  const end = Math.min(lane.rows.length, Math.ceil((sight.bottom - top - head) / ROW));
  return [first, Math.max(first, end)];
}

/** The bars of a lane that are in sight. */
export function barsInSight(placed: PlacedLane, sight: Sight, px: number): readonly Bar[] {
  const [first, end] = rowsInSight(placed, sight);
  return placed.lane.rows
    .slice(first, end)
    .flatMap((row) => barsBetween(row, sight.left / px, sight.right / px));
}

/** The bar of a lane that has the focus, if it is out of sight: it stays mounted. */
export function keptBar(placed: PlacedLane, sight: Sight, px: number, focused: string | null): Bar | null {
  const bar = focused === null ? null : findBar(placed.lane, focused);
  if (!bar) return null;
  const [first, end] = rowsInSight(placed, sight);
  const isInRows = first <= bar.row && bar.row < end;
  const isInSight =
    isInRows && bar.boxLeft + bar.boxWidth > sight.left / px && bar.boxLeft < sight.right / px;
  return isInSight ? null : bar;
}

/** A bar stands in as many lanes as its plan belongs to, so its name says in which. */
export function barId(lane: Lane, bar: Bar): string {
  return `${lane.key}\n${bar.item.key}`;
}

export function findBar(lane: Lane, id: string): Bar | null {
  if (!id.startsWith(`${lane.key}\n`)) return null;
  const bars = byKey.get(lane) ?? new Map(lane.rows.flat().map((bar) => [bar.item.key, bar]));
  byKey.set(lane, bars);
  return bars.get(id.slice(lane.key.length + 1)) ?? null;
}

/** Made for a lane when one of its bars is looked for: pointing at bars looks for one after the other. */
const byKey = new WeakMap<Lane, ReadonlyMap<string, Bar>>();

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The bar that an arrow key leads to: left and right in order of time within a lane, up and down to the bar of the next
 * row that is nearest in time, also in another lane.
 */
export function neighbourOf(lanes: readonly Lane[], id: string, direction: Direction): string {
  const at = lanes.findIndex((lane) => findBar(lane, id));
  const lane = lanes[at];
  const bar = lane && findBar(lane, id);
  if (!lane || !bar) return id;
  if (direction === 'up' || direction === 'down') {
    const step = direction === 'up' ? -1 : 1;
    const within = lane.rows[bar.row + step];
    const beside = lanes[at + step];
    const row = within ?? (step < 0 ? beside?.rows.at(-1) : beside?.rows[0]);
    const next = nearest(row ?? [], bar);
    return next ? barId(within ? lane : (beside ?? lane), next) : id;
  }
  const inTime = lane.rows.flat().sort((a, b) => a.left - b.left || a.row - b.row);
  const here = inTime.findIndex((each) => each.item.key === bar.item.key);
  const target = inTime[{ left: here - 1, right: here + 1, first: 0, last: inTime.length - 1 }[direction]];
  return target ? barId(lane, target) : id;
}

function nearest(row: readonly Bar[], { left, width }: Bar): Bar | undefined {
  const distance = (bar: Bar) => Math.abs(bar.left + bar.width / 2 - (left + width / 2));
  return row.reduce<Bar | undefined>(
    (best, bar) => (best === undefined || distance(bar) < distance(best) ? bar : best),
    undefined,
  );
}
