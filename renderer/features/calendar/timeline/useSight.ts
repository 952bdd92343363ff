import { startTransition, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { Zoom } from '../../../../shared/domain/timeline/span';
import { ROW, type Sight } from '../logic/geometry';
import { begun, grown, isSame, joined, NOTHING } from '../logic/sight';

/** Below these widths a span cannot be read; narrower windows scroll sideways. */
const LEAST_WIDTH: Readonly<Record<Zoom, number>> = { year: 960, quarter: 760, month: 680, week: 420 };

/** Of no sheet anything is drawn yet. */
const NO_SHEET = '';

/** What is in sight is told in steps of so many pixels. */
const STEP = ROW;

/** Parts of the calendar that come and go. Each is taken to be as large as it was last; if it is not, it is drawn again. */
type Part = 'view' | 'frame' | 'month';
const lastWidths = new Map<Part, number>();
let lastHeight = 0;

/** The width inside of an element; until it is measured that which its part had last, at first 0. */
export function useWidth(element: RefObject<HTMLElement | null>, part: Part): number {
  const [width, setWidth] = useState(lastWidths.get(part) ?? 0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => {
      lastWidths.set(part, measured.clientWidth);
      setWidth(measured.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, part]);
  return width;
}

/** The width of the time axis: that of its frame, but never too narrow to read; 0 until it is known. */
export function useAxisWidth(frame: RefObject<HTMLElement | null>, zoom: Zoom): number {
  const width = useWidth(frame, 'frame');
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
 * @param inBulk whether it has so many bars that even of what can be seen a part is drawn first
 */
export function useSight(
  frame: RefObject<HTMLElement | null>,
  sheet: string,
  inBulk: boolean,
): { sight: Sight; onScroll: () => void } {
  const first = (shown: Sight): Drawn => ({ shown, sight: inBulk ? begun(shown) : shown, of: sheet });
  const [drawn, setDrawn] = useState<Drawn>(() => first(lastShown()));
  const now = drawn.of === sheet ? drawn : first(drawn.shown);
  if (now !== drawn) setDrawn(now);

  const [measure] = useState(() => () => {
    const element = frame.current;
    if (!element) return;
    const shown = shownOf(element);
    setDrawn((before) => {
      if (before.shown === NOTHING) return { shown, sight: shown, of: NO_SHEET };
      return isSame(before.shown, shown) ? before : { ...before, shown, sight: joined(before.sight, shown) };
    });
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
  const isSeen = sight.bottom >= shown.bottom;
  useEffect(() => {
    if (isWhole || shown === NOTHING) return;
    const grow = () => setDrawn((before) => ({ ...before, sight: grown(before.sight, before.shown) }));
    // What somebody looks at waits for nothing; what lies around it waits for everything else.
    return afterFrame(isSeen ? () => startTransition(grow) : grow);
  }, [isWhole, isSeen, shown, sight]);
  return { sight, onScroll: measure };
}

/** What a frame shows that is as large as the last one and not scrolled. */
function lastShown(): Sight {
  const width = lastWidths.get('frame') ?? 0;
  return width === 0 ? NOTHING : { top: 0, left: 0, bottom: lastHeight + STEP, right: width + STEP };
}

function shownOf({ scrollTop, scrollLeft, clientHeight, clientWidth }: HTMLElement): Sight {
  lastHeight = clientHeight;
  const [top, left] = [Math.floor(scrollTop / STEP) * STEP, Math.floor(scrollLeft / STEP) * STEP];
  return { top, left, bottom: top + clientHeight + STEP, right: left + clientWidth + STEP };
}

/** How many frames of a part have been painted, up to so many. */
export function usePainted(most: number): number {
  const [painted, setPainted] = useState(0);
  useEffect(() => (painted < most ? afterFrame(() => setPainted(painted + 1)) : undefined), [painted, most]);
  return painted;
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
