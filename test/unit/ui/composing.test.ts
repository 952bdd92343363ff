import { describe, expect, test } from 'vitest';
import { isComposing } from '../../../renderer/ui/composing';

describe('[UI-41] a key of a composition belongs to the input method', () => {
  test.each([
    ["React's, in a composition", { keyCode: 13, nativeEvent: { isComposing: true } }, true],
    ["the browser's, in a composition", { keyCode: 27, isComposing: true }, true],
    ['the Enter that ends one in Safari', { keyCode: 229, isComposing: false }, true],
    ['a dead key', { keyCode: 229, nativeEvent: { isComposing: false } }, true],
    ["React's", { keyCode: 13, nativeEvent: { isComposing: false } }, false],
    ["the browser's", { keyCode: 27, isComposing: false }, false],
  ])('%s', (_what, event, is) => {
    expect(isComposing(event)).toBe(is);
  });
});
