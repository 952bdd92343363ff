/** So many rows lie together: a change copies one such piece, and the list of the pieces. */
const PIECE = 64;

type Piece<Row> = readonly (Row | undefined)[];

/**
 * Rows by ID, as they were at one moment. Another version shares with this one all pieces but those that a change touched, so
 * that a letter in one of thousands of plans copies none of the others, and whoever compares two versions skips what they share.
 */
export class RowMap<Row extends { readonly id: string }> implements ReadonlyMap<string, Row> {
  /** Where a row lies. All versions have it in common: an ID keeps its place, in those that have no row there, too. */
  readonly #places: Map<string, number>;
  readonly #pieces: readonly Piece<Row>[];
  readonly size: number;

  private constructor(places: Map<string, number>, pieces: readonly Piece<Row>[], size: number) {
    this.#places = places;
    this.#pieces = pieces;
    this.size = size;
  }

  static empty<Row extends { readonly id: string }>(): RowMap<Row> {
    return new RowMap<Row>(new Map(), [], 0);
  }

  /** Another version, in which these IDs have these rows, or none; this one stays as it is. */
  with(changes: ReadonlyMap<string, Row | undefined>): RowMap<Row> {
    const pieces = [...this.#pieces];
    const copied = new Map<number, (Row | undefined)[]>();
    let { size } = this;
    for (const [id, row] of changes) {
      const known = this.#places.get(id);
      if (known === undefined && !row) continue;
      const place = known ?? this.#places.size;
      if (known === undefined) this.#places.set(id, place);
      const at = Math.floor(place / PIECE);
      const piece = copied.get(at) ?? [...(pieces[at] ?? [])];
      const before = piece[place % PIECE];
      if (before === row) continue;
      size += (row ? 1 : 0) - (before ? 1 : 0);
      piece[place % PIECE] = row;
      copied.set(at, piece);
      pieces[at] = piece;
    }
    return copied.size === 0 ? this : new RowMap(this.#places, pieces, size);
  }

  /** The IDs whose rows are others in this version than in an earlier or later one; null if it is none of the same rows. */
  changedSince(other: ReadonlyMap<string, Row>): readonly string[] | null {
    if (!(other instanceof RowMap) || other.#places !== this.#places) return null;
    const ids: string[] = [];
    const pieces = Math.max(this.#pieces.length, other.#pieces.length);
    for (let at = 0; at < pieces; at++) {
      const [now, before] = [this.#pieces[at] ?? [], other.#pieces[at] ?? []] as [Piece<Row>, Piece<Row>];
      if (now === before) continue;
      for (let within = 0; within < Math.max(now.length, before.length); within++) {
        const [row, known] = [now[within], before[within]];
        if (row !== known) ids.push((row ?? known)?.id ?? '');
      }
    }
    return ids;
  }

  get(id: string): Row | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#pieces[Math.floor(place / PIECE)]?.[place % PIECE];
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  *values(): MapIterator<Row> {
    for (const piece of this.#pieces) for (const row of piece ?? []) if (row) yield row;
  }

  *keys(): MapIterator<string> {
    for (const { id } of this.values()) yield id;
  }

  *entries(): MapIterator<[string, Row]> {
    for (const row of this.values()) yield [row.id, row];
  }

  [Symbol.iterator](): MapIterator<[string, Row]> {
    return this.entries();
  }

  forEach(call: (row: Row, id: string, map: ReadonlyMap<string, Row>) => void): void {
    for (const row of this.values()) call(row, row.id, this);
  }
}
