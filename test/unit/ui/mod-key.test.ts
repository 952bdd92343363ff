import { expect, test } from 'vitest';
import { modKey } from '../../../renderer/ui/mod-key';

test.each([
  ['de', 'Win32', 'Strg'],
  ['de', 'Linux x86_64', 'Strg'],
  ['en', 'Win32', 'Ctrl'],
  ['de', 'MacIntel', '⌘'],
  ['en', 'iPhone', '⌘'],
] as const)('[UI-54] in %s on %s the key is %s', (language, platform, name) => {
  expect(modKey(language, platform)).toBe(name);
});
