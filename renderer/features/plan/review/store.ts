import { create } from 'zustand';
import type { Look } from '../../../../shared/api/inbox';
import type { Submission } from '../../../../shared/domain/history';
import type { PlanRow } from '../../../client';
import type { Choice } from '../decide/DecideDialog';
import { begun, followed, goOnFrom, isWaiting, type QueueItem, type WaitingForDecision } from './queue';

/** A plan that was read, with what was new in it, as it was then: what is signed together with others is this. */
export interface Opened {
  readonly key: string;
  readonly boardId: string;
  readonly planId: string;
  readonly title: string;
  readonly row: PlanRow;
  readonly submission: Submission;
  readonly needsPromise: boolean;
  /** The absent member whose deputy decides; null: in one's own name. */
  readonly onBehalfOf: string | null;
}

interface Review {
  /** Whose review it is. */
  readonly of: string;
  readonly items: readonly QueueItem[];
  /** The plan that is shown; null: nothing was chosen, or everything is dealt with. */
  readonly current: string | null;
  readonly opened: ReadonlyMap<string, Opened>;
  readonly ticked: ReadonlySet<string>;
  /** What was seen of plans before the review began: it is new until the review is over. */
  readonly looks: ReadonlyMap<string, Look | null>;
}

const NOTHING: Review = {
  of: '',
  items: [],
  current: null,
  opened: new Map(),
  ticked: new Set(),
  looks: new Map(),
};

/** Going through what waits, as long as this window shows it. */
export const useReview = create<Review>(() => NOTHING);
const { getState, setState } = useReview;

/** Begins: with what this member had read and ticked before, if he only went to look at something else. */
export function beginReview(
  of: string,
  waiting: readonly WaitingForDecision[],
  putOff: ReadonlySet<string>,
): void {
  const before = getState().of === of ? getState() : NOTHING;
  const items = begun(waiting, putOff);
  const isThere = items.some(({ key }) => key === before.current);
  setState({ ...before, of, items, current: isThere ? before.current : null });
}

/** Takes over what the host tells anew. */
export function followWaiting(waiting: readonly WaitingForDecision[], putOff: ReadonlySet<string>): void {
  const items = followed(getState().items, waiting, putOff);
  if (items !== getState().items) setState({ items });
}

export function goTo(key: string | null): void {
  setState({ current: key });
}

/** A plan was decided about: it goes on with the next. */
export function decided(key: string, verdict: Choice): void {
  markSaid([key], verdict);
  setState({ current: goOnFrom(getState().items, key) });
}

/** Plans were decided about without being shown. */
export function markSaid(keys: readonly string[], verdict: Choice): void {
  const { items, ticked } = getState();
  setState({
    items: items.map((item) =>
      keys.includes(item.key) ? { ...item, fate: { kind: 'said', verdict } } : item,
    ),
    ticked: new Set([...ticked].filter((each) => !keys.includes(each))),
  });
}

/** Goes on if the plan that is shown was dealt with meanwhile. */
export function goOnIfDealtWith(): void {
  const { items, current } = getState();
  const shown = items.find(({ key }) => key === current);
  if (shown && !isWaiting(shown)) setState({ current: goOnFrom(items, shown.key) });
}

/** A plan was read: with what is new in it, so not before the host has told what was seen of it last. */
export function keepOpened(opened: Opened): void {
  if (!getState().looks.has(opened.key)) return;
  setState({ opened: new Map(getState().opened).set(opened.key, opened) });
}

/** Whether what was read is this very submission: the same words may be submitted anew, with another promise or deadline. */
export function isOf(opened: Opened | undefined, submission: Submission | null): opened is Opened {
  return opened !== undefined && opened.submission.hash === submission?.hash;
}

/** It is another one now: it has to be read again. */
export function forgetOpened(key: string): void {
  const opened = new Map(getState().opened);
  opened.delete(key);
  setState({ opened });
}

export function keepLook(key: string, look: Look | null): void {
  setState({ looks: new Map(getState().looks).set(key, look) });
}

export function tick(keys: readonly string[], isTicked: boolean): void {
  const ticked = new Set(getState().ticked);
  for (const key of keys)
    if (isTicked) ticked.add(key);
    else ticked.delete(key);
  setState({ ticked });
}

/** Plans that may be approved together with others: each waits still, and it is the submission that was read. */
export function openedOf({ items, opened }: Pick<Review, 'items' | 'opened'>): Opened[] {
  return items.flatMap((item) => {
    const read = opened.get(item.key);
    return read && isWaiting(item) && read.submission.at === item.since ? [read] : [];
  });
}
