import type { Rights } from '../../../../shared/domain/people';
import { mayEdit } from '../../../../shared/domain/policy';
import { mayLead, mayPlan, type SessionView } from '../../../../shared/domain/session/session';

/** What a workshop's screen offers to one person. The host decides; this only keeps away what it would refuse. */
export interface Offers {
  /** Changes title, time, deputies, and before it begins starts it. */
  readonly plan: boolean;
  /** Moves it: items, timer, parking, hands of others, closing. */
  readonly lead: boolean;
  /** Takes the lead from whoever has it. */
  readonly take: boolean;
  /** Writes remarks, tasks and the agenda. */
  readonly write: boolean;
  /** Raises a hand, says that one is done. */
  readonly join: boolean;
}

/** @param archived whether the board takes no changes any more */
export function offersTo(view: SessionView, me: Rights, archived: boolean): Offers {
  const isOpen = view.state === 'open';
  const isAble = mayLead(me) === null && !archived;
  const leads = isAble && view.facilitator === me.id;
  return {
    plan: isAble && view.state !== 'closed' && (isPlanned(view) || leads || me.role === 'owner'),
    lead: leads,
    take: isOpen && isAble && !leads && (me.role === 'owner' || view.appointed === me.id),
    write: mayEdit(me) === null && !archived && view.state !== 'closed',
    join: isOpen && me.active,
  };
}

/** Whether somebody may plan a further one. */
export function mayPlanOne(me: Rights, archived: boolean): boolean {
  return mayPlan(null, me) === null && !archived;
}

function isPlanned({ state }: SessionView): boolean {
  return state === 'planned';
}

/** Members by department, once each, however many windows they have open. */
export function countByDepartment<D extends string>(
  people: readonly { readonly memberId: string; readonly department: D }[],
): ReadonlyMap<D, number> {
  const counts = new Map<D, number>();
  const known = new Set<string>();
  for (const { memberId, department } of people) {
    if (known.has(memberId)) continue;
    known.add(memberId);
    counts.set(department, (counts.get(department) ?? 0) + 1);
  }
  return counts;
}
