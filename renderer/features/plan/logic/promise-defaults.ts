import type { FollowUpPromise } from '../../../../shared/domain/record';

/** What the approve dialog starts with: what this person promised last, else what is decent. */
export interface PromiseDefaults extends Omit<FollowUpPromise, 'ownerId'> {
  readonly ownerId: string | null;
}

const DECENT: PromiseDefaults = { ownerId: null, days: 3, callShare: 0.8, capacityPerWeek: 40 };

/** Reads what this device kept; anything unreadable counts as never kept. */
export function promiseDefaults(kept: unknown): PromiseDefaults {
  if (typeof kept !== 'object' || kept === null) return DECENT;
  const { ownerId, days, callShare, capacityPerWeek } = kept as Record<string, unknown>;
  return {
    ownerId: typeof ownerId === 'string' ? ownerId : DECENT.ownerId,
    days: isWithin(days, 0, 365) ? Math.round(days) : DECENT.days,
    callShare: isWithin(callShare, 0, 1) ? callShare : DECENT.callShare,
    capacityPerWeek: isWithin(capacityPerWeek, 0, 100_000)
      ? Math.round(capacityPerWeek)
      : DECENT.capacityPerWeek,
  };
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}
