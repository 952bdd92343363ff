import { useMemo } from 'react';
import { useWorkspace, type CommentDraft } from '../../../client';
import { keepDraft, readDraft } from '../../../state/drafts';

/** A comment that is being written, as this device keeps it for the person who writes it. */
export interface Draft {
  /** What was typed when the window went. */
  readonly kept: CommentDraft | null;
  /** Keeps what stands there now; null forgets it. */
  readonly keep: (comment: CommentDraft | null) => void;
}

/** @param about what the comment belongs to: IDs, with slashes between */
export function useDraft(about: string): Draft {
  const memberId = useWorkspace((workspace) => workspace.me.id);
  return useMemo(() => {
    const place = `${memberId}/${about}`;
    return { kept: commentOf(readDraft(place)), keep: (comment) => keepDraft(place, comment) };
  }, [memberId, about]);
}

function commentOf(kept: unknown): CommentDraft | null {
  const { text, mentions } = Object(kept) as Partial<CommentDraft>;
  return typeof text === 'string' && Array.isArray(mentions) ? { text, mentions } : null;
}
