import { describe, expect, it, test } from 'vitest';
import { formatOf } from '../../../renderer/i18n';
import { fieldText } from '../../../renderer/ui/field-text';
import type { Json } from '../../../shared/domain/json';
import { materialOf } from '../../../shared/domain/plan';

const words = { format: formatOf('de'), nameOf: (id: string) => id, kindName: (kind: string) => `«${kind}»` };
const read = (field: string, value: Json) => fieldText(field, value, { currency: 'EUR' }, words);
const brief = (...children: Json[]): Json => [{ type: 'paragraph', children }];

describe('[PLANUI-6] what is agreed is read out whole', () => {
  it('says where a link of the brief leads', () => {
    const link = (href: string) =>
      read('brief', brief({ text: 'Preise', marks: { link: { href } } }, { text: '.' }));
    expect(link('https://a.example/')).toBe('Preise (https://a.example/).');
    expect(link('https://b.example/')).not.toBe(link('https://a.example/'));
  });

  test.each<[string, Json, string]>([
    [
      'a picture',
      [{ type: 'image', attrs: { src: 'https://a.example/x.png' } }],
      '[image {"src":"https://a.example/x.png"}]',
    ],
    ['a box with text', [{ type: 'callout', children: [{ text: 'Achtung' }] }], '[callout]Achtung'],
    [
      'an attribute',
      [{ type: 'paragraph', attrs: { price: 5 }, children: [{ text: 'x' }] }],
      '[paragraph {"price":5}]x',
    ],
    ['a mark', brief({ text: 'x', marks: { hidden: {} } }), 'x [hidden {}]'],
    ['what is no node', ['x'], '["x"]'],
    ['what is no brief', 5, '5'],
  ])('shows %s that no text of it shows', (_what, value, text) => {
    expect(read('brief', value)).toBe(text);
  });

  it('leaves what an editor writes as it reads', () => {
    const list = {
      type: 'bulletList',
      children: [
        {
          type: 'listItem',
          children: [{ type: 'paragraph', children: [{ text: 'eins', marks: { bold: {} } }] }],
        },
      ],
    };
    expect(
      read('brief', [{ type: 'heading', attrs: { level: 2 }, children: [{ text: 'Ziel' }] }, list]),
    ).toBe('Ziel\neins');
  });

  it('names the kind, also one that nobody knows', () => {
    const { kind = null } = materialOf({ id: 'p', kind: 'fair' });
    expect(read('kind', kind)).toBe('«fair»');
  });
});
