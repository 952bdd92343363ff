import { axisOf, bandsIn, weekendsOf, type Axis, type Band, type Stretch } from './axis';
import type { TimelineItem } from './items';
import { lanesOf, type Lane, type LaneOptions } from './lanes';
import type { Span, Zoom } from './span';

export interface TimelineOptions extends LaneOptions {
  readonly zoom: Zoom;
  /** The month in which the (business) year begins, 1 to 12. */
  readonly firstMonth: number;
  /** Days that matter, such as holidays; weekends come by themselves where single days are shown. */
  readonly bands?: readonly Band[];
}

/**
 * A timeline that is ready to be drawn, on a screen, as SVG or on paper. Left and width are days of the axis: whoever
 * draws multiplies them by what a day is wide. A bar's row counts from the top of its lane.
 */
export interface TimelineLayout {
  readonly axis: Axis;
  /** Behind the bars. */
  readonly bands: readonly (Band & Stretch)[];
  readonly lanes: readonly Lane[];
}

/** Lays out what a filter left. Nothing of it depends on a screen, a language or the time of day. */
export function timelineLayout(items: readonly TimelineItem[], options: TimelineOptions): TimelineLayout {
  const { span, zoom, firstMonth, bands = [] } = options;
  const axis = axisOf(span, zoom, firstMonth);
  return { axis, bands: groundOf(span, axis, bands), lanes: lanesOf(items, options) };
}

/** What lies behind the bars: the days that matter, and weekends where single days are shown. */
export function groundOf(span: Span, axis: Axis, bands: readonly Band[]): (Band & Stretch)[] {
  const weekends = axis.dates.length > 0 ? weekendsOf(span) : [];
  return bandsIn(span, [...weekends, ...bands]);
}
