import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { ROOTS } from '../../shared/doc/schema';
import { LIMITS, type UpdateRefusal } from '../../shared/sync/protocol';
import { end, integrable, type Before, type Struct } from './integrable';
import { isPlain } from './plain-values';
import type { Positions } from './position';
import { partsOf } from './update-parts';

/** What a room has: committed, and accepted before this update in the same commit. */
export interface Known extends Before {
  /** The member a client ID belongs to, if anybody. */
  owner(client: number): string | undefined;
  /** How many client IDs are a member's. */
  owned(member: string): number;
  /** Whether all of these clocks are deleted already. */
  deleted(client: number, clock: number, length: number): boolean;
  /** Whether something of the host's own stands at these clocks, not deleted yet. */
  holdsHostItems(client: number, clock: number, length: number): boolean;
}

/** An update that may be committed, cut down to what is new. */
export interface Accepted {
  readonly update: Uint8Array;
  /** New clocks by client ID; empty when the update only deletes. */
  readonly clocks: ReadonlyMap<number, number>;
  /** Client IDs that nobody had. */
  readonly claimed: readonly number[];
  /** Where its structs lie. */
  readonly positions: Positions;
}

/** `nothing`: the update says nothing that is not here, as most answers to a state vector do. */
export type Checked = Accepted | { readonly refused: UpdateRefusal } | 'nothing';

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** Client IDs new in one update: no day without the host needs more, however many windows worked through it. */
const NEW_CLIENTS = 1000;
/** Client IDs of one member on one board: ten windows a day for eight years. Everybody who joins is told all of them. */
const CLIENTS_OF_MEMBER = 20_000;
/** Clocks above are no client's honest work. */
const CLOCK_LIMIT = 2 ** 40;
const roots: readonly string[] = ROOTS;

/**
 * Decides whether a member's update (v1) may enter a document. Yjs merges whatever it gets, and what it
 * cannot merge yet it keeps waiting: one struct ahead of its time mutes the client ID it names for good.
 */
export function checkUpdate(bytes: Uint8Array, member: string, known: Known): Checked {
  // A part has one byte at least, so most updates need not be counted.
  if (bytes.length > LIMITS.parts && partsOf(bytes, LIMITS.parts) > LIMITS.parts)
    return { refused: 'forbidden-content' };
  const decoded = decode(bytes);
  if (decoded === null || !wellFormed(decoded.structs)) return { refused: 'malformed' };
  const fresh = decoded.structs.filter((struct) => end(struct) > known.clock(struct.id.client));
  if (fresh.length === 0 && !deletesMore(decoded, known)) return 'nothing';
  const refused = contentRefusal(fresh, member, known);
  if (refused !== null) return { refused };
  const integrated = integrable(fresh, known, (struct) => deletesAll(decoded, struct));
  if (integrated === null || reachesBeyond(decoded, integrated.clocks, known)) return { refused: 'gap' };
  if (integrated.forbidden || deletesHosts(decoded, known)) return { refused: 'forbidden-content' };

  const { clocks, positions } = integrated;
  const claimed = [...clocks.keys()].filter((client) => known.owner(client) === undefined);
  const update = isAllNew(bytes, decoded.structs, clocks, known)
    ? bytes
    : onlyNew(bytes, decoded.structs, known);
  return { update, clocks, claimed, positions };
}

/** Whether an update would change anything; for those who may not change anything. */
export function saysNothing(bytes: Uint8Array, known: Known): boolean {
  const decoded = decode(bytes);
  if (decoded === null) return false;
  return (
    decoded.structs.every((struct) => end(struct) <= known.clock(struct.id.client)) &&
    !deletesMore(decoded, known)
  );
}

/** What can be said of structs one by one. */
function contentRefusal(fresh: readonly Struct[], member: string, known: Known): UpdateRefusal | null {
  const clients = [...new Set(fresh.map(({ id }) => id.client))];
  if (clients.some((client) => (known.owner(client) ?? member) !== member)) return 'foreign-client';
  const claimed = clients.filter((client) => known.owner(client) === undefined).length;
  if (claimed > NEW_CLIENTS || (claimed > 0 && known.owned(member) + claimed > CLIENTS_OF_MEMBER))
    return 'forbidden-content';
  if (fresh.some((struct) => struct instanceof Y.Item && isForbiddenContent(struct.content)))
    return 'forbidden-content';
  // Yjs types a root by whoever asks first and leaves unknown ones out of every reader's sight.
  if (fresh.some((struct) => struct instanceof Y.Item && isUnknownRoot(struct.parent))) return 'unknown-root';
  return null;
}

