import { expect, it } from 'vitest';
import { tagWords } from '../../../renderer/ui/tag-words';

it.each<[string, string[]]>([
  ['Messe; Radio, Print', ['Messe', 'Radio', 'Print']],
  ['Messe\tRadio\r\nPrint\tMesse\r\n', ['Messe', 'Radio', 'Print']],
  ['Messe\vRadio\u2028Print\u0085TV', ['Messe', 'Radio', 'Print', 'TV']],
  ['展示会、ラジオ，新聞；テレビ', ['展示会', 'ラジオ', '新聞', 'テレビ']],
  ['• Messe\n- Radio\n– Print', ['Messe', 'Radio', 'Print']],
  ['"Messe","Radio"', ['Messe', 'Radio']],
  ['Messe | Radio', ['Messe', 'Radio']],
  ['E-Mail', ['E-Mail']],
  ['1. Quartal', ['1. Quartal']],
  ['Regal 19"', ['Regal 19"']],
  [' \n ; ', []],
  ['\u200b; Messe,\u2060\u3164', ['Messe']],
])('[UI-44] %j is the tags %j', (text, words) => {
  expect(tagWords(text)).toEqual(words);
});
