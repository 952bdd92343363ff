import type { TimelineItem } from '../../../../shared/domain/timeline/items';

export const NOBODY_WARNED: ReadonlySet<string> = new Set();

/** What a plan is called among those of all boards; the change beside its agreement is called the same. */
export function planKeyOf({ key, besideAgreement }: Pick<TimelineItem, 'key' | 'besideAgreement'>): string {
  return besideAgreement ? key.slice(0, -1) : key;
}

/** Warnings are about a plan as it stands now: where that stands beside its agreement, only it is marked. */
export function isMarked(item: TimelineItem, warned: ReadonlySet<string>): boolean {
  return warned.size > 0 && warned.has(planKeyOf(item)) && !(item.agreed && item.changes > 0);
}
