import { z } from 'zod';
import { isWellFormed } from '../json';
import { mayAdminister, mayEdit, type Refusal } from '../policy';
import type { Rights } from '../people';
import { isVisible, plainName } from '../text/typed-text';

/**
 * A sealed round: what each person enters is seen by nobody before the round is closed. This file says what rounds there
 * are and who may do what with one; `entry.ts` what may be entered, `result.ts` what comes of it.
 */
export const ROUND_KINDS = ['notes', 'votes', 'estimate', 'pulse'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** Fewer answers than this would tell too much of each: nobody, owners included, may ask for a pulse of fewer. */
export const LEAST_ANSWERS = 5;
/** Characters of one text, and of everything that one person enters. */
export const TEXT = { each: 2_000, together: 4_000, count: 20 } as const;
/** Votes that one person may have. Everybody's entry is made as long as the longest there can be. */
const MOST_VOTES = 50;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** Kept as typed, but something has to be seen of it, and RFC 8785 has to be able to write it. */
export const roundText = z
  .string()
  .max(TEXT.each)
  .refine((text) => isVisible(text) && isWellFormed(text));
/** Frozen when the round is opened: what people vote on may read otherwise afterwards. */
const target = z.union([
  id.transform((each) => ({ id: each })),
  z.strictObject({ id, label: z.string().max(TEXT.each).refine(isWellFormed) }),
]);

const common = {
  title: z.string().max(1_000).transform(plainName).pipe(z.string().max(200)).default(''),
  /** The workshop it belongs to. */
  session: id.optional(),
};

/** What a round is opened with. */
export const openRoundBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notes'), authors: z.enum(['shown', 'hidden']), ...common }),
  z
    .strictObject({
      kind: z.literal('votes'),
      votesEach: z.number().int().min(1).max(MOST_VOTES),
      /** Votes of one person on one target. */
      perTarget: z.number().int().min(1).max(MOST_VOTES).default(1),
      on: z.array(target).min(1).max(500),
      ...common,
    })
    .refine(({ on }) => new Set(on.map((each) => each.id)).size === on.length, { path: ['on'] }),
  z.strictObject({ kind: z.literal('estimate'), plan: id, ...common }),
  z.strictObject({
    kind: z.literal('pulse'),
    minAnswers: z
      .number()
      .int()
      .min(1)
      .max(1_000)
      .default(LEAST_ANSWERS)
      .transform((least) => Math.max(least, LEAST_ANSWERS)),
    ...common,
  }),
]);
export type OpenRoundBody = z.infer<typeof openRoundBody>;

/** Hands that were shown in the room by people without a device, by what they were shown for: counted as the round is closed. */
export const closeRoundBody = z.strictObject({
  hands: z.record(id, z.number().int().min(1).max(1_000)).optional(),
});
export type ShownHands = NonNullable<z.infer<typeof closeRoundBody>['hands']>;

type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;
/** What was chosen when a round was opened, beside its title and its session. */
export type RoundOptions = Without<OpenRoundBody, 'title' | 'session'>;

/** Where a round stands: `lost` is one whose key is gone, so that nobody can open its entries any more. */
export type RoundState = 'open' | 'closed' | 'lost';

/** In a workshop its facilitator opens rounds, without one any editor does. Null for `facilitator`: there is no workshop. */
export function mayOpenRound(
  member: Rights,
  { facilitator, isWalkIn }: { readonly facilitator: string | null; readonly isWalkIn: boolean },
): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  if (isWalkIn) return 'walk-in';
  return facilitator === null || facilitator === member.id ? null : 'not-facilitator';
}

/** Guests read. A plan's enquiries are for sales to estimate. Made-up people could unmask the fifth answer of a pulse. */
export function mayEnterRound(member: Rights, kind: RoundKind, isWalkIn: boolean): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  if (kind === 'estimate' && member.department !== 'sales') return 'wrong-department';
  return kind === 'pulse' && isWalkIn ? 'walk-in' : null;
}

/** Whoever opened it, the facilitator of its workshop, or an owner. */
export function mayCloseRound(member: Rights, openedBy: string, facilitator: string | null): Refusal | null {
  const refusal = mayEdit(member);
  if (refusal) return refusal;
  const isTheirs = member.id === openedBy || member.id === facilitator || mayAdminister(member) === null;
  return isTheirs ? null : 'not-round-opener';
}
