import type { CalendarScope } from '../../../../shared/domain/calendar/calendar';
import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import type { Span } from '../../../../shared/domain/timeline/span';

/** How many plans leave the house, and how many of the others do not for which reason: each counts once, for the first. */
export interface Extent {
  readonly shown: number;
  readonly notAgreed: number;
  /** Without a start. */
  readonly undated: number;
  /** In a picture: they lie in other time, or the filter hides them. */
  readonly otherTime: number;
  readonly filtered: number;
}

/** What of all plans a file holds: it knows neither filter nor time. */
export function extentOfFile(plans: readonly TimelinePlan[], scope: CalendarScope): Extent {
  const dated = plans.filter(({ items }) => items.length > 0);
  const shown = scope === 'all' ? dated : dated.filter(({ items }) => items.some(({ agreed }) => agreed));
  return {
    shown: shown.length,
    notAgreed: dated.length - shown.length,
    undated: plans.filter(({ undated }) => undated).length,
    otherTime: 0,
    filtered: 0,
  };
}

/**
 * What of all plans a picture shows.
 * @param left the bars that the filter leaves of them
 */
export function extentOfPicture(
  plans: readonly TimelinePlan[],
  left: readonly TimelineItem[],
  spans: readonly Span[],
  scope: CalendarScope,
): Extent {
  const leftOver = new Set(left);
  const counts = { shown: 0, notAgreed: 0, undated: 0, otherTime: 0, filtered: 0 };
  const whereOf = ({ items, undated }: TimelinePlan): keyof Extent | null => {
    if (items.length === 0) return undated ? 'undated' : null;
    const bars = items.filter((item) => leftOver.has(item));
    if (bars.length === 0) return 'filtered';
    const inTime = bars.filter((bar) => spans.some(({ from, to }) => bar.start <= to && bar.end >= from));
    if (inTime.length === 0) return 'otherTime';
    return scope === 'all' || inTime.some(({ agreed }) => agreed) ? 'shown' : 'notAgreed';
  };
  for (const plan of plans) {
    const where = whereOf(plan);
    if (where) counts[where] += 1;
  }
  return counts;
}
