/** A key of the browser's, or of React's that carries one. */
interface KeyLike {
  readonly keyCode: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
}

/**
 * Whether a key belongs to a composition. While an input method or a dead key puts a sign together, Enter, Escape, Tab and
 * the arrows are its own: every handler of keys asks this first (`npm run check` holds it). 229 is what browsers call a key
 * that an input method took; Safari says so of the Enter that ends a composition.
 */
export function isComposing({ isComposing: ofBrowser, nativeEvent, keyCode }: KeyLike): boolean {
  return (ofBrowser ?? nativeEvent?.isComposing ?? false) || keyCode === 229;
}
