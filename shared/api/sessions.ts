import { z } from 'zod';
import { roundView } from './rounds';
import { promiseSchema, returnPromiseSchema } from '../domain/record';
import { plainName } from '../domain/text/typed-text';
import { sessionView } from '../domain/session/session';

/** What the routes about workshops take and answer; commands and plans are the domain's (`session-commands`). */
export const sessionsAnswer = z.object({ sessions: z.array(sessionView) });
export const commandAnswer = z.object({ rev: z.number() });

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Closes exactly the minutes that were looked at. */
export const closeBody = z.strictObject({ digest });
export const minutesQuery = z.object({ lang: z.enum(['de', 'en']).default('en') });

/** What a workshop is about, in order, for pages that do not open the board's document. */
export const agendaAnswer = z.object({
  items: z.array(
    z.object({ id: z.string(), kind: z.string(), ref: z.string(), title: z.string(), minutes: z.number() }),
  ),
});

export const timeAnswer = z.object({ now: z.number() });

const said = z.string();
/** Minutes as a screen reads them; whoever keeps them takes them as they are. */
export const minutesAnswer = z.object({
  digest: said,
  title: said,
  startedAt: said.nullable(),
  facilitators: z.array(said),
  present: z.array(z.object({ member: said, walkIn: z.boolean() })),
  seated: z.array(said),
  items: z.array(
    z.object({
      item: said.nullable(),
      title: said,
      begun: said,
      parked: z.boolean(),
      plans: z.array(z.object({ id: said, title: said })),
      comments: z.array(z.object({ thread: said, plan: said, title: said })),
      decisions: z.array(
        z.object({
          seq: z.number(),
          plan: said,
          title: said,
          by: said,
          kind: said,
          verdict: said.optional(),
          onBehalfOf: said.optional(),
          note: said.optional(),
          promise: promiseSchema.optional(),
          returnPromise: z.array(returnPromiseSchema).optional(),
          inReturn: z.object({ by: said, promises: z.array(returnPromiseSchema) }).optional(),
        }),
      ),
      rounds: z.array(z.object({ seq: z.number(), body: z.object({ round: said.optional() }) })),
      tasks: z.array(
        z.object({
          id: said,
          text: said,
          ownerId: said,
          dueOn: said,
          doneOn: said.nullable(),
          outcome: said,
        }),
      ),
      remarks: said,
      promised: z.object({ by: said, title: said, seq: z.number(), promise: returnPromiseSchema }).optional(),
    }),
  ),
  open: z.array(z.object({ item: said, title: said, parked: z.boolean() })),
  reopened: z.number(),
  /** What came of the rounds: not in the minutes and their digest, as what was written there can be erased. */
  outcomes: z.array(roundView),
  /** What those without a device are called, as far as it was not taken out. */
  names: z.record(said, said),
});
export type ReadMinutes = z.infer<typeof minutesAnswer>;

/** An agenda that somebody keeps for later workshops, as it is kept. */
export const templateBody = z.strictObject({
  title: z.string().max(1_000).transform(plainName).pipe(z.string().min(1).max(100)),
  items: z
    .array(
      z.strictObject({
        title: z.string().max(200),
        minutes: z.number().int().min(0).max(720),
      }),
    )
    .min(1)
    .max(60),
});
export type TemplateBody = z.infer<typeof templateBody>;
export const agendaTemplate = z.object({
  id: z.string(),
  title: z.string(),
  items: z.array(z.object({ title: z.string(), minutes: z.number() })),
});
export type AgendaTemplate = z.infer<typeof agendaTemplate>;
export const templatesAnswer = z.object({ templates: z.array(agendaTemplate) });

const day = z.iso.date();
export const loadQuery = z.object({ owner: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), from: day, to: day });
/** Calls a week that the agreed plans of all boards ask of one person. */
export const loadAnswer = z.object({
  owner: z.string(),
  capacityPerWeek: z.number(),
  calls: z.number(),
  weeks: z.array(
    z.object({
      monday: z.string(),
      calls: z.number(),
      over: z.boolean(),
      /** Of boards that whoever asks may read. */
      plans: z.array(z.object({ board: z.string(), plan: z.string() })),
      /** How many plans of other boards. */
      others: z.number(),
    }),
  ),
});
