import { useState } from 'react';
import { useBoardActions, type Failure, type StatementDraft } from '../../../session';

/** Stating something: one at a time, with what came of it. Answers whether it is in the record. */
export function useStatement() {
  const { state } = useBoardActions();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const make = async (draft: StatementDraft): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    const outcome = await state(draft);
    setBusy(false);
    if (!outcome.ok) setFailure(outcome.failure);
    return outcome.ok;
  };
  return { make, isBusy, failure };
}
