import { z } from 'zod';
import { fromBase64Url } from '../domain/ids';
import { signedRestoredSchema } from '../domain/record';

/** Bytes of the largest backup that is taken. */
export const BACKUP_LIMIT = 4 * 1024 ** 3;

/** How a copy on the host came about: of a day, before a restore, before a step of the tables. */
export const COPY_KINDS = ['daily', 'before-restore', 'before-step'] as const;

export const copyView = z.object({
  name: z.string(),
  kind: z.enum(COPY_KINDS),
  /** When it was made, ISO 8601. */
  at: z.string(),
  bytes: z.number(),
});
export type CopyView = z.infer<typeof copyView>;

export const copiesAnswer = z.object({
  /** The newest first. */
  copies: z.array(copyView),
  /** The last attempt at a daily copy, if it failed. */
  failed: z.object({ at: z.string(), noRoom: z.boolean() }).nullable(),
});

/** Base64url of the JSON of what an owner signed; in the address, as the body is the file. */
const signed = z.string().transform((text, context) => {
  const parsed = signedRestoredSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'not what an owner signs' });
  return z.NEVER;
});

/**
 * `POST /api/restore`: the body is the backup's file, or empty when `copy` names one that lies on the host. With
 * `dryRun` it is checked whole and nothing is changed; without, `statement` is what an owner signed about it.
 */
export const restoreQuery = z.union([
  z.strictObject({ copy: z.string().max(100).optional(), dryRun: z.literal('true') }),
  z.strictObject({ copy: z.string().max(100).optional(), statement: signed }),
]);

/** What restoring a backup would change. */
export const restorePreview = z.object({
  /** SHA-256 of the file: what is signed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** When it was made, ISO 8601; null if it does not say. */
  madeAt: z.string().nullable(),
  boards: z.number(),
  plans: z.number(),
  /** What there is now and the backup does not have, or has otherwise. */
  since: z.object({
    /** Titles. */
    boardsGone: z.array(z.string()),
    plansGone: z.number(),
    plansChanged: z.number(),
    /** Plans that come back. */
    plansBack: z.number(),
    /** Submissions, decisions, launches and the like. */
    decisionsGone: z.number(),
  }),
});
export type RestorePreview = z.infer<typeof restorePreview>;

function jsonOf(base64url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(base64url) ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}
