import { planFragment } from '../../../../shared/api/links';
import type { Reach } from '../../../client';

/** Where a link leads: where others reach the host if that is known, else where this window does. */
export function linkBase(reach: Reach, own: string): string {
  return (reach.state === 'open' ? reach.addresses[0] : undefined) ?? own;
}

/** The address under which somebody else opens a plan: `BASE/#/board/ID/plan/PLANID`. */
export function planLink(base: string, boardId: string, planId: string): string {
  return `${base.replace(/\/+$/, '')}/${planFragment({ board: boardId, plan: planId })}`;
}
