/** What stands in an order that no clock makes alone. */
export interface Said {
  readonly id: string;
  /** By the clock of whoever wrote it, ISO 8601. */
  readonly at: string;
  /** Null: written before there were turns, or no turn at all. */
  readonly turn: number | null;
}

/** The last instant that a date can say. */
const LAST = 8.64e15;
const DAY = 86_400_000;
/** Nobody said anything with this program before. */
const FIRST = Date.UTC(2026, 0, 1);

/**
 * The turn of something said now: as late as its writer's clock says, and in any case behind everything that the writer
 * saw. So an answer stands behind its question though it came from a slow clock, and a fast one hurries nobody.
 */
export function turnAfter(seen: Iterable<Said>, at: string): number {
  let turn = instantOf(at);
  for (const said of seen) turn = Math.max(turn, turnOf(said) + 1);
  return Math.min(turn, Number.MAX_SAFE_INTEGER);
}

/** Sorts by turns; what was said at the same turn by times and then by ID, the same for everybody. */
export function byTurn(a: Said, b: Said): number {
  return turnOf(a) - turnOf(b) || order(a.at, b.at) || order(a.id, b.id);
}

/** A turn as it stands in a document; null when it is none. */
export function readTurn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/**
 * When what stands in this order was said, as far as it can be shown: not before what stands before it, and not in
 * the future. Null: a clock that far off says nothing, neither of this nor of what follows.
 */
export function plausibleTimes(said: readonly Said[], now: number): (number | null)[] {
  let earliest = FIRST;
  return said.map(({ at }) => {
    const time = Date.parse(at);
    if (!(time >= FIRST && time <= now + DAY)) return null;
    return (earliest = Math.max(earliest, Math.min(time, now)));
  });
}

function turnOf({ turn, at }: Said): number {
  return turn ?? instantOf(at);
}

function instantOf(at: string): number {
  const instant = Date.parse(at);
  return instant >= 0 && instant <= LAST ? instant : 0;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
