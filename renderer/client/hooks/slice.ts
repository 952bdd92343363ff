import { useRef } from 'react';

/**
 * A selector whose result stays the same object as long as its parts do. Parts are compared by identity, and a map counts
 * as one: zustand's own `useShallow` compares the entries of maps and keeps the older of two that are equal, so that on a board
 * of thousands of plans every change of anything would be thousands of comparisons.
 */
export function useSlice<State, T>(select: (state: State) => T): (state: State) => T {
  const last = useRef<T | undefined>(undefined);
  return (state) => {
    const next = select(state);
    return (last.current = hasSameParts(last.current, next) ? (last.current as T) : next);
  };
}

/** Whether two values are one, or two lists or two plain objects of the same parts. */
export function hasSameParts(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, at) => Object.is(part, other[at]));
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && Object.is(one[key], other[key]))
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
