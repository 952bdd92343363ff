import { isJsonObject } from '../../../shared/domain/json';
import { WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { NOTHING_SEEN, type Head, type RecordFault } from '../../../shared/domain/verify/chain';

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
 * The restore by which a record that differs from the kept one may be the same record: the first `restored` among what
 * differs that this device has not followed before. Whether it may is for the checks to say.
 */
export function restoreIn(
  kept: readonly RecordEntry[],
  shown: readonly RecordEntry[],
): RecordEntry | undefined {
  const followed = new Set(kept.flatMap((entry) => restoreOf(entry) ?? []));
  return differing(kept, shown).find((entry) => {
    const restore = restoreOf(entry);
    return restore !== null && !followed.has(restore);
  });
}

/**
 * Whether a restore says where the kept record went: it is the first entry that differs, and it, or one before it that
 * this device has not seen either, names a lost head that is the kept one or a later one.
 * @param workspace the verified record of the workspace, for a board's
 */
export function wentBack(
  kept: readonly RecordEntry[],
  shown: readonly RecordEntry[],
  workspace: readonly RecordEntry[],
): boolean {
  const restored = restoreIn(kept, shown);
  const head = kept[kept.length - 1];
  if (!restored || !head || restored !== differing(kept, shown)[0]) return false;
  const { board } = restored;
  const restores = board === WORKSPACE ? [restored] : unseenRestores(kept, restored, workspace);
  return restores
    .map((entry) => lostHeadOf(entry, board))
    .some((lost) => lost && (lost.seq > head.seq || (lost.seq === head.seq && lost.hash === head.hash)));
}

/** Restores of the workspace after the last moment that the kept record of a board names, up to the one that is named now. */
function unseenRestores(
  kept: readonly RecordEntry[],
  restored: RecordEntry,
  workspace: readonly RecordEntry[],
): RecordEntry[] {
  const seqs = new Map<unknown, number>(workspace.map(({ hash, seq }) => [hash, seq]));
  const named = kept.flatMap(({ body }) => [body?.['workspaceHead'], body?.['workspace']]);
  // A moment that the workspace record has no more is none that anything came after.
  const seen = named.filter((hash) => typeof hash === 'string').map((hash) => seqs.get(hash) ?? Infinity);
  const from = seen.reduce((latest, seq) => Math.max(latest, seq), 0);
  const to = seqs.get(restored.body?.['workspace']) ?? 0;
  return workspace.filter(({ kind, seq }) => kind === 'restored' && seq > from && seq <= to);
}

function differing(kept: readonly RecordEntry[], shown: readonly RecordEntry[]): readonly RecordEntry[] {
  const at = shown.findIndex((entry, index) => kept[index]?.hash !== entry.hash);
  return at < 0 ? [] : shown.slice(at);
}

/** Names a restore, however often the host says it: by what an owner signed, or by the workspace's entry. */
function restoreOf({ kind, board, device, statement, body, hash }: RecordEntry): string | null {
  if (kind !== 'restored') return null;
  if (board !== WORKSPACE) return typeof body?.['workspace'] === 'string' ? body['workspace'] : '';
  return statement ? `${device}/${String(statement.nonce)}` : hash;
}

/**
 * The restore that no owner signed, among what is new to who had read the workspace's record before: the host's
 * administrator says so, and only a person can know whether that is true.
 */
export function unconfirmedIn(
  before: readonly RecordEntry[],
  after: readonly RecordEntry[],
): RecordFault | null {
  if (before.length === 0) return null;
  const known = new Set(before.map(({ hash }) => hash));
  const restored = after.find(
    ({ kind, by, hash }) => kind === 'restored' && by === 'host' && !known.has(hash),
  );
  return restored ? { seq: restored.seq, fault: 'restored-by-host' } : null;
}

/** Where a record stood before a restore, as the workspace's entry says. */
function lostHeadOf({ body }: RecordEntry, board: string): Head | null {
  const lost = isJsonObject(body?.['lost']) ? body['lost'] : {};
  const boards = isJsonObject(lost['boards']) ? lost['boards'] : {};
  const own = board === WORKSPACE ? lost['workspace'] : boards[board];
  if (!isJsonObject(own)) return null;
  const { seq, hash } = own;
  return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : null;
}
