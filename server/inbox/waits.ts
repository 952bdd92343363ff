import type { WaitingView } from '../../shared/api/contract';
import type { ConsentAsked } from '../people/deputies';
import type { ItemChange, StoredItem, StoredMember } from '../storage/storage';
import { NO_BOARD } from '../storage/tables/told/inbox';
import { causeId, excerpt } from './causes';
import type { InReview } from './waiting';

/** What waits for somebody by now. */
export interface Waits {
  readonly plans: readonly { readonly cause: string; readonly view: WaitingView }[];
  readonly consents: readonly ConsentAsked[];
}

/** Of what waits already, what says something else by now: whose decision it is. */
export function sharpened(open: readonly StoredItem[], now: ReadonlyMap<string, StoredItem>): ItemChange[] {
  return open.flatMap(({ member, id, facts: before }) => {
    const facts = now.get(id)?.facts;
    const isSame = facts?.onBehalfOf?.join() === before.onBehalfOf?.join();
    return !facts || isSame ? [] : [{ member, id, facts }];
  });
}

/**
 * What waits for a member, as items by their IDs. Whoever asked for changes of his own plan, or for a deputy, knows.
 * @param since from when on it is news
 */
export function itemsThatWait(
  { id: member, role }: StoredMember,
  { plans, consents }: Waits,
  since: string,
): Map<string, StoredItem> {
  const asked = role === 'owner' ? consents : [];
  const items = [
    ...plans.map(({ cause, view }) => ofPlan(cause, view)),
    ...asked.map((consent) => ofConsent(consent)),
  ];
  return new Map(
    items.flatMap((item) => {
      if (item.facts.by === member) return [];
      const id = causeId(item.board, item.why, item.plan ?? '', item.of);
      const state = item.at <= since ? ('seen' as const) : ('new' as const);
      return [[id, { ...NOTHING_ELSE, ...item, member, id, line: id, state }]];
    }),
  );
}

/** Reminders of what does not wait for their reader any more. An owner is reminded of what others are to decide, too. */
export function idleReminders<Item extends Pick<StoredItem, 'of'>>(
  { id: member, role }: Pick<StoredMember, 'id' | 'role'>,
  reminders: readonly Item[],
  { plans }: Pick<Waits, 'plans'>,
  inReview: readonly Pick<InReview, 'status'>[],
): Item[] {
  const own = plans.flatMap(({ cause, view: { why } }) => (why === 'decision' ? [submissionIn(cause)] : []));
  const others = inReview.flatMap(({ status: { submission, decisions } }) =>
    submission && !decisions.some(({ by }) => by === member) ? [submission.hash] : [],
  );
  const waiting = new Set(role === 'owner' ? [...own, ...others] : own);
  return reminders.filter(({ of }) => !waiting.has(submissionIn(of)));
}

/** The submission that something comes of: the hash of its entry stands first. */
function submissionIn(cause: string): string {
  return cause.split(' ')[0] ?? '';
}

type Wait = Pick<StoredItem, 'why' | 'board' | 'plan' | 'of' | 'at' | 'due' | 'facts'>;
const NOTHING_ELSE = { thread: null, from: null, live: true };

function ofPlan(of: string, view: WaitingView): Wait {
  const {
    board,
    plan,
    why,
    since: at,
    due = null,
    by,
    title,
    note,
    start,
    end,
    budgetMinor,
    currency,
    onBehalfOf,
  } = view;
  const text = note === undefined ? undefined : excerpt(note);
  const known = { by, title, text, start, end, budgetMinor, currency, onBehalfOf };
  const facts = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { why, board, plan, of, at, due, facts };
}

function ofConsent({ member: by, deputy, hash: of, at }: ConsentAsked): Wait {
  return { why: 'deputy', board: NO_BOARD, plan: null, of, at, due: null, facts: { by, deputy } };
}
