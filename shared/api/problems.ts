import { z } from 'zod';
import { sessionView } from '../domain/session/session';

/**
 * RFC 9457 problem documents. `type` is `urn:handschlag:problem:CODE`; the UI turns the code into a sentence
 * in the user's language, `title` and `detail` are English for people with a terminal.
 */
export const PROBLEMS = {
  malformed: 400,
  'unknown-device': 403,
  'bad-signature': 403,
  'wrong-place': 403,
  replayed: 403,
  'not-signed-in': 401,
  'not-allowed': 403,
  'invite-invalid': 403,
  'recovery-invalid': 403,
  'last-owner': 409,
  'not-found': 404,
  stale: 409,
  /** A workshop is at another revision than whoever commands has before him; `view` is how it stands. */
  moved: 409,
  /** The minutes are others than those that were looked at. */
  changed: 409,
  /** A board has one open workshop. */
  'session-open': 409,
  /** Somebody else has changed the board's policy meanwhile. */
  'policy-changed': 409,
  /** Another device of the same person has changed when he is away meanwhile. */
  'absence-changed': 409,
  'record-diverged': 409,
  'invalid-plan': 409,
  'wrong-state': 409,
  'old-epoch': 409,
  'already-joined': 409,
  'too-large': 413,
  'too-many': 429,
  /** A file that is to be restored: what it is not, or is. */
  'not-a-backup': 422,
  'backup-damaged': 422,
  'backup-newer': 422,
  'backup-foreign': 422,
  /** Another backup is being restored. */
  restoring: 409,
  /** The disk has no room for it; nothing was changed. */
  'disk-full': 507,
  'read-only': 503,
  stopping: 503,
  'newer-board': 503,
  failed: 500,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  /** A `Refusal` of shared/domain/policy, with `not-allowed` and `wrong-state`. */
  reason: z.string().optional(),
  /** With `stale`: what differs between the version named and the plan as it stands. */
  changes: z.array(z.looseObject({ field: z.string() })).optional(),
  /** With `replayed`: the entry that this very statement made. */
  seq: z.number().optional(),
  /** With `moved`: the workshop as it stands. */
  view: sessionView.optional(),
});

const PREFIX = 'urn:handschlag:problem:';

export function problemType(code: ProblemCode): string {
  return PREFIX + code;
}

export function problemCode(type: string): ProblemCode | null {
  const code = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
  return code in PROBLEMS ? (code as ProblemCode) : null;
}
