import { useEffect, type RefObject } from 'react';
import { isEditable, OVERLAYS } from './use-keys';

/** Whatever can have the focus. */
export const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]';

/**
 * Keeps the focus in a part of a page, or in a dialog, in which things go by being pressed ([UI-72]): where the control that had it is gone
 * or can no longer be pressed, it goes to the one of the same name, else to one of the same line or group or the line itself, else to
 * the next one that is still there, else to the part. On a page never to a field that nobody went to: who is in one types, and follows nobody;
 * and from a field never to a control of another line.
 * Whoever has pressed elsewhere with a pointer has no focus to keep.
 * @param waits whether a control that is disabled gets it back once it is not, as buttons of a dialog are while it works
 */
export function useFocusKept(part: RefObject<HTMLElement | null>, waits = false): void {
  useEffect(() => {
    const place = part.current;
    if (!place) return;
    /** The control that has the focus, then those that would be the next best. */
    let nearby: readonly HTMLElement[] = [];
    /** The line of a list, or the group, that it is in. */
    let line: HTMLElement | null = null;
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      if (place.contains(target)) nearby = nearbyOf(place, target);
      // A dialog gives the focus back to where it came from.
      else if (!target.closest(OVERLAYS)) nearby = [];
      if (nearby[0] === target) line = target.closest('li, [role=group]');
    };
    const forget = () => {
      nearby = [];
    };
    const watching = new MutationObserver(() => {
      const [own] = nearby;
      if (!own || document.activeElement !== document.body) return;
      if (waits && own.isConnected && own.matches(':disabled')) return;
      const present = focusablesIn(place);
      const names = new Map(present.toReversed().map((element) => [nameOf(element), element]));
      const still = (each: HTMLElement) => (present.includes(each) ? each : names.get(nameOf(each)));
      const isNext = (each: HTMLElement | undefined) => each !== undefined && (waits || !isEditable(each));
      const [lost, ...others] = nearby;
      const next =
        (lost && still(lost)) ??
        present.find((each) => line?.contains(each) && isNext(each)) ??
        // Its controls may come a moment later.
        (line?.isConnected && line.hasAttribute('tabindex') ? line : null) ??
        // Whoever types goes on to: a blank would press what it finds.
        (!waits && isEditable(own) ? undefined : others.map(still).find(isNext));
      (next ?? place).focus({ preventScroll: next === undefined });
    });
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', forget, true);
    watching.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', forget, true);
      watching.disconnect();
    };
  }, [part, waits]);
}

function nearbyOf(place: HTMLElement, target: HTMLElement): HTMLElement[] {
  const all = focusablesIn(place);
  const at = all.indexOf(target);
  return at < 0 ? [target] : [target, ...all.slice(at + 1), ...all.slice(0, at).reverse()];
}

function focusablesIn(place: HTMLElement): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && element.getClientRects().length > 0,
  );
}

/** What a control is called, with what kind it is of; `data-step` where another one that takes the next step takes its place. */
function nameOf(element: HTMLElement): string {
  const name =
    element.dataset['step'] ?? element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby');
  // Fields of lines are numbered: the next line takes the number of one that goes.
  const place = isEditable(element) ? element.closest('[data-place]')?.getAttribute('data-place') : null;
  return `${element.tagName} ${place ?? ''} ${name ?? element.textContent}`;
}
