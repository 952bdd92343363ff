/** A key of the browser's, or of React's that carries one. */
interface KeyLike {
  readonly keyCode: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
}

/**
 * A handler of keys that leaves those of a composition alone. While an input method or a dead key puts a sign together,
 * Enter, Escape, Tab and the arrows belong to it. Every handler of keys goes through here (`npm run check`).
 */
export function unlessComposing<E extends KeyLike>(handler: (event: E) => void): (event: E) => void {
  return (event) => {
    if (!isComposing(event)) handler(event);
  };
}

/**
 * Whether a key belongs to a composition. 229 is what browsers call a key that an input method took; Safari says so of the Enter that ends a composition.
 */
export function isComposing({ isComposing: ofBrowser, nativeEvent, keyCode }: KeyLike): boolean {
  return (ofBrowser ?? nativeEvent?.isComposing ?? false) || keyCode === 229;
}
