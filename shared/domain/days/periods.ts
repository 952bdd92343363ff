import type { CivilDate } from '../dates';
import type { Department, Rights } from '../people';
import { mayEdit, type Refusal } from '../policy';

/** What a span of days can be, and whose word it is: sales knows when nobody can call, marketing when nothing can be spent. */
export const PERIOD_KINDS = {
  fair: 'sales',
  'stock-taking': 'sales',
  'no-calls': 'sales',
  closed: 'sales',
  freeze: 'marketing',
  'school-holidays': 'marketing',
} as const satisfies Record<string, Department>;
export type PeriodKind = keyof typeof PERIOD_KINDS;

/** Days that matter to everybody's plans, as a department has set them. */
export interface PeriodTerms {
  readonly kind: PeriodKind;
  readonly title: string;
  readonly from: CivilDate;
  /** Inclusive. */
  readonly to: CivilDate;
  /** As plans have them; none: everywhere. */
  readonly regions: readonly string[];
}

export interface Period extends PeriodTerms {
  readonly id: string;
  /** Who set it so, a member's ID. */
  readonly by: string;
  /** Instant, ISO 8601. */
  readonly at: string;
}

/** In a period of these kinds nothing should begin that needs people to answer. */
export const CLOSING_KINDS: ReadonlySet<PeriodKind> = new Set(['stock-taking', 'no-calls', 'closed']);

/** Whether a member may set or take away periods of a kind: his department's, an owner of the workspace any. */
export function maySetPeriod(member: Rights, kind: PeriodKind): Refusal | null {
  const refusal = mayEdit(member) ?? (member.walkIn ? 'walk-in' : null);
  if (refusal || member.role === 'owner') return refusal;
  return member.department === PERIOD_KINDS[kind] ? null : 'wrong-department';
}

/** What may be spent in a quarter, in one currency. */
export interface Frame {
  /** First day of its three months. */
  readonly from: CivilDate;
  readonly currency: string;
  readonly amountMinor: number;
}

/** A frame, and what of it the agreed plans of all boards take. */
export interface FrameUse extends Frame {
  readonly agreedMinor: number;
}

/** Whether a member is told the frames: they are the company's, not a board's. */
export function maySeeFrames(member: Rights): boolean {
  return mayEdit(member) === null && !member.walkIn;
}
