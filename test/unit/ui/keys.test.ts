import { describe, expect, it } from 'vitest';
import { keyNames } from '../../../renderer/ui/keys';

describe('[UI-54] the names of keys', () => {
  it.each([
    ['Ctrl+Shift+7', 'de', false, 'Strg+Umschalt+7'],
    ['Ctrl+Shift+7', 'en', false, 'Ctrl+Shift+7'],
    ['Ctrl+Alt+2', 'de', true, '⌘⌥2'],
    ['Alt+↓', 'en', true, '⌥↓'],
    ['Esc', 'de', false, 'Esc'],
  ] as const)('%s in %s (Mac: %s) is %s', (chord, language, isMac, shown) => {
    expect(keyNames(chord, language, isMac)).toBe(shown);
  });
});
