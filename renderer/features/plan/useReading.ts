import { useState } from 'react';
import { useWorkspace, type PlanRow } from '../../client';
import { opensAsDocument } from './logic/reading';

export interface Reading {
  readonly isReading: boolean;
  /** Given to those who may choose between document and form. */
  readonly toggle: (() => void) | null;
  /** This person is in a field of the form: it stays one, whatever becomes of the plan meanwhile. */
  readonly keepForm: () => void;
}

/** Whether the panel shows the plan as a document or as a form: as it was first, until this person chooses or closes it. */
export function useReading(row: PlanRow, canEdit: boolean): Reading {
  const me = useWorkspace((workspace) => workspace.me);
  const isOffered = opensAsDocument(me, canEdit, row);
  const [choice, choose] = useState<'document' | 'form' | null>(isOffered ? 'document' : null);
  // A plan that is submitted while it is open becomes a document, and stays one when it is decided.
  if (choice === null && isOffered) choose('document');
  const isReading = !canEdit || choice === 'document' || (choice === null && isOffered);
  return {
    isReading,
    toggle: canEdit ? () => choose(isReading ? 'form' : 'document') : null,
    keepForm: () => {
      if (choice === null) choose('form');
    },
  };
}
