import { useMemo } from 'react';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import { useWorkspace } from '../../../client';
import { readStored, writeStored } from '../../../state/settings';
import { lastPromise, mayKeepPromise } from '../logic/promise-form';

const KEY = 'promise';

/** What this person promised last on this device, if whoever was to keep it still can. */
export function useLastPromise(): FollowUpPromise | null {
  const members = useWorkspace((workspace) => workspace.members);
  return useMemo(() => {
    const kept = lastPromise(readStored(KEY));
    return kept && mayKeepPromise(members.get(kept.ownerId)) ? kept : null;
  }, [members]);
}

/** Keeps a promise that was signed, to be offered the next time. */
export function keepPromise(promise: FollowUpPromise): void {
  writeStored(KEY, promise);
}
