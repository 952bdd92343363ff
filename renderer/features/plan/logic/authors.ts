import type { CommentJson } from '../../../../shared/doc/threads';

/** Who wrote a comment or opened a thread, and whether it is still as he left it. */
export interface Authorship {
  /** Null while the host has not said whose client it was, or never will. */
  readonly memberId: string | null;
  readonly tamperedBy: string | null;
  readonly tampered: boolean;
}

/**
 * The author is the member to whom the client ID of the comment's or thread's item belongs (DESIGN section 3). The
 * same member may edit from another window, so owners are compared, not client IDs.
 */
export function authorshipOf(
  { clientId, writerIds }: Pick<CommentJson, 'clientId' | 'writerIds'>,
  owners: ReadonlyMap<number, string>,
): Authorship {
  const memberId = owners.get(clientId) ?? null;
  const stranger = writerIds.find(
    (writer) => writer !== clientId && (memberId === null || owners.get(writer) !== memberId),
  );
  const tampered = stranger !== undefined;
  return { memberId, tampered, tamperedBy: tampered ? (owners.get(stranger) ?? null) : null };
}
