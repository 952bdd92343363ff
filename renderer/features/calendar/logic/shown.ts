import type { CivilDate } from '../../../../shared/domain/dates';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
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
