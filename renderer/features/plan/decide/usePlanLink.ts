import { useEffect, useState } from 'react';
import { useBoard } from '../../../client';
import { planLink } from '../logic/plan-link';

/** A link to a plan for other people: by an address of the host that other machines reach, when it is known. */
export function usePlanLink(planId: string): string {
  const boardId = useBoard((board) => board.boardId);
  const [base, setBase] = useState(ownBase);
  useEffect(() => {
    let isGone = false;
    void window.desktop?.hostStatus().then(({ addresses }) => {
      if (!isGone && addresses[0] !== undefined) setBase(addresses[0]);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return planLink(base, boardId, planId);
}

/** The host this window talks to: named in the desktop's address, the page's own origin in a browser. */
function ownBase(): string {
  const named = window.desktop ? new URLSearchParams(location.search).get('host') : null;
  return named ?? location.origin;
}
