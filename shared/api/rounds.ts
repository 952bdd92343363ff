import { z } from 'zod';
import { ROUND_KINDS } from '../domain/rounds/round';

/** What the host answers about sealed rounds; what it takes stands in `shared/domain/rounds`. */
const id = z.string();
const figures = z.array(z.number());
const byTarget = z.record(z.string(), z.number());

export const openRoundAnswer = z.object({ id });

const roundRow = z.object({
  id,
  kind: z.enum(ROUND_KINDS),
  state: z.enum(['open', 'closed', 'lost']),
  title: z.string(),
  /** The workshop it belongs to. */
  session: id.optional(),
  openedBy: id,
  openedAt: z.string(),
});
export const roundsAnswer = z.object({ rounds: z.array(roundRow) });

const estimates = { enquiries: figures, closings: figures };
/** Told apart by the round's kind. */
const result = z.union([
  z.object({ notes: z.array(z.object({ text: z.string(), by: id.optional() })) }),
  z.object({ counts: byTarget, walkIns: byTarget, hands: byTarget.optional() }),
  z.object({ ...estimates, median: z.number().nullable(), walkIns: z.object(estimates).optional() }),
  z.object({
    answers: z.number(),
    mean: z.number(),
    spread: z.number(),
    sentences: z.array(z.string()),
  }),
  z.object({ answers: z.literal('too-few') }),
]);

export const roundView = roundRow.extend({
  /** What was chosen when it was opened. */
  authors: z.enum(['shown', 'hidden']).optional(),
  votesEach: z.number().optional(),
  perTarget: z.number().optional(),
  on: z.array(z.object({ id, label: z.string().optional() })).optional(),
  plan: id.optional(),
  minAnswers: z.number().optional(),
  /** What whoever asks has entered, while it is open; never of a pulse, of which the host does not know it. */
  own: z
    .object({
      texts: z.array(z.string()).optional(),
      picks: z.array(id).optional(),
      enquiries: z.number().optional(),
      closings: z.number().optional(),
    })
    .optional(),
  /** How many have answered and who, while it is open, as of the last full quarter of a minute; of a pulse neither. */
  answered: z.number().optional(),
  who: z.array(id).optional(),
  /** How many had answered when it was closed; a pulse says it in its result. */
  answers: z.number().optional(),
  result: result.optional(),
});

export type RoundRow = z.infer<typeof roundRow>;
export type RoundView = z.infer<typeof roundView>;
