import { decidesFor, type Absence, type Delegation } from './delegation';
import { waitsFor, needsPromise } from '../judge';
import { decidingDepartment, departmentOf, type Material } from '../plan';
import { fourEyes, mayEdit, possibleApprovers, reviewGap, type PlanFacts } from '../policy';
import type { Department, Rights } from '../people';
import type { CivilDate } from '../dates';
import type { PlanStatus } from '../status';

/** What a turn is derived from beside the plan. */
export interface Around {
  readonly members: readonly Rights[];
  readonly absences: readonly Absence[];
  /** Those in force at the moment. */
  readonly delegations: readonly Delegation[];
  readonly today: CivilDate;
}

/** Somebody whose turn it is. */
export interface Awaited {
  readonly member: string;
  /** The last day of his absence; null while he is there. */
  readonly awayUntil: CivilDate | null;
  /** Who may do it for him; null: nobody. */
  readonly standsIn: string | null;
}

/**
 * What a plan still needs: somebody who could approve at all, one more approval than who is awaited gives; the promise; that an
 * objection ends; somebody in charge.
 */
export type Missing = 'approver' | 'promise' | 'objection' | 'owner';

/** Whose turn it is on a plan. */
export interface Turn {
  /** What is to be done: submit it (anew), decide, change it as was asked, launch it, close it. */
  readonly does: 'submit' | 'decide' | 'change' | 'launch' | 'close';
  /** Each of them can do it; whoever is there comes before whoever is away. Nobody: see `missing`. */
  readonly who: readonly Awaited[];
  /** Of decisions: whose they are. */
  readonly department: Department;
  /** The last day for it; null where nobody set one. */
  readonly by: CivilDate | null;
  readonly isOverdue: boolean;
  readonly missing: readonly Missing[];
  /** Whose objections are still to end: see {@link objectionsTo}. */
  readonly objections: readonly string[];
}

/**
 * Whose turn it is on a plan, or null when nobody has to do anything: it is over, was declined, or runs as agreed. Derived
 * from the record like the status, so that every screen, the inbox and the reminders say the same.
 */
export function turnOf(status: PlanStatus, material: Material, around: Around): Turn | null {
  if (status.deleted) return null;
  const { submission, agreement } = status;
  switch (status.state) {
    case 'draft':
    case 'changed-since-agreed':
      return ownersTurn('submit', material, around, []);
    case 'changes-requested':
      return withObjections(
        ownersTurn('change', material, around, submission ? [submission.by] : []),
        objectionsTo(status),
      );
    case 'in-review':
      if (status.changesSinceSubmitted.length > 0)
        return ownersTurn('submit', material, around, submission ? [submission.by] : []);
      return decidersTurn(status, around);
    case 'agreed':
      return ownersTurn('launch', agreement?.snapshot ?? material, around, []);
    case 'launched': {
      const { end } = agreement?.snapshot ?? material;
      const isOver = typeof end === 'string' && end < around.today;
      return isOver ? ownersTurn('close', agreement?.snapshot ?? material, around, []) : null;
    }
    case 'declined':
    case 'closed':
    case 'withdrawn':
      return null;
  }
}

/**
 * What stands against the last submission: the last word of each who asked for changes of it, or declined it, and has said nothing else
 * of it since. Such an objection ends with a new submission, as that is another one, or with his own yes.
 */
export function objectionsIn({ state, decisions, deleted }: PlanStatus): PlanStatus['decisions'] {
  if (deleted || (state !== 'changes-requested' && state !== 'declined')) return [];
  const lastWords = new Map(decisions.map((decision) => [decision.by, decision]));
  return [...lastWords.values()].filter(
    ({ verdict }) => verdict === 'request-changes' || verdict === 'decline',
  );
}

/** Whose they are. */
export function objectionsTo(status: PlanStatus): string[] {
  return objectionsIn(status).map(({ by }) => by);
}

function withObjections(turn: Turn, objections: readonly string[]): Turn {
  return {
    ...turn,
    objections,
    missing: [...turn.missing, ...(objections.length > 0 ? (['objection'] as const) : [])],
  };
}

