import { planFragment } from '../../../../shared/api/links';

/** The address under which somebody else opens a plan: `BASE/#/board/ID/plan/PLANID`. */
export function planLink(base: string, boardId: string, planId: string): string {
  return `${base.replace(/\/+$/, '')}/${planFragment({ board: boardId, plan: planId })}`;
}
