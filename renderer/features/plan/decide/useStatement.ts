import { useState } from 'react';
import { mayComeBy, type Refusal } from '../../../../shared/domain/policy';
import { useBoardActions, useWorkspace, type Failure, type StatementDraft } from '../../../client';
import { useBoardPolicy } from '../plan-context';

/** Why nothing can be stated from here at all, however the plan stands. */
export function useWayRefusal(): Refusal | null {
  const policy = useBoardPolicy();
  const insecure = useWorkspace((workspace) => workspace.insecure);
  return policy && mayComeBy(policy, !insecure);
}

/** Stating something: one at a time, with what came of it. Answers whether it is in the record. */
export function useStatement() {
  const { state } = useBoardActions();
  const isBlocked = useWayRefusal() !== null;
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
  return { make, isBusy, isBlocked, failure };
}
