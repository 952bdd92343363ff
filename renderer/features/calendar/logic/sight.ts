import { ROW, type Sight } from './geometry';

/** So much more than what is in sight is drawn in the end, and so much of it at a time. */
const AROUND = 10 * ROW;
const SLICE = 2 * ROW;
/** Of what is in sight so much is drawn first, and then at a time, where there are bars in bulk. */
const FIRST = 4 * ROW;
const PART = 8 * ROW;

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

/** What is drawn first of a sheet with bars in bulk: the uppermost part of what is in sight. */
export function begun(shown: Sight): Sight {
  return { ...shown, bottom: Math.min(shown.bottom, shown.top + FIRST) };
}

/**
 * Another part of what is in sight; once that is there, a slice more on each side, up to what is drawn around. What lies far
 * behind goes.
 */
export function grown(sight: Sight, shown: Sight): Sight {
  if (sight.bottom < shown.bottom) return { ...sight, bottom: Math.min(shown.bottom, sight.bottom + PART) };
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
