import { expect, it } from 'vitest';
import type { Json } from '../../../shared/domain/json';
import { valueText } from '../../../renderer/features/plan/logic/value-text';
import { speechIn } from './speech';

const brief = (href: string): Json => [
  {
    type: 'paragraph',
    children: [{ text: 'Siehe ' }, { text: 'Preisliste', marks: { link: { href } } }, { text: '.' }],
  },
];

it('[PLANUI-6] reads out where a link of the brief leads, as that is agreed too', () => {
  const read = (href: string) => valueText('brief', brief(href), {}, speechIn('de'));
  expect(read('https://a.example/')).toBe('Siehe Preisliste (https://a.example/).');
  expect(read('https://b.example/')).not.toBe(read('https://a.example/'));
});
