/** Milliseconds of the raster on which people hear how many have answered: an answer finer than that would name them. */
const RASTER = 15_000;

/**
 * Who has answered in an open round, as others may know it: as it was at the last full quarter of a minute by the clock.
 * Kept in memory alone, as a time beside an entry would be one more thing to find.
 */
export class Tally {
  readonly #now: Set<string>;
  #told: readonly string[] | null;
  #quarter: number;

  /**
   * @param answered who has answered so far
   * @param told what may be told of it until the next quarter; null: nothing, as nobody knows since when it is so
   */
  constructor(answered: Iterable<string>, told: readonly string[] | null, now: number) {
    this.#now = new Set(answered);
    this.#told = told;
    this.#quarter = quarterOf(now);
  }

  /** A member has answered, or taken back what was entered. */
  set(member: string, hasAnswered: boolean, now: number): void {
    this.#turn(now);
    if (hasAnswered) this.#now.add(member);
    else this.#now.delete(member);
  }

  /** Sorted by ID; null while it cannot be told. */
  toldAt(now: number): readonly string[] | null {
    this.#turn(now);
    return this.#told;
  }

  #turn(now: number): void {
    const quarter = quarterOf(now);
    // A clock that was set back begins a quarter anew, and tells nothing by that.
    if (quarter > this.#quarter) this.#told = [...this.#now].sort();
    this.#quarter = quarter;
  }
}

function quarterOf(now: number): number {
  return Math.floor(now / RASTER);
}
