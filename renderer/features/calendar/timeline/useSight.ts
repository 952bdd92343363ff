import { startTransition, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { Zoom } from '../../../../shared/domain/timeline/span';
import { ROW, type Sight } from '../logic/geometry';
import { grown, isSame, joined, NOTHING } from '../logic/sight';

/** Below these widths a span cannot be read; narrower windows scroll sideways. */
const LEAST_WIDTH: Readonly<Record<Zoom, number>> = { year: 960, quarter: 760, month: 680, week: 420 };

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
