import { generateKeyBetween } from 'fractional-indexing';
import type { PlanJson } from '../../../shared/domain/plan';

/** Rank as the document has it; plans without one, or with a broken one, come last. */
export function rankOf(json: PlanJson | undefined): string {
  const rank = json?.['rank'];
  return typeof rank === 'string' ? rank : '\uffff';
}

/** By rank, then ID: two people who add a plan at once may give both the same rank. */
export function byRank(a: PlanJson, b: PlanJson): number {
  const [first, second] = [rankOf(a), rankOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The ranks to move a plan between. Neighbours of equal rank leave no room between them, so the next greater rank of
 * the board takes the place of the one behind.
 */
export function ranksBetween(
  after: PlanJson | undefined,
  before: PlanJson | undefined,
  ranks: readonly string[],
): [after: string | null, before: string | null] {
  const low = validRank(after);
  const high = validRank(before);
  if (low === null || high === null || low < high) return [low, high];
  const greater = ranks.filter((rank) => rank > low && isRank(rank)).sort()[0];
  return [low, greater ?? null];
}

/** Plans with no rank that a move could start from, in the order in which they are shown. */
export function unranked(plans: readonly PlanJson[]): string[] {
  return plans
    .filter((json) => validRank(json) === null)
    .sort(byRank)
    .map((json) => json.id);
}

function validRank(json: PlanJson | undefined): string | null {
  const rank = json?.['rank'];
  return typeof rank === 'string' && isRank(rank) ? rank : null;
}

/** Anybody can write anything there; a key that the generator refuses must not stop a move. */
function isRank(rank: string): boolean {
  try {
    generateKeyBetween(rank, null);
    return true;
  } catch {
    return false;
  }
}
