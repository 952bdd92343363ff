import { useMemo } from 'react';
import { useWorkspace } from '../../../client';
import { keepDraft, readDraft } from '../../../state/drafts';

/** A comment that is being written, as this device keeps it for the person who writes it. */
export interface Draft {
  /** What was typed when the window went; empty: nothing. */
  readonly kept: string;
  /** Keeps what stands there now; empty forgets it. */
  readonly keep: (text: string) => void;
}

/** @param about what the comment belongs to: IDs, with slashes between */
export function useDraft(about: string): Draft {
  const memberId = useWorkspace((workspace) => workspace.me.id);
  return useMemo(() => {
    const place = `${memberId}/${about}`;
    return { kept: readDraft(place), keep: (text) => keepDraft(place, text) };
  }, [memberId, about]);
}
