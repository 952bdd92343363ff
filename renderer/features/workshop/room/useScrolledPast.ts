import { useCallback, useState, type RefCallback } from 'react';

/** What stays at the upper edge of what scrolls covers so much of it. */
const COVERED_PX = 48;

/** Whether something was scrolled out over the upper edge of what it stands in. */
export function useScrolledPast(): readonly [RefCallback<HTMLElement>, boolean] {
  const [isPast, setPast] = useState(false);
  const watch = useCallback((mark: HTMLElement | null) => {
    if (!mark) return;
    const root = scrollerOf(mark);
    const observer = new IntersectionObserver(
      (looks) => {
        const look = looks.at(-1);
        if (look) setPast(look.boundingClientRect.bottom <= (look.rootBounds?.top ?? 0));
      },
      { root, rootMargin: `-${COVERED_PX}px 0px 0px` },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, []);
  return [watch, isPast];
}

function scrollerOf(mark: HTMLElement): HTMLElement | null {
  for (let at = mark.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
}
