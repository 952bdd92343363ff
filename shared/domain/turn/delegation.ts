import type { CivilDate } from '../dates';
import { decidesAbout, mayEdit, type PlanFacts, type Refusal } from '../policy';
import type { Rights } from '../people';

/**
 * Deputies (Vertretung): an approver who is away names somebody of his department who decides for him meanwhile, in
 * his own name. The record holds no time zone, so a delegation says its span in instants: everybody who reads it
 * comes to the same answer about an entry, by the time that the entry has.
 */

/** Both inclusive. */
export interface Days {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** When a member is away. Why is nobody's business. */
export interface Absence extends Days {
  readonly member: string;
}

/** Who decides for whom, and from when until when. */
export interface Delegation {
  /** Who is away. */
  readonly member: string;
  readonly deputy: string;
  /** Instants, ISO 8601 in milliseconds, UTC: these compare as text. `until` is the moment after the last day. */
  readonly from: string;
  readonly until: string;
  /** An owner said yes to somebody who is no approver himself. */
  readonly allowed: boolean;
}

/** On whose behalf somebody decides at a moment, and with what right. */
export interface Mandate extends Pick<Delegation, 'allowed'> {
  readonly absent: Rights;
}

/** What somebody may do, in his own right and on behalf of others. */
export interface Capacities extends Rights {
  readonly mandates?: readonly Mandate[];
}

/** Whether a delegation holds at an instant. */
export function isInForce({ from, until }: Delegation, at: string): boolean {
  return from <= at && at < until;
}

/** Why this member may not make that one his deputy; null if he may. An owner's yes is asked for later, if it is needed. */
export function mayDelegate(member: Rights, deputy: Rights | null): Refusal | null {
  const refusal = mayEdit(member) ?? (member.approver ? null : 'not-approver');
  if (refusal) return refusal;
  const isFit = deputy && mayEdit(deputy) === null && !deputy.walkIn && deputy.id !== member.id;
  return isFit && deputy.department === member.department ? null : 'unfit-deputy';
}

/** Whether a delegation waits for an owner's yes. */
export function needsConsent({ allowed }: Pick<Delegation, 'allowed'>, deputy: Rights): boolean {
  return !deputy.approver && !allowed;
}

/**
 * Whether somebody may decide about such a plan on behalf of another. The right is the absent member's, so he has to have
 * it at that moment; both have to be of the same department.
 */
export function decidesFor(deputy: Rights, { absent, allowed }: Mandate, plan: PlanFacts): Refusal | null {
  const refusal = mayEdit(deputy);
  if (refusal) return refusal;
  const isNamed = mayDelegate(absent, deputy) === null && !needsConsent({ allowed }, deputy);
  return isNamed ? decidesAbout(absent, plan) : 'no-deputy';
}
