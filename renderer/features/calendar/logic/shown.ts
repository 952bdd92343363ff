import type { CivilDate } from '../../../../shared/domain/dates';
import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import { spanWithPlans, ZOOMS, type Span, type Zoom } from '../../../../shared/domain/timeline/span';
import { lately } from './lately';

/** The span that a calendar opens with: of today, or where there are plans. */
export function firstSpan(
  items: readonly TimelineItem[],
  zoom: Zoom,
  today: CivilDate,
  firstMonth: number,
): Span {
  return firstLately([items, zoom, today, firstMonth], () =>
    spanWithPlans(
      zoom,
      items.map((item) => item.start),
      today,
      firstMonth,
    ),
  );
}

const firstLately = lately<Span>();

/** The bars that lie in a span, if only a part of them; the same list for the same bars and span, also for those who zoom to and fro. */
export function itemsIn(items: readonly TimelineItem[], { from, to }: Span): readonly TimelineItem[] {
  return inLately([items, from, to], () => items.filter((item) => item.start <= to && item.end >= from));
}

const inLately = lately<readonly TimelineItem[]>(ZOOMS.length);

/** Those that started without an agreement; looked for once among the same bars. */
export function lateOf(items: readonly TimelineItem[]): readonly TimelineItem[] {
  return lateLately([items], () => items.filter((item) => item.startedUnagreed));
}

const lateLately = lately<readonly TimelineItem[]>();

/** Plans without dates, which wait in the tray. */
export function undatedOf(plans: readonly TimelinePlan[]): readonly TimelinePlan[] {
  return undatedLately([plans], () => plans.filter((plan) => plan.undated));
}

const undatedLately = lately<readonly TimelinePlan[]>();
