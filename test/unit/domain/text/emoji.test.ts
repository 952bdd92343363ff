import { expect, it } from 'vitest';
import { isEmoji } from '../../../../shared/domain/text/emoji';

it.each<[string, boolean]>([
  ['👍🏽', true],
  ['👩‍💻🎉', true],
  ['🇩🇪', true],
  ['❤️', true],
  ['5', false],
  ['#', false],
  ['Logo', false],
  ['👍 gut', false],
  ['', false],
])('[UI-44] %j stands for emoji: %j', (text, is) => {
  expect(isEmoji(text)).toBe(is);
});
