import { useBoard, useLinkBase } from '../../../client';
import { planLink } from '../logic/plan-link';

/** A link to a plan for other people. */
export function usePlanLink(planId: string): string {
  const boardId = useBoard((board) => board.boardId);
  return planLink(useLinkBase(), boardId, planId);
}
