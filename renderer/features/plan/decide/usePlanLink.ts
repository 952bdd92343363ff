import { useBoard, useReach } from '../../../client';
import { linkBase, planLink } from '../logic/plan-link';

/** A link to a plan for other people: by an address of the host that other machines reach, once there is one. */
export function usePlanLink(planId: string): string {
  const boardId = useBoard((board) => board.boardId);
  const { reach } = useReach();
  return planLink(linkBase(reach, ownBase()), boardId, planId);
}

/** The host this window talks to: named in the desktop's address, the page's own origin in a browser. */
function ownBase(): string {
  const named = window.desktop ? new URLSearchParams(location.search).get('host') : null;
  return named ?? location.origin;
}
