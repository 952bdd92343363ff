import { startTransition, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { Zoom } from '../../../shared/domain/timeline/span';
import { ROW, type Sight } from './logic/geometry';

/** Below these widths a span cannot be read; narrower windows scroll sideways. */
const LEAST_WIDTH: Readonly<Record<Zoom, number>> = { year: 960, quarter: 760, month: 680, week: 420 };

/** So much more than what is in sight is drawn in the end, and so much of it at a time. */
const AROUND = 10 * ROW;
const SLICE = 2 * ROW;
/** What is in sight is told in steps of so many pixels. */
const STEP = ROW;

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

/** What the frame shows, and what is drawn of the sheet: at least that. */
interface Drawn {
  readonly shown: Sight;
  readonly sight: Sight;
  readonly of: string;
}

/**
 * What of the lanes is to be drawn: at once what can be seen; what lies around it follows a little with each frame. `onScroll` belongs on the frame.
 * @param sheet says which sheet that is: of another one, again only what can be seen is drawn first
 */
export function useSight(
  frame: RefObject<HTMLElement | null>,
  sheet: string,
): { sight: Sight; onScroll: () => void } {
  const [drawn, setDrawn] = useState<Drawn>({ shown: NOTHING, sight: NOTHING, of: sheet });
  const now = drawn.of === sheet ? drawn : { shown: drawn.shown, sight: drawn.shown, of: sheet };
  if (now !== drawn) setDrawn(now);

  const [measure] = useState(() => () => {
    const element = frame.current;
    if (!element) return;
    const shown = shownOf(element);
    setDrawn((before) =>
      isSame(before.shown, shown) ? before : { ...before, shown, sight: joined(before.sight, shown) },
    );
  });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    measure();
    let isKnown = false;
    const observer = new ResizeObserver(() => {
      // It tells the size that is known already, too.
      if (isKnown) measure();
      isKnown = true;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, measure]);

  const { shown, sight } = now;
  const isWhole = isSame(grown(sight, shown), sight);
  useEffect(() => {
    if (isWhole || shown === NOTHING) return;
    return afterFrame(() =>
      startTransition(() => setDrawn((before) => ({ ...before, sight: grown(before.sight, before.shown) }))),
    );
  }, [isWhole, shown, sight]);
  return { sight, onScroll: measure };
}

function shownOf({ scrollTop, scrollLeft, clientHeight, clientWidth }: HTMLElement): Sight {
  const [top, left] = [Math.floor(scrollTop / STEP) * STEP, Math.floor(scrollLeft / STEP) * STEP];
  return { top, left, bottom: top + clientHeight + STEP, right: left + clientWidth + STEP };
}

/** What was drawn, with what is in sight now: only that if the two lie apart. */
function joined(sight: Sight, shown: Sight): Sight {
  const isNear =
    sight.top <= shown.bottom &&
    shown.top <= sight.bottom &&
    sight.left <= shown.right &&
    shown.left <= sight.right;
  if (!isNear) return shown;
  return {
    top: Math.min(sight.top, shown.top),
    left: Math.min(sight.left, shown.left),
    bottom: Math.max(sight.bottom, shown.bottom),
    right: Math.max(sight.right, shown.right),
  };
}

/** A slice more on each side, up to what is drawn around; what lies far behind goes. */
function grown(sight: Sight, shown: Sight): Sight {
  return {
    top: Math.max(sight.top - SLICE, shown.top - AROUND),
    left: Math.max(sight.left - SLICE, shown.left - AROUND),
    bottom: Math.min(sight.bottom + SLICE, shown.bottom + AROUND),
    right: Math.min(sight.right + SLICE, shown.right + AROUND),
  };
}

/** After the next frame has been painted. @returns takes it back */
function afterFrame(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
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
