import { z } from 'zod';

/**
 * A client's awareness state. The client sends where it is; `member` is set by the host from the
 * connection's ticket, whatever the client wrote there. Guests send nothing: the host presents them.
 */
export const presenceSchema = z.looseObject({
  member: z.string().optional(),
  /** Plan that is open. */
  plan: z.string().nullish(),
  /** Field that has the focus. */
  field: z.string().nullish(),
  /** Caret in the brief, as y-tiptap writes it: relative positions. */
  cursor: z.unknown().optional(),
});
