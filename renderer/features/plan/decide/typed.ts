import { useState } from 'react';
import { useBoard, useWorkspace } from '../../../client';
import { NOTHING_PROMISED, type PromiseDraft } from '../logic/promise-form';

/** What goes with a decision that is not signed yet. */
export interface TypedDecision {
  readonly reason: string;
  readonly draft: PromiseDraft;
  /** How too full weeks are meant. */
  readonly how: string;
  /** A promise is given although none is asked for. */
  readonly isWanted: boolean;
}

export interface Typing {
  readonly typed: TypedDecision;
  readonly type: (change: Partial<TypedDecision>) => void;
  /** It is signed. */
  readonly forget: () => void;
}

const NOTHING_TYPED: TypedDecision = { reason: '', draft: NOTHING_PROMISED, how: '', isWanted: false };

/** By member, board and plan, as long as the window is open. */
const kept = new Map<string, TypedDecision>();

/** What somebody typed about a plan and has not signed: it is there again when the dialog is opened anew. */
export function useTyped(planId: string): Typing {
  const me = useWorkspace((workspace) => workspace.me.id);
  const place = `${me}/${useBoard(({ boardId }) => boardId)}/${planId}`;
  const [typed, setTyped] = useState(kept.get(place) ?? NOTHING_TYPED);
  return {
    typed,
    type: (change) => {
      const changed = { ...typed, ...change };
      kept.set(place, changed);
      setTyped(changed);
    },
    forget: () => kept.delete(place),
  };
}