/** Which member each delegation's deputy stands in for, as the judge is asked about it. */
export function mandatesOf(
  deputy: string,
  delegations: readonly Delegation[],
  rightsOf: (member: string) => Rights | undefined | null,
) {
  return delegations.flatMap(({ member, deputy: named, allowed }) => {
    const absent = named === deputy ? rightsOf(member) : null;
    return absent ? [{ absent, allowed }] : [];
  });
}

/** Those who can decide, in their own right or through a deputy. */
function decidersTurn(status: PlanStatus, { members, absences, delegations, today }: Around): Turn {
  const { submission } = status;
  const rightsOf = (id: string) => members.find((member) => member.id === id);
  const deciders = members.filter((member) => waitsFor(member, status));
  const who = deciders.map((member) => {
    const mandate = delegations.find((each) => each.member === member.id);
    const deputy = mandate && rightsOf(mandate.deputy);
    const mandates = mandate ? mandatesOf(mandate.deputy, [mandate], rightsOf) : [];
    const may = deputy && waitsFor(deputy, status, mandates);
    return { ...awaited(member.id, absences, today), standsIn: may ? deputy.id : null };
  });
  const by = submission?.decideBy ?? null;
  const gap = submission && reviewGap(members, submission);
  return {
    does: 'decide',
    who: hereFirst(who),
    department: decidingDepartment(submission?.snapshot['kind']),
    by,
    isOverdue: by !== null && by < today,
    missing: [
      ...(gap ? ['approver' as const] : []),
      ...(needsPromise(submission) ? ['promise' as const] : []),
    ],
    objections: [],
  };
}

function ownersTurn(
  does: Exclude<Turn['does'], 'decide'>,
  material: Material,
  { members, absences, today }: Around,
  alsoTheirs: readonly string[],
): Turn {
  const { ownerId, kind } = material;
  const ids = new Set([...(typeof ownerId === 'string' ? [ownerId] : []), ...alsoTheirs]);
  const able = members.filter((member) => ids.has(member.id) && mayEdit(member) === null);
  const who = able.map(({ id }) => ({ ...awaited(id, absences, today), standsIn: null }));
  return {
    does,
    who: hereFirst(who),
    department: departmentOf(kind),
    by: null,
    isOverdue: false,
    missing: who.length === 0 ? ['owner'] : [],
    objections: [],
  };
}

function awaited(member: string, absences: readonly Absence[], today: CivilDate): Omit<Awaited, 'standsIn'> {
  const away = absences.find((each) => each.member === member && each.from <= today && today <= each.until);
  return { member, awayUntil: away?.until ?? null };
}

/**
 * Who of those who could decide about a plan, once this member has submitted it, is away on some day from today until
 * another, and who could decide for him: what a submitter is to know first.
 *
 * @param around with the delegations of later days as well
 */
export function awayAmong(
  plan: PlanFacts,
  submitter: Pick<Rights, 'id' | 'department'>,
  { members, absences, delegations, today }: Around,
  until: CivilDate = today,
): (Absence & { readonly standsIn: string | null })[] {
  const submission = { by: submitter.id, department: submitter.department, snapshot: plan };
  return possibleApprovers(members, plan, submitter.id).flatMap((absent) => {
    const away = absences.find(
      (each) => each.member === absent.id && each.from <= until && today <= each.until,
    );
    if (!away) return [];
    const named = delegations.find((each) => each.member === absent.id && overlaps(each, away));
    const deputy = members.find(({ id }) => id === named?.deputy);
    const may =
      named &&
      deputy &&
      decidesFor(deputy, { absent, allowed: named.allowed }, plan) === null &&
      fourEyes(deputy, submission) === null;
    return [{ ...away, standsIn: may ? deputy.id : null }];
  });
}

/** To the day, whatever the time zone: both are said in one go. */
function overlaps({ from, until }: Delegation, away: Absence): boolean {
  return from.slice(0, 10) <= away.until && away.from <= until.slice(0, 10);
}

function hereFirst(who: readonly Awaited[]): Awaited[] {
  return [...who].sort((a, b) => Number(a.awayUntil !== null) - Number(b.awayUntil !== null));
}
