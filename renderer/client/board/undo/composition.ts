/**
 * Whether an input method or a dead key is putting a sign together in this window. The signs on the way to it are nothing that
 * anybody would want back.
 */
let isOn = false;

if (typeof document !== 'undefined') {
  document.addEventListener('compositionstart', () => (isOn = true), true);
  document.addEventListener('compositionend', () => (isOn = false), true);
  // What is taken off the page in the middle of it tells no end.
  document.addEventListener('focusin', () => (isOn = false), true);
}

export function isPuttingTogether(): boolean {
  return isOn;
}
