import { z } from 'zod';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Why something is in somebody's inbox. */
export const INBOX_WHYS = [
  /** A plan waits for his decision. */
  'decision',
  /** Changes were asked of a plan that he owns or submitted. */
  'changes-requested',
  'mention',
  /** Somebody answered where he wrote or was named. */
  'answer',
  /** A plan that he decided about is another one now. */
  'changed',
  /** A plan that he approved, owns or submitted lies in the bin. */
  'deleted',
  /** What became of a plan that he owns or submitted. */
  'outcome',
  /** What he is to keep: a follow-up promise that another made for him, or a return promise of his plan. */
  'promise',
  'task',
  /** A deadline of something that waits for him. */
  'reminder',
  /** An owner of the workspace is to say yes to a deputy: about no board. */
  'deputy',
] as const;
export type InboxWhy = (typeof INBOX_WHYS)[number];

/** What waits for its reader to act, rather than to read: done only by that. */
const WAITS: readonly InboxWhy[] = ['decision', 'changes-requested', 'deputy'];

export function isWait({ why }: { readonly why: InboxWhy }): boolean {
  return WAITS.includes(why);
}

/** What became of a plan. */
export const OUTCOMES = [
  'agreed',
  'declined',
  'retracted',
  'recalled',
  'launched',
  'closed',
  'withdrawn',
] as const;
export type PlanOutcome = (typeof OUTCOMES)[number];

export const INBOX_STATES = ['new', 'seen', 'later', 'done'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** What an item says beside its place, as it was when it was last told. */
export const inboxFacts = z.object({
  /** Who did it; absent: nobody in particular. */
  by: id.optional(),
  /** Who is to stand in for him. */
  deputy: id.optional(),
  /** Of a decision: those for whom alone its reader makes it, as their deputy. */
  onBehalfOf: z.array(id).optional(),
  /** The plan's title, or a task's text. */
  title: z.string().optional(),
  /** The beginning of a comment, or the reason of a decision. */
  text: z.string().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  /** Lines it was told in before. Nobody is told: the host keeps it. */
  left: z.array(id).optional(),
  /** What was submitted, as far as it says so. */
  start: z.string().optional(),
  end: z.string().optional(),
  budgetMinor: z.number().optional(),
  currency: z.string().optional(),
});
export type InboxFacts = z.infer<typeof inboxFacts>;

/** One of several plans that a line is about. */
const inboxPlan = z.object({ board: id, plan: id, title: z.string(), due: z.string().optional() });
export type InboxPlan = z.infer<typeof inboxPlan>;

export const inboxItem = z.object({
  id,
  why: z.enum(INBOX_WHYS),
  /** Absent: it is about the workspace. */
  board: id.optional(),
  plan: id.optional(),
  thread: id.optional(),
  comment: id.optional(),
  /** Instant by the host's clock, ISO 8601 UTC. */
  at: z.string(),
  /** Civil date. */
  due: z.string().optional(),
  /** `done` as well: what was dealt with elsewhere. */
  state: z.enum(INBOX_STATES),
  facts: inboxFacts,
  /** Every plan of a line that stands for several, on whatever boards; absent: it is about the one plan alone. */
  plans: z.array(inboxPlan).optional(),
});
export type InboxItem = z.infer<typeof inboxItem>;

/** `next` is what to ask for next: whatever changed behind it, with what has left by then. */
export const inboxAnswer = z.object({ items: z.array(inboxItem), next: z.number() });

/** Of an item of a kind that a later version brought, what every version says alike. */
const laterItem = z.object({ id, state: z.string() });

/** Items as a page reads them that may be older than its host: those it knows, and the rest by their IDs, so that one that it does not know hides none of the others. */
const itemsRead = z.array(laterItem.loose()).transform((all) => {
  const items: InboxItem[] = [];
  const later: { readonly id: string; readonly isDone: boolean }[] = [];
  for (const each of all) {
    const known = inboxItem.safeParse(each);
    if (known.success) items.push(known.data);
    else later.push({ id: each.id, isDone: each.state === 'done' });
  }
  return { items, later };
});

/** The answer as a page reads it. */
export const inboxRead = z
  .object({ items: itemsRead, next: z.number() })
  .transform(({ items: read, next }) => ({ ...read, next }));
export type InboxRead = z.infer<typeof inboxRead>;

/** What a page kept of the last answer: perhaps a later version of it. */
export const inboxKept = z
  .object({ items: itemsRead, later: z.array(id).default([]), asOf: z.number().nullable() })
  .transform(({ items: { items, later: alsoLater }, later, asOf }) => ({
    items,
    later: [...later, ...alsoLater.map((each) => each.id)],
    asOf,
  }));
export const inboxQuery = z.object({ since: z.coerce.number().int().min(0).default(0) });
export const inboxPatch = z.strictObject({ state: z.enum(INBOX_STATES) });

/** What was on the screen of whoever says so. */
export const lookBody = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The last entry of the board's record that he has seen. */
  seq: z.number().int().min(0),
  /** The comments of the plan that were to be read. */
  comments: z.array(id).max(2_000),
  /** It was shown as deleted. */
  gone: z.boolean().optional(),
  /** Of this version he knows these fields alone, as he wrote them himself; all else is as he saw it last. */
  own: z.array(z.string().max(200)).max(200).optional(),
});
export type LookBody = z.infer<typeof lookBody>;
/** What the caller himself saw last; null: nothing yet. */
export const lookAnswer = z.object({
  look: lookBody.extend({ material: z.record(z.string(), z.json()), at: z.string() }).nullable(),
});
export type Look = NonNullable<z.infer<typeof lookAnswer>['look']>;
/** What the caller saw last of each plan of a board; the version itself only where the plan is another one by now. */
export const looksAnswer = z.object({
  looks: z.array(lookBody.extend({ plan: id, material: z.record(z.string(), z.json()).optional() })),
});
export type KnownLook = Omit<z.infer<typeof looksAnswer>['looks'][number], 'plan'>;
