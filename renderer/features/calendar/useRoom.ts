import type { RefObject } from 'react';
import { useWidth } from './timeline/useSight';

/** How much room the calendar's controls have; the plan's panel takes some of it too. */
export type Room = 'wide' | 'medium' | 'narrow';

/** From these widths on everything stands in the row, or everything but the names of the zooms. */
const WIDE = 1060;
const MEDIUM = 760;

export function useRoom(view: RefObject<HTMLElement | null>): Room {
  const width = useWidth(view, 'view');
  return width === 0 || width >= WIDE ? 'wide' : width >= MEDIUM ? 'medium' : 'narrow';
}
