import type { CommentJson } from '../../../../shared/doc/threads';

/** Who wrote a comment, and whether its text is still his. */
export interface Authorship {
  /** Null while the host has not said whose client it was, or never will. */
  readonly memberId: string | null;
  readonly tamperedBy: string | null;
  readonly tampered: boolean;
}

/**
 * The author is the member to whom the client ID of the comment's item belongs (DESIGN section 3). The same
 * member may edit from another window, so owners are compared, not client IDs.
 */
export function authorshipOf(
  comment: Pick<CommentJson, 'clientId' | 'textClientId'>,
  owners: ReadonlyMap<number, string>,
): Authorship {
  const memberId = owners.get(comment.clientId) ?? null;
  const textBy = owners.get(comment.textClientId) ?? null;
  const tampered = comment.textClientId !== comment.clientId && (memberId === null || textBy !== memberId);
  return { memberId, tampered, tamperedBy: tampered ? textBy : null };
}
