import { isComposing } from './composing';

/** The field in which somebody types, until he leaves it himself. */
let field: Element | null = null;

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', enter, true);
  document.addEventListener('pointerdown', () => (field = null), true);
  document.addEventListener('keydown', leave, true);
}

/** The page itself gives the focus to something else where a field goes: that is not where he went. */
function enter({ target }: FocusEvent): void {
  if (isTyped(target)) field = target;
  else if (field?.isConnected) field = null;
}

function isTyped(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}

/** Whoever ends what he types, or goes on to the next place, loses nothing. */
function leave(event: KeyboardEvent): void {
  if (isComposing(event)) return;
  const { key } = event;
  if (key === 'Escape' || key === 'Enter' || key === 'Tab') field = null;
}

/**
 * Whether somebody is typing in a field that was taken away under his hands, as where a colleague removed the line: what he goes on to
 * type says nothing to the page ([UI-80]).
 */
export function isFieldLost(): boolean {
  return field !== null && !field.isConnected;
}
