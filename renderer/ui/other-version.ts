import type { OverwrittenVersions } from '../client';

type Text = OverwrittenVersions['theirs'];

/** The version beside one's own. */
export interface OtherVersion {
  readonly text: Text;
  /** Whether it is the one whose writer is known. */
  readonly isKnown: boolean;
  /** Whether it stands there, so that taking it writes nothing. */
  readonly isThere: boolean;
}

/**
 * What one's own version is to be chosen against: what stands there by now, so that no choice brings back what its writer has
 * replaced since. Where one's own stands there again, it is the one that it lost to.
 * @param present what stands there; undefined where there is no longer anything to hold it
 */
export function otherOf(
  { mine, theirs }: Pick<OverwrittenVersions, 'mine' | 'theirs'>,
  present: Text | undefined,
): OtherVersion {
  if (present === undefined) return { text: theirs, isKnown: true, isThere: true };
  if (isSame(present, theirs)) return { text: theirs, isKnown: true, isThere: true };
  if (isSame(present, mine)) return { text: theirs, isKnown: true, isThere: false };
  return { text: present, isKnown: false, isThere: true };
}

/** Lists of words as well. */
function isSame(one: Text, other: Text): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
