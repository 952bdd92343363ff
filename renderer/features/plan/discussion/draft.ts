import { useWorkspace, type CommentDraft } from '../../../client';
import { useKeptDraft } from '../../../state/kept-drafts';

/** A comment that is being written, as this device keeps it for the person who writes it. */
export interface Draft {
  /** What was typed, in this window or another one. */
  readonly kept: CommentDraft | null;
  /** What stood there also and no window shows any more. */
  readonly earlier: readonly CommentDraft[];
  /** Keeps what stands there now. @param isNothing there is nothing of it that would have to be kept */
  readonly keep: (comment: CommentDraft, isNothing: boolean) => void;
  /** It was sent or discarded. */
  readonly forget: () => void;
  /** An earlier one was taken up again, or let go. */
  readonly settle: (earlier: CommentDraft) => void;
}

/** @param about what the comment belongs to: IDs, with slashes between */
export function useDraft(about: string): Draft {
  const memberId = useWorkspace((workspace) => workspace.me.id);
  const { draft, earlier, ...acts } = useKeptDraft(`${memberId}/${about}`);
  return { ...acts, kept: commentOf(draft), earlier: earlier.flatMap((each) => commentOf(each) ?? []) };
}

/** Whether something was left there to be gone on with. */
export function isBegun({ kept, earlier }: Draft): boolean {
  return kept !== null || earlier.length > 0;
}

function commentOf(kept: unknown): CommentDraft | null {
  const { text, mentions } = Object(kept) as Partial<CommentDraft>;
  return typeof text === 'string' && Array.isArray(mentions) ? { text, mentions } : null;
}
