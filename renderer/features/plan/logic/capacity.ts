import { daysBetween, isCivilDate } from '../../../../shared/domain/dates';
import type { Json } from '../../../../shared/domain/json';

/** Whether a promise can be kept: the calls the plan will need beside those that can be made. */
export interface CapacityHint {
  readonly weeks: number;
  readonly callsNeeded: number;
  readonly callsPossible: number;
  readonly enough: boolean;
}

interface PlannedDemand {
  readonly start?: Json;
  readonly end?: Json;
  readonly expectedEnquiries?: Json;
}

/** Expected enquiries × share against capacity × begun weeks; null while the plan does not say enough. */
export function capacityHint(
  plan: PlannedDemand,
  callShare: number,
  capacityPerWeek: number,
): CapacityHint | null {
  const { start, end, expectedEnquiries } = plan;
  if (!isCivilDate(start) || !isCivilDate(end) || end < start) return null;
  if (typeof expectedEnquiries !== 'number' || expectedEnquiries <= 0) return null;
  const weeks = Math.ceil((daysBetween(start, end) + 1) / 7);
  const callsNeeded = Math.ceil(expectedEnquiries * callShare);
  const callsPossible = capacityPerWeek * weeks;
  return { weeks, callsNeeded, callsPossible, enough: callsPossible >= callsNeeded };
}

/** Days that a plan is submitted too late for the board's lead time; 0 when in time or without a start. */
export function daysTooLate(start: Json | undefined, today: string, leadTimeDays: number): number {
  if (!isCivilDate(start)) return 0;
  return Math.max(0, leadTimeDays - daysBetween(today, start));
}
