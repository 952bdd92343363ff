import { useLayoutEffect, useState, type RefObject } from 'react';

/** Below this a year cannot be read; narrower screens scroll sideways. */
const MIN_WIDTH = 960;

/** The width of the time axis: that of its frame, but never too narrow to read. */
export function useAxisWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(MIN_WIDTH);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(MIN_WIDTH, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
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
    element.scrollTo({ left: todayAt * width - element.clientWidth / 3 });
  }, [frame, width, todayAt]);
}
