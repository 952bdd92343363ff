import { describe, expect, test } from 'vitest';
import { unlessComposing } from '../../../renderer/ui/composing';

describe('[UI-41] a key of a composition belongs to the input method', () => {
  test.each([
    ["React's, in a composition", { keyCode: 13, nativeEvent: { isComposing: true } }, 0],
    ["the browser's, in a composition", { keyCode: 27, isComposing: true }, 0],
    ['the Enter that ends one in Safari', { keyCode: 229, isComposing: false }, 0],
    ['a dead key', { keyCode: 229, nativeEvent: { isComposing: false } }, 0],
    ["React's", { keyCode: 13, nativeEvent: { isComposing: false } }, 1],
    ["the browser's", { keyCode: 27, isComposing: false }, 1],
  ])('%s', (_what, event, times) => {
    let calls = 0;
    unlessComposing(() => (calls += 1))(event);
    expect(calls).toBe(times);
  });
});
