import { z } from 'zod';
import { fromBase64Url } from '../ids';
import { roundText, TEXT, type RoundKind, type RoundOptions } from './round';

const number = z.number().int().min(0).max(10_000_000);
const texts = z
  .array(roundText)
  .max(TEXT.count)
  .refine((all) => all.reduce((sum, { length }) => sum + length, 0) <= TEXT.together);
/** 16 random bytes that stand for a person in a pulse. Only the device that answered has them. */
const receiptSchema = z.string().refine((text) => fromBase64Url(text)?.length === 16);

/** What a person sends: it takes the place of all that the person entered before. */
export const entryBody = z.union([
  z.strictObject({ texts: z.union([texts, roundText.transform((text) => [text])]) }),
  z.strictObject({ text: roundText }).transform(({ text }) => ({ texts: [text] })),
  z.strictObject({ picks: z.array(z.string().max(64)).max(1_000) }),
  z.strictObject({ enquiries: number, closings: number.optional() }),
  z.strictObject({
    grade: z.number().int().min(1).max(6),
    sentence: roundText.optional(),
    receipt: receiptSchema.optional(),
  }),
]);
export type EntryBody = z.infer<typeof entryBody>;

/** What one person has entered. */
export type Entry =
  | { readonly kind: 'notes'; readonly texts: readonly string[] }
  | { readonly kind: 'votes'; readonly picks: readonly string[] }
  | { readonly kind: 'estimate'; readonly enquiries: number; readonly closings?: number }
  | { readonly kind: 'pulse'; readonly grade: number; readonly sentence?: string };
export type EntryOf<Kind extends RoundKind> = Extract<Entry, { kind: Kind }>;

/** What a body enters in a round; null when it is not what this round asks for. */
export function entryIn(options: RoundOptions, body: EntryBody): Entry | null {
  switch (options.kind) {
    case 'notes':
      return 'texts' in body ? { kind: 'notes', texts: body.texts } : null;
    case 'votes':
      return 'picks' in body && areVotes(options, body.picks) ? { kind: 'votes', picks: body.picks } : null;
    case 'estimate': {
      if (!('enquiries' in body)) return null;
      const { enquiries, closings } = body;
      return { kind: 'estimate', enquiries, ...(closings === undefined ? {} : { closings }) };
    }
    case 'pulse': {
      if (!('grade' in body)) return null;
      const { grade, sentence } = body;
      return { kind: 'pulse', grade, ...(sentence === undefined ? {} : { sentence }) };
    }
  }
}

/** Whether it takes back what was entered before and enters nothing instead. */
export function isEmpty(entry: Entry): boolean {
  return (
    (entry.kind === 'notes' && entry.texts.length === 0) ||
    (entry.kind === 'votes' && entry.picks.length === 0)
  );
}

function areVotes(
  { on, votesEach, perTarget }: Extract<RoundOptions, { kind: 'votes' }>,
  picks: readonly string[],
): boolean {
  if (picks.length > votesEach) return false;
  const counts = new Map(on.map(({ id }) => [id, 0]));
  for (const pick of picks) {
    const count = counts.get(pick);
    if (count === undefined || count >= perTarget) return false;
    counts.set(pick, count + 1);
  }
  return true;
}
