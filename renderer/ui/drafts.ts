import { useEffect, useRef } from 'react';

/** Fields of which something is typed that counts only later: after a pause, on Enter, on leaving. */
const open = new Set<() => void>();

/** What is typed anywhere and does not count yet counts now: only what counts can be undone, and put back. */
export function keepDrafts(): void {
  for (const keep of open) keep();
}

/** Says how to make the draft of a field count. */
export function useDraftKeeper(keep: () => void): void {
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => {
    const now = () => latest.current();
    open.add(now);
    return () => void open.delete(now);
  }, []);
}
