/** How many votes one person has, and how many of them may go to one target. */
export interface DotRules {
  readonly votesEach: number;
  readonly perTarget: number;
}

/** How many of one's votes lie on a target. */
export function dotsOn(picks: readonly string[], target: string): number {
  return picks.filter((pick) => pick === target).length;
}

/** How many votes a target can have of this person, with those that are still free. */
export function mostOn(picks: readonly string[], target: string, rules: DotRules): number {
  const free = Math.max(0, rules.votesEach - picks.length);
  return Math.min(rules.perTarget, dotsOn(picks, target) + free);
}

/** The votes with so many on a target; never more than there are, nor fewer than none. */
export function withDots(
  picks: readonly string[],
  target: string,
  count: number,
  rules: DotRules,
): readonly string[] {
  const wanted = Math.min(Math.max(count, 0), mostOn(picks, target, rules));
  const others = picks.filter((pick) => pick !== target);
  return [...others, ...Array.from({ length: wanted }, () => target)];
}

/** What a key does to the votes on a target; undefined where it does nothing. */
export function dotsByKey(key: string, count: number, most: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
    case '+':
      return Math.min(count + 1, most);
    case 'ArrowDown':
    case 'ArrowLeft':
    case '-':
      return Math.max(count - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return most;
    default:
      return /^\d$/.test(key) ? Math.min(Number(key), most) : undefined;
  }
}
