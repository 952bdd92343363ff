import { isWait, type InboxItem } from '../../../../shared/api/inbox';

/** What of the inbox is shown. */
export type InboxFilter = 'open' | 'new' | 'waits' | 'later';

/** A line of the list: the head of a plan's items, or one of them. */
export type InboxRow =
  | { readonly kind: 'head'; readonly key: string; readonly of: InboxItem }
  | { readonly kind: 'item'; readonly key: string; readonly item: InboxItem };

/** No line is unfolded. */
export const NOTHING: ReadonlySet<string> = new Set();

const SHOWS: Readonly<Record<InboxFilter, (item: InboxItem) => boolean>> = {
  open: ({ state }) => state !== 'later',
  new: ({ state }) => state === 'new',
  waits: (item) => isWait(item) && item.state !== 'later',
  later: ({ state }) => state === 'later',
};

/** What a filter shows. @param unfolded lines that somebody unfolded: that he did reads them, and yet they stay among the unread */
export function filtered(
  items: readonly InboxItem[],
  filter: InboxFilter,
  unfolded: ReadonlySet<string> = NOTHING,
): InboxItem[] {
  const isHeld = ({ id, state }: InboxItem) => filter === 'new' && state === 'seen' && unfolded.has(id);
  return items.filter((item) => SHOWS[filter](item) || isHeld(item));
}

/**
 * Items grouped by plan: what waits for a decision or is due before the rest, then what is newest; so within a group. A line about several
 * plans, and what is about none, is a group of its own.
 */
export function rowsOf(items: readonly InboxItem[]): InboxRow[] {
  const groups = new Map<string, InboxItem[]>();
  for (const item of items) {
    const key = groupOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups]
    .map(([key, group]) => ({ key, group, rank: rankOf(group) }))
    .sort((one, other) => order(one.rank, other.rank))
    .flatMap(({ key, group }) => {
      const [first] = group;
      if (!first) return [];
      const head: InboxRow = { kind: 'head', key, of: group.find(({ facts }) => facts.title) ?? first };
      const sorted = [...group.filter(isWait), ...group.filter((item) => !isWait(item))];
      return [head, ...sorted.map((item): InboxRow => ({ kind: 'item', key: item.id, item }))];
    });
}

function groupOf({ id, board, plan, plans }: InboxItem): string {
  if (plans) return `line/${id}`;
  if (board === undefined) return 'workspace';
  return plan === undefined ? `board/${board}` : `${board}/${plan}`;
}

function order(a: Rank, b: Rank): number {
  return (
    a.urgency - b.urgency || (a.due < b.due ? -1 : a.due > b.due ? 1 : a.at < b.at ? 1 : a.at > b.at ? -1 : 0)
  );
}

/** What a group's place in the list follows from. */
interface Rank {
  readonly urgency: number;
  /** The earliest of its days; later than any, if it has none. */
  readonly due: string;
  /** When its newest item came. */
  readonly at: string;
}

function rankOf(group: readonly InboxItem[]): Rank {
  let [due, at] = ['9999', ''];
  for (const item of group) {
    if (item.due !== undefined && item.due < due) due = item.due;
    if (item.at > at) at = item.at;
  }
  return { urgency: group.some(isWait) ? 0 : 1, due, at };
}
