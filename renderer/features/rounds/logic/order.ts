import type { RoundRow, RoundView } from '../../../../shared/api/rounds';

/** Open rounds first, and of the others the one that was opened last; of a workshop, if one is given, only its own. */
export function shownRounds(rows: readonly RoundRow[], session?: string): readonly RoundRow[] {
  const own = rows.filter((row) => session === undefined || row.session === session);
  const newestFirst = [...own].reverse();
  return [
    ...newestFirst.filter(({ state }) => state === 'open'),
    ...newestFirst.filter(({ state }) => state !== 'open'),
  ];
}

/** A round that was opened or revealed since. */
export interface RoundNews {
  readonly what: 'opened' | 'revealed';
  readonly row: RoundRow;
}

/** What is new for whoever had the first rows before him; null: nothing. */
export function newsOf(before: readonly RoundRow[], rows: readonly RoundRow[]): RoundNews | null {
  const was = new Map(before.map(({ id, state }) => [id, state]));
  const opened = rows.find(({ id, state }) => state === 'open' && !was.has(id));
  if (opened) return { what: 'opened', row: opened };
  const revealed = rows.find(({ id, state }) => state === 'closed' && was.get(id) === 'open');
  return revealed ? { what: 'revealed', row: revealed } : null;
}

/** A target with its votes, and how long its bar is beside the longest. */
export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly votes: number;
  /** Of people who came by the link of a workshop; they are counted apart. */
  readonly walkIns: number;
  readonly share: number;
  readonly walkInShare: number;
}

/** Most votes first; what has as many keeps the order in which it was put to the vote. */
export function barsOf(
  on: NonNullable<RoundView['on']>,
  counts: Readonly<Record<string, number>>,
  walkIns: Readonly<Record<string, number>>,
): readonly Bar[] {
  const found = on.map(({ id, label }) => ({
    id,
    label: label ?? id,
    votes: counts[id] ?? 0,
    walkIns: walkIns[id] ?? 0,
  }));
  const longest = Math.max(1, ...found.map((each) => each.votes + each.walkIns));
  return found
    .map((each) => ({ ...each, share: each.votes / longest, walkInShare: each.walkIns / longest }))
    .sort((a, b) => b.votes - a.votes || b.walkIns - a.walkIns);
}
