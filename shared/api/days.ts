import { z } from 'zod';
import { PERIOD_KINDS, type PeriodKind } from '../domain/days/periods';
import { plainName } from '../domain/text/typed-text';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const day = z.iso.date();
const kind = z.enum(Object.keys(PERIOD_KINDS) as [PeriodKind, ...PeriodKind[]]);
const amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** A period as somebody sets it. */
export const periodBody = z
  .strictObject({
    kind,
    title: z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(200)),
    from: day,
    to: day,
    regions: z.array(z.string().min(1).max(200)).max(60).default([]),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'] });
/** Several at once, as a file of school holidays has them: all or none. */
export const periodsBody = z.strictObject({ periods: z.array(periodBody).min(1).max(200) });
export const periodsMade = z.object({ ids: z.array(id) });

/** What may be spent in three months, from the first day of one; null takes the frame away. */
export const frameBody = z.strictObject({
  from: day.refine((from) => from.endsWith('-01')),
  currency,
  amountMinor: amount.nullable(),
});

const period = z.object({
  id,
  kind,
  title: z.string(),
  from: z.string(),
  to: z.string(),
  regions: z.array(z.string()),
  by: z.string(),
  at: z.string(),
});
/** Days that matter, for everybody; guests and walk-ins are told no frames. */
export const daysAnswer = z.object({
  periods: z.array(period),
  frames: z.array(
    z.object({ from: z.string(), currency: z.string(), amountMinor: z.number(), agreedMinor: z.number() }),
  ),
});
export type DaysAnswer = z.infer<typeof daysAnswer>;

export const plannedQuery = z.object({ from: day, to: day });
/** What is agreed or in review on the boards that whoever asks may read, as it was submitted. */
export const plannedAnswer = z.object({
  plans: z.array(
    z.object({
      board: z.string(),
      plan: z.string(),
      title: z.string(),
      audience: z.string(),
      regions: z.array(z.string()),
      from: z.string(),
      to: z.string(),
      isAgreed: z.boolean(),
    }),
  ),
});
export type Planned = z.infer<typeof plannedAnswer>['plans'][number];
export type PeriodBody = z.output<typeof periodBody>;
export type FrameBody = z.infer<typeof frameBody>;
