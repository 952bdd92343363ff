import type { Choice } from '../decide/DecideDialog';

/** A plan that waits for this person's decision, as the host tells of it. */
export interface WaitingForDecision {
  readonly boardId: string;
  readonly planId: string;
  readonly title: string;
  /** Since when: names the submission. */
  readonly since: string;
  readonly by: string;
  /** Until when a decision is asked for. */
  readonly due?: string | undefined;
}

/** What has become of a plan since the review began. */
export type Fate =
  | { readonly kind: 'waits' }
  /** This person has decided, here. */
  | { readonly kind: 'said'; readonly verdict: Choice }
  /** It waits for him no more, by whatever somebody did. */
  | { readonly kind: 'left' };

export interface QueueItem extends WaitingForDecision {
  readonly key: string;
  readonly fate: Fate;
}

const WAITS: Fate = { kind: 'waits' };
const LEFT: Fate = { kind: 'left' };

export function keyOf({ boardId, planId }: Pick<WaitingForDecision, 'boardId' | 'planId'>): string {
  return `${boardId}/${planId}`;
}

/**
 * The order of a review: what is due first, then what has waited longest.
 *
 * @param putOff what this person put off in his inbox comes last
 */
export function begun(waiting: readonly WaitingForDecision[], putOff: ReadonlySet<string>): QueueItem[] {
  const rank = ({ key, due = '9999', since }: QueueItem) => `${putOff.has(key) ? 1 : 0} ${due} ${since}`;
  return waiting
    .map((plan) => ({ ...plan, key: keyOf(plan), fate: WAITS }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * A review after the host has told anew what waits: everything keeps its place, so that nobody loses his, and what is new comes
 * last. What was decided stays so until it is submitted again.
 */
export function followed(
  items: readonly QueueItem[],
  waiting: readonly WaitingForDecision[],
  putOff: ReadonlySet<string>,
): readonly QueueItem[] {
  const now = new Map(waiting.map((plan) => [keyOf(plan), plan]));
  const kept = items.map((item): QueueItem => {
    const plan = now.get(item.key);
    if (!plan) return item.fate.kind === 'waits' ? { ...item, fate: LEFT } : item;
    const isSame = plan.since === item.since;
    if (item.fate.kind === 'said' && isSame) return item;
    return isSame && item.fate.kind === 'waits' && plan.title === item.title
      ? item
      : { ...item, ...plan, fate: WAITS };
  });
  const known = new Set(items.map(({ key }) => key));
  const fresh = begun(
    waiting.filter((plan) => !known.has(keyOf(plan))),
    putOff,
  );
  const isSame = fresh.length === 0 && kept.every((item, index) => item === items[index]);
  return isSame ? items : [...kept, ...fresh];
}

export function isWaiting({ fate }: QueueItem): boolean {
  return fate.kind === 'waits';
}

/** The next plan in a direction that still waits; null at the end. */
export function stepFrom(items: readonly QueueItem[], key: string | null, by: 1 | -1): string | null {
  const at = items.findIndex((item) => item.key === key);
  const rest = by === 1 ? items.slice(at + 1) : items.slice(0, Math.max(0, at)).reverse();
  return rest.find(isWaiting)?.key ?? null;
}

/** Where to go on once a plan is dealt with: forwards, else to the first that was passed over; null: nothing waits. */
export function goOnFrom(items: readonly QueueItem[], key: string): string | null {
  return stepFrom(items, key, 1) ?? items.find((item) => item.key !== key && isWaiting(item))?.key ?? null;
}
