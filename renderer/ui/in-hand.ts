import { OVERLAYS } from './use-keys';

const FIELDS = 'input:not([readonly]), textarea:not([readonly]), select';

/** Whether a person has something in hand that must neither close nor move: the focus in a field, an open dialog or menu. */
export function hasInHand(): boolean {
  const active = document.activeElement;
  const types = active instanceof HTMLElement && (active.isContentEditable || active.matches(FIELDS));
  return types || document.querySelector(OVERLAYS) !== null;
}
