import { isJsonObject } from '../../shared/domain/json';
import { WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import { NOTHING_SEEN, type Head, type RecordFault } from '../../shared/domain/verify/chain';

/** Several tabs keep one log, and each writes down what it saw. What they saw alike is one entry. */
export function eachOnce(entries: readonly RecordEntry[]): RecordEntry[] {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
  return [...byHash.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * The chain in what was kept, up to the first hole, which the host fills again. Entries that contradict each other
 * mean that the host showed two tabs two records.
 */
export function chainOf(distinct: readonly RecordEntry[]): {
  chain: RecordEntry[];
  fault: RecordFault | null;
} {
  const chain: RecordEntry[] = [];
  for (const entry of distinct) {
    const head: Head = chain[chain.length - 1] ?? NOTHING_SEEN;
    if (entry.seq > head.seq + 1) break;
    if (entry.seq <= head.seq || entry.prev !== head.hash)
      return { chain, fault: { seq: entry.seq, fault: 'rewritten' } };
    chain.push(entry);
  }
  return { chain, fault: null };
}

/**
 * Whether a record that differs from the kept one is the same record after a restore: the first entry that differs
 * says `restored` and names a lost head that is the kept one or a later one. Whether it may is for the checks to say.
 */
export function wentBack(kept: readonly RecordEntry[], shown: readonly RecordEntry[]): boolean {
  const restored = shown.find((entry, at) => kept[at]?.hash !== entry.hash);
  const head = kept[kept.length - 1];
  if (restored?.kind !== 'restored' || !head) return false;
  const lost = lostHeadOf(restored);
  if (lost === null) return false;
  return lost.seq > head.seq || (lost.seq === head.seq && lost.hash === head.hash);
}

/**
 * The restore that no owner signed, among what is new to who had read the workspace's record before: the host's
 * administrator says so, and only a person can know whether that is true.
 */
export function unconfirmedIn(
  board: string,
  before: readonly RecordEntry[],
  after: readonly RecordEntry[],
): RecordFault | null {
  if (board !== WORKSPACE || before.length === 0) return null;
  const known = new Set(before.map(({ hash }) => hash));
  const restored = after.find(
    ({ kind, by, hash }) => kind === 'restored' && by === 'host' && !known.has(hash),
  );
  return restored ? { seq: restored.seq, fault: 'restored-by-host' } : null;
}

/** Where a record stood before a restore, as the restore says. */
function lostHeadOf({ board, body }: RecordEntry): Head | null {
  const lost = isJsonObject(body) ? body['lost'] : undefined;
  const own = board === WORKSPACE && isJsonObject(lost) ? lost['workspace'] : lost;
  if (!isJsonObject(own)) return null;
  const { seq, hash } = own;
  return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : null;
}
