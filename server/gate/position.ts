import * as Y from 'yjs';
import { MAX_DEPTH } from '../../shared/domain/json';
import type { Root } from '../../shared/doc/schema';

/** A list, or one key of a map: what a struct shares with its neighbours. */
export interface Place {
  /** The item of the type around, or the name of a root. */
  readonly parent: Pick<Y.ID, 'client' | 'clock'> | string;
  readonly key: string | null;
}

/** Where in a document a struct lies. */
export interface Position {
  /** Null: nobody can tell any more. */
  readonly place: Place | null;
  /** Types around it, its root among them. */
  readonly depth: number;
  /** Whether its root is the host's own to write. */
  readonly hosts: boolean;
}

/** Root that only migrations write. */
const HOSTS_ROOT: Root = 'meta';
/** Of what is gone for good: whatever hangs on it goes as well. */
export const NOWHERE: Position = { place: null, depth: 0, hosts: false };

export function inRoot(name: string, key: string | null): Position {
  return { place: { parent: name, key }, depth: 1, hosts: name === HOSTS_ROOT };
}

/** Whether two structs can be neighbours. Where one lies that is gone for good does not matter any more. */
export function isBeside(one: Position, other: Position): boolean {
  return one.place === null || other.place === null || isSame(one.place, other.place);
}

function isSame(one: Place, other: Place): boolean {
  const [a, b] = [one.parent, other.parent];
  const isSameParent =
    typeof a === 'string' || typeof b === 'string' ? a === b : a.client === b.client && a.clock === b.clock;
  return isSameParent && one.key === other.key;
}

/** Whether nobody but the host may put something there: walking down so far would exhaust somebody's stack. */
export function isForbidden({ depth, hosts }: Position): boolean {
  return hosts || depth > MAX_DEPTH;
}

/** The position of what is in a document already. */
export function positionIn(doc: Y.Doc, client: number, clock: number): Position {
  const structs = doc.store.clients.get(client);
  const struct = structs?.[Y.findIndexSS(structs, clock)];
  if (!(struct instanceof Y.Item)) return NOWHERE;
  let type = typeAround(struct);
  const place = type && { parent: type._item?.id ?? Y.findRootTypeKey(type), key: struct.parentSub };
  let depth = 0;
  for (let at = type; at !== null; at = at._item && typeAround(at._item)) {
    depth += 1;
    type = at;
  }
  return { place, depth, hosts: type !== null && type === doc.share.get(HOSTS_ROOT) };
}

/** Whether something of the host's own stands at these clocks, not deleted yet. */
export function holdsHostItems(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return false;
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at];
    if (!struct || struct.id.clock >= clock + length) return false;
    if (!struct.deleted && positionIn(doc, client, struct.id.clock).hosts) return true;
  }
  return false;
}

function typeAround({ parent }: Y.Item): Y.AbstractType<unknown> | null {
  return parent instanceof Y.AbstractType ? (parent as Y.AbstractType<unknown>) : null;
}

/** From `clock` on, the structs of a client ID lie there, until the next run. */
interface Run {
  readonly clock: number;
  readonly position: Position;
}

/** Positions of structs that no document has yet, by client ID and clock; each client's in order. */
export class Positions {
  readonly #runs = new Map<number, Run[]>();

  add(client: number, clock: number, position: Position): void {
    const runs = this.#runs.get(client);
    const last = runs?.[runs.length - 1]?.position;
    if (!runs) this.#runs.set(client, [{ clock, position }]);
    else if (!last || !isEqual(last, position)) runs.push({ clock, position });
  }

  addAll(others: Positions): void {
    for (const [client, runs] of others.#runs)
      for (const { clock, position } of runs) this.add(client, clock, position);
  }

  get(client: number, clock: number): Position | undefined {
    const runs = this.#runs.get(client);
    if (!runs) return undefined;
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.clock ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    return runs[low - 1]?.position;
  }
}

function isEqual(one: Position, other: Position): boolean {
  if (one === other) return true;
  const isSamePlace = one.place && other.place ? isSame(one.place, other.place) : one.place === other.place;
  return isSamePlace && one.depth === other.depth && one.hosts === other.hosts;
}
