import { ROW, type Sight } from './geometry';

/** So much more than what is in sight is drawn in the end, and so much of it at a time. */
const AROUND = 10 * ROW;
const SLICE = 2 * ROW;

export const NOTHING: Sight = { top: 0, bottom: 0, left: 0, right: 0 };

/** What was drawn, with what is in sight now: only that if the two lie apart. */
export function joined(sight: Sight, shown: Sight): Sight {
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
export function grown(sight: Sight, shown: Sight): Sight {
  return {
    top: Math.max(sight.top - SLICE, shown.top - AROUND),
    left: Math.max(sight.left - SLICE, shown.left - AROUND),
    bottom: Math.min(sight.bottom + SLICE, shown.bottom + AROUND),
    right: Math.min(sight.right + SLICE, shown.right + AROUND),
  };
}

export function isSame(a: Sight, b: Sight): boolean {
  return a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right;
}
