import { startTransition, useLayoutEffect, useState, type RefObject } from 'react';
import type { Zoom } from '../../../shared/domain/timeline/span';
import { ROW, type Sight } from './logic/geometry';

/** Below these widths a span cannot be read; narrower windows scroll sideways. */
const LEAST_WIDTH: Readonly<Record<Zoom, number>> = { year: 960, quarter: 760, month: 680, week: 420 };

/** What is in sight is told in steps of so many pixels, and so much more is drawn around it. */
const STEP = 8 * ROW;
const AROUND = 10 * ROW;
const SOON = 100;

/** The width inside of an element; 0 until it is known. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => setWidth(measured.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** The width of the time axis: that of its frame, but never too narrow to read; 0 until it is known. */
export function useAxisWidth(frame: RefObject<HTMLElement | null>, zoom: Zoom): number {
  const width = useWidth(frame);
  return width === 0 ? 0 : Math.max(LEAST_WIDTH[zoom], width);
}

/** What of the lanes is in sight; changes only every few rows. `onScroll` belongs on the frame. */
export function useSight(frame: RefObject<HTMLElement | null>): { sight: Sight; onScroll: () => void } {
  const [sight, setSight] = useState<Sight>(NOTHING);
  const [measure] = useState(() => () => {
    const element = frame.current;
    if (!element) return;
    const down = Math.floor(element.scrollTop / STEP) * STEP;
    const across = Math.floor(element.scrollLeft / STEP) * STEP;
    const next = {
      top: down - AROUND,
      bottom: down + STEP + element.clientHeight + AROUND,
      left: across - AROUND,
      right: across + STEP + element.clientWidth + AROUND,
    };
    setSight((now) => (isSame(now, next) ? now : next));
  });
  // At first only what can be seen; what lies around it follows when that has been painted.
  const [begin] = useState(() => (element: HTMLElement) => {
    const { scrollTop: top, scrollLeft: left, clientHeight, clientWidth } = element;
    setSight({ top, left, bottom: top + clientHeight, right: left + clientWidth });
  });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    begin(element);
    const timer = setTimeout(() => startTransition(measure), SOON);
    let isKnown = false;
    const observer = new ResizeObserver(() => {
      // It tells the size that is known already, too.
      if (isKnown) measure();
      isKnown = true;
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [frame, begin, measure]);
  return { sight, onScroll: measure };
}

/** If the axis is wider than its frame, scrolls so that today stands a third of the frame from the left. */
export function useStartAtToday(
  frame: RefObject<HTMLElement | null>,
  width: number,
  todayAt: number | null,
): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || todayAt === null || width <= element.clientWidth) return;
    element.scrollTo({ left: todayAt - element.clientWidth / 3 });
  }, [frame, width, todayAt]);
}

const NOTHING: Sight = { top: 0, bottom: 0, left: 0, right: 0 };

function isSame(a: Sight, b: Sight): boolean {
  return a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right;
}
