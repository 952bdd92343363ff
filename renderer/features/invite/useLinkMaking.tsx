import { useState, type ReactNode } from 'react';
import { useReach, type Outcome, type Reach } from '../../client';
import { useWording } from '../../ui';
import type { MadeLink, OnlyHere, Reached } from './LinkResult';
import { NetworkDialog } from './NetworkDialog';

/** The way to a link that others can open. */
export interface LinkMaking {
  /** False until it is known whether the network has to be asked about. */
  readonly isReady: boolean;
  readonly isBusy: boolean;
  /** The question about the network, while it is open. */
  readonly question: ((onClose: () => void) => ReactNode) | null;
  readonly made: MadeLink | null;
  readonly reached: Reached;
  start(): Promise<void>;
  reset(): void;
}

/** Makes a link, and before the first one asks whether the host may answer other machines. */
export function useLinkMaking(make: () => Promise<Outcome<MadeLink>>): LinkMaking {
  const wording = useWording();
  const { reach, open } = useReach();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<MadeLink | null>(null);

  const create = async () => {
    setBusy(true);
    const outcome = await make();
    setBusy(false);
    setAsking(false);
    if (outcome.ok) setMade(outcome.value);
    else wording.tell(outcome.failure);
  };
  const openAndCreate = async () => {
    setBusy(true);
    const isOpen = await open();
    setBusy(false);
    if (!isOpen) return false;
    await create();
    return true;
  };
  const start = async () => {
    if (reach.state === 'closed') setAsking(true);
    else await create();
  };
  return {
    isReady: reach.state !== 'loading',
    isBusy,
    question: isAsking
      ? (onClose) => (
          <NetworkDialog
            isBusy={isBusy}
            onOpen={openAndCreate}
            onStay={() => void create()}
            onClose={onClose}
          />
        )
      : null,
    made,
    reached: {
      addresses: reach.state === 'open' ? reach.addresses : [],
      cert: reach.state === 'open' ? reach.cert : null,
      onlyHere: onlyHereBecause(reach),
      open,
    },
    start,
    reset: () => setMade(null),
  };
}

function onlyHereBecause(reach: Reach): OnlyHere {
  if (window.desktop === undefined) return 'browser';
  return reach.state === 'open' && reach.addresses.length === 0 ? 'no-network' : 'closed';
}