/** Subdocuments, what no client writes since Yjs 13, and values that read otherwise to others, or to nobody. */
function isForbiddenContent(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentDoc || content instanceof Y.ContentJSON) return true;
  if (content instanceof Y.ContentAny) return !isPlain(content.arr, false);
  if (content instanceof Y.ContentEmbed) return !isPlain(content.embed, true);
  return content instanceof Y.ContentFormat && !isPlain(content.value, true);
}

/** The decoder makes NaN or Infinity of numbers that are written too long; no comparison tells them apart. */
function isNumber(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= most;
}

function areNumbers(struct: Struct): boolean {
  const ids = struct instanceof Y.Item ? [struct.origin, struct.rightOrigin, struct.parent] : [];
  return (
    isNumber(struct.length, CLOCK_LIMIT) &&
    [struct.id, ...ids].every(
      (id) =>
        !(id instanceof Y.ID) ||
        (isNumber(id.client, Number.MAX_SAFE_INTEGER) && isNumber(id.clock, CLOCK_LIMIT)),
    )
  );
}

/** Structs of one client stand together and in order, as every honest encoder writes them. */
function wellFormed(structs: readonly Struct[]): boolean {
  const seen = new Set<number>();
  let before: Struct | null = null;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (!areNumbers(struct) || struct.length < 1 || end(struct) > CLOCK_LIMIT) return false;
    if (before?.id.client === client) {
      if (clock !== end(before)) return false;
    } else if (seen.has(client)) return false;
    seen.add(client);
    before = struct;
  }
  return true;
}

function isUnknownRoot(parent: Y.Item['parent']): boolean {
  return typeof parent === 'string' && !roots.includes(parent);
}

/**
 * Whether an update holds nothing but what is new, one section for each client ID, so that it can go on as it
 * is: most edits do, and encoding afresh costs as much as checking. Yjs would take a second section, even an
 * empty one, for all that there is of its client ID.
 */
function isAllNew(
  bytes: Uint8Array,
  structs: readonly Struct[],
  clocks: ReadonlyMap<number, number>,
  known: Known,
): boolean {
  const sections = decoding.readVarUint(decoding.createDecoder(bytes));
  return sections === clocks.size && structs.every(({ id }) => id.clock >= known.clock(id.client));
}

/** The update without what is known, so that nobody smuggles a second version of a known struct to a latecomer. */
function onlyNew(bytes: Uint8Array, structs: readonly Struct[], known: Known): Uint8Array {
  const clients = new Map(structs.map(({ id }) => [id.client, known.clock(id.client)]));
  return Y.diffUpdate(bytes, Y.encodeStateVector(clients));
}

/** Deletions of what neither is here nor comes with the update. */
function reachesBeyond(decoded: Decoded, clocks: ReadonlyMap<number, number>, known: Known): boolean {
  return ranges(decoded).some(
    ([client, clock, length]) => clock + length > Math.max(known.clock(client), clocks.get(client) ?? 0),
  );
}

function deletesMore(decoded: Decoded, known: Known): boolean {
  return ranges(decoded).some(([client, clock, length]) => !known.deleted(client, clock, length));
}

/** Whether an update deletes the whole of a struct. */
function deletesAll({ ds }: Decoded, struct: Struct): boolean {
  const deletes = ds.clients.get(struct.id.client) ?? [];
  let [low, high] = [0, deletes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = deletes[middle];
    if (range && range.clock + range.len > struct.id.clock) high = middle;
    else low = middle + 1;
  }
  const range = deletes[low];
  return range !== undefined && range.clock <= struct.id.clock && range.clock + range.len >= end(struct);
}

function deletesHosts(decoded: Decoded, known: Known): boolean {
  return ranges(decoded).some(([client, clock, length]) => known.holdsHostItems(client, clock, length));
}

function ranges({ ds }: Decoded): [client: number, clock: number, length: number][] {
  return [...ds.clients].flatMap(([client, deletes]) =>
    deletes.map(({ clock, len }): [number, number, number] => [client, clock, len]),
  );
}

function decode(bytes: Uint8Array): Decoded | null {
  try {
    const decoded = Y.decodeUpdate(bytes);
    return inOrder(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

/** Deletions of one client ID come in order and once, as every honest encoder writes them; each costs a look. */
function inOrder({ ds }: Decoded): boolean {
  return [...ds.clients].every(([client, deletes]) => {
    let before = 0;
    return deletes.every(({ clock, len }) => {
      const follows = clock >= before;
      before = clock + len;
      return follows && len > 0 && isNumber(before, CLOCK_LIMIT) && isNumber(client, Number.MAX_SAFE_INTEGER);
    });
  });
}
