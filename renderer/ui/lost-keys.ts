import { isComposing } from './composing';
import { OVERLAYS } from './use-keys';

/**
 * Takes Escape to what lies on top while nothing has the focus ([UI-73]): a list that was chosen from gives the focus back with the next
 * frame, which on a busy machine takes its time. The key would close nothing, or the page below.
 */
export function passOnEscape(): void {
  const pass = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key !== 'Escape' || event.target !== document.body) return;
    const top = overlayOnTop();
    if (!top) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    top.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  };
  window.addEventListener('keydown', pass, true);
}

/** The one that came last; one that is on its way out has been closed already. */
function overlayOnTop(): Element | undefined {
  return [...document.querySelectorAll(OVERLAYS)].findLast((each) => !each.closest('[data-exiting]'));
}
