import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import { EVERY_PLAN, type CalendarFilter } from '../../../state/calendar';
import { lately } from './lately';

/** The bars that a filter leaves, in the order of their plans; the same list for the same plans and filter. */
export function itemsShown(plans: readonly TimelinePlan[], filter: CalendarFilter): readonly TimelineItem[] {
  return shownLately([plans, filter], () => {
    const items = plans.flatMap((plan) => plan.items);
    return activeFilters(filter) === 0 ? items : items.filter((item) => shows(filter, item));
  });
}

const shownLately = lately<readonly TimelineItem[]>();

/** How many of its conditions a filter sets. */
export function activeFilters(filter: CalendarFilter): number {
  return (Object.keys(EVERY_PLAN) as (keyof CalendarFilter)[]).filter(
    (field) => filter[field] !== EVERY_PLAN[field],
  ).length;
}

function shows(filter: CalendarFilter, item: TimelineItem): boolean {
  return (
    (!filter.agreedOnly || item.agreed) &&
    (filter.department === null || item.department === filter.department) &&
    (filter.state === null || item.state === filter.state) &&
    (filter.channel === null || item.channels.includes(filter.channel)) &&
    (filter.region === null || item.regions.includes(filter.region)) &&
    (filter.ownerId === null || item.ownerId === filter.ownerId)
  );
}
