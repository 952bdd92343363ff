import type { FollowUpPromise } from '../../../../shared/domain/record';

/** What the approve dialog starts with: what this person promised last, else what is decent. */
export interface PromiseDefaults extends Omit<FollowUpPromise, 'ownerId'> {
  readonly ownerId: string | null;
}

const KEY = 'handschlag.promise';
const DECENT: PromiseDefaults = { ownerId: null, days: 3, callShare: 0.8, capacityPerWeek: 40 };

/** Reads from this device's own storage; anything unreadable counts as never saved. */
export function promiseDefaults(storage: Pick<Storage, 'getItem'>): PromiseDefaults {
  try {
    const saved: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    if (typeof saved !== 'object' || saved === null) return DECENT;
    const { ownerId, days, callShare, capacityPerWeek } = saved as Record<string, unknown>;
    return {
      ownerId: typeof ownerId === 'string' ? ownerId : DECENT.ownerId,
      days: isWithin(days, 0, 365) ? Math.round(days) : DECENT.days,
      callShare: isWithin(callShare, 0, 1) ? callShare : DECENT.callShare,
      capacityPerWeek: isWithin(capacityPerWeek, 0, 100_000) ? Math.round(capacityPerWeek) : DECENT.capacityPerWeek,
    };
  } catch {
    return DECENT;
  }
}

export function rememberPromise(storage: Pick<Storage, 'setItem'>, promise: FollowUpPromise): void {
  try {
    storage.setItem(KEY, JSON.stringify(promise));
  } catch {
    // A full or forbidden storage costs the default, not the decision.
  }
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high;
}
