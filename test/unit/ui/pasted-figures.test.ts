import { expect, it } from 'vitest';
import { figuresApart } from '../../../renderer/ui/pasted-figures';

it.each<[string, string]>([
  ['12\n500', '12 | 500'],
  ['12 %\r\n500 €\r\n', '12 % | 500 €'],
  ['12\n\n€ 500', '12 | € 500'],
  ['12\t500', '12 | 500'],
  ['Print\t\t12\r\nRadio\t8\t300\r\n', 'Print | | 12 Radio | 8 | 300'],
  ['12500\r\n', '12500'],
  ['Frühjahrs-\nAktion', 'Frühjahrs- Aktion'],
  [' mitten drin ', ' mitten drin '],
  ['\n\t\n', ''],
])('[UI-44] %j in a field of one line is %j', (pasted, text) => {
  expect(figuresApart(pasted, true)).toBe(text);
});

it.each<[string, string]>([
  ['Print\t12\t500\r\nRadio\t\t300\r\n', 'Print | 12 | 500\nRadio | | 300\n'],
  ['12\n500\n', '12\n500\n'],
  ['12\r\n500', '12\r\n500'],
])('[UI-44] %j in a field of several lines is %j', (pasted, text) => {
  expect(figuresApart(pasted, false).replaceAll('\r\n', '\n')).toBe(text.replaceAll('\r\n', '\n'));
});
