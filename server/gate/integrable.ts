import * as Y from 'yjs';
import { inRoot, isBeside, isForbidden, NOWHERE, Positions, type Position } from './position';

export type Struct = Y.Item | Y.GC | Y.Skip;

/** What is here before an update. */
export interface Before {
  /** The next clock of a client ID: everything below is here. */
  clock(client: number): number;
  /** Where the struct at a clock lies that is here. */
  position(client: number, clock: number): Position;
}

/** Where the clocks stand after an update, and where its structs lie. */
export interface Integrated {
  readonly clocks: ReadonlyMap<number, number>;
  readonly positions: Positions;
  /** Whether some lie where nobody but the host may write, or nowhere in particular. */
  readonly forbidden: boolean;
}

/**
 * Plays through in which order the structs could be integrated: each continues its client without a gap and
 * hangs on nothing that is not there before it. Null when some never could.
 * @param deletes whether the update that brings a struct deletes all of it as well
 */
export function integrable(
  fresh: readonly Struct[],
  known: Before,
  deletes: (struct: Struct) => boolean,
): Integrated | null {
  return new Integration(fresh, known, deletes).run();
}

/** Each struct is looked at once and once more for everything it waits for, in whatever order they come. */
class Integration {
  readonly #known: Before;
  readonly #deletes: (struct: Struct) => boolean;
  readonly #queues = new Map<number, Struct[]>();
  /** How many of each queue are integrated. */
  readonly #done = new Map<number, number>();
  readonly #clocks = new Map<number, number>();
  readonly #positions = new Positions();
  /** Client IDs whose next struct hangs on this one. */
  readonly #waiting = new Map<Struct, number[]>();
  #forbidden = false;

  constructor(fresh: readonly Struct[], known: Before, deletes: (struct: Struct) => boolean) {
    this.#known = known;
    this.#deletes = deletes;
    for (const struct of fresh) {
      const { client } = struct.id;
      const queue = this.#queues.get(client);
      if (queue) queue.push(struct);
      else {
        this.#queues.set(client, [struct]);
        this.#clocks.set(client, known.clock(client));
      }
    }
  }

  run(): Integrated | null {
    const ready = [...this.#queues.keys()];
    for (let client = ready.pop(); client !== undefined; client = ready.pop())
      if (!this.#advance(client, ready)) return null;
    const done = [...this.#queues].every(([client, queue]) => this.#done.get(client) === queue.length);
    return done ? { clocks: this.#clocks, positions: this.#positions, forbidden: this.#forbidden } : null;
  }

  /** Integrates what it can of a client ID. @returns whether what is left may still come */
  #advance(client: number, ready: number[]): boolean {
    const queue = this.#queues.get(client) ?? [];
    let at = this.#done.get(client) ?? 0;
    for (let struct = queue[at]; struct; struct = queue[++at]) {
      if (struct instanceof Y.Skip || struct.id.clock > this.#clock(client)) return false;
      const missing = dependencies(struct).find((id) => id.clock >= this.#clock(id.client));
      if (missing) {
        this.#done.set(client, at);
        return this.#wait(client, missing);
      }
      this.#integrate(struct);
      ready.push(...(this.#waiting.get(struct) ?? []));
      this.#waiting.delete(struct);
    }
    this.#done.set(client, at);
    return true;
  }

  #integrate(struct: Struct): void {
    const { client } = struct.id;
    const position = positionOf(struct, this.#positions, this.#known);
    this.#positions.add(client, this.#clock(client), position ?? NOWHERE);
    this.#forbidden ||= position === null || isForbidden(position) || this.#isListUnderKey(struct, position);
    this.#clocks.set(client, end(struct));
  }

  /**
   * Under a key of a map lies one value, which follows on others that are deleted, and before none: Yjs would take it
   * for a piece of a list, and which piece is shown would depend on when somebody loads it. Former values that are kept
   * for undoing are one longer struct in an honest document; they come with their deletion.
   */
  #isListUnderKey(struct: Struct, { place }: Position): boolean {
    if (!(struct instanceof Y.Item) || place === null || place.key === null) return false;
    if (struct.rightOrigin !== null) return true;
    return struct.length > 1 && !(struct.content instanceof Y.ContentDeleted) && !this.#deletes(struct);
  }

  #wait(client: number, missing: Y.ID): boolean {
    const struct = structAt(this.#queues.get(missing.client) ?? [], missing.clock);
    if (!struct) return false;
    const others = this.#waiting.get(struct);
    if (others) others.push(client);
    else this.#waiting.set(struct, [client]);
    return true;
  }

  #clock(client: number): number {
    return this.#clocks.get(client) ?? this.#known.clock(client);
  }
}

/**
 * An item that names its neighbour lies where that lies; otherwise it names its parent. Null when its two neighbours are
 * none: Yjs would put it beside the left one, until the right one is gone, and then take it for gone as well, but only
 * in documents that are loaded anew.
 */
function positionOf(struct: Struct, fresh: Positions, known: Before): Position | null {
  if (!(struct instanceof Y.Item)) return NOWHERE;
  const { parent, parentSub: key, origin, rightOrigin } = struct;
  const at = ({ client, clock }: Y.ID) => fresh.get(client, clock) ?? known.position(client, clock);
  if (typeof parent === 'string') return inRoot(parent, key);
  if (parent instanceof Y.ID) {
    const around = at(parent);
    return { ...around, place: { parent, key }, depth: around.depth + 1 };
  }
  const [left, right] = [origin && at(origin), rightOrigin && at(rightOrigin)];
  return left && right && !isBeside(left, right) ? null : (left ?? right ?? NOWHERE);
}

function dependencies(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID);
}

/** The struct of a client ID that covers a clock; they stand in order and without gaps. */
function structAt(queue: readonly Struct[], clock: number): Struct | undefined {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const struct = queue[middle];
    if (struct && end(struct) <= clock) low = middle + 1;
    else high = middle;
  }
  return queue[low];
}

export function end(struct: Struct): number {
  return struct.id.clock + struct.length;
}
