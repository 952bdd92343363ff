import type { Member, Rights } from '../../../../shared/domain/people';
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

/** Somebody who is there. */
export type Present = Pick<Member, 'id' | 'name' | 'department'>;

/**
 * Who takes part, each once, however many windows somebody has: those who look at the board, at once, and those whom the host
 * tells of every few seconds, as phones open no board.
 */
export function whoIsThere(
  atBoard: readonly (Omit<Present, 'id'> & { readonly memberId: string })[],
  present: readonly string[],
  known: ReadonlyMap<string, Present>,
): readonly Present[] {
  const there = new Map<string, Present>();
  for (const { memberId, name, department } of atBoard)
    there.set(memberId, { id: memberId, name, department });
  for (const id of present) {
    const member = known.get(id);
    if (member && !there.has(id)) there.set(id, member);
  }
  return [...there.values()];
}

export function countByDepartment(people: readonly Present[]): ReadonlyMap<Present['department'], number> {
  const counts = new Map<Present['department'], number>();
  for (const { department } of people) counts.set(department, (counts.get(department) ?? 0) + 1);
  return counts;
}
