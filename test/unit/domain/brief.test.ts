import { describe, expect, it, test } from 'vitest';
import { briefText, normaliseBrief } from '../../../shared/domain/brief';
import type { Json } from '../../../shared/domain/json';

const p = (...children: Json[]): Json => ({ type: 'paragraph', children });
const t = (text: string, marks?: Json): Json => (marks === undefined ? { text } : { text, marks });

describe('[PLAN-4] a brief has one form', () => {
  test.each<[string, Json, Json]>([
    ['merges runs without marks', [p(t('a'), t('b'))], [p(t('ab'))]],
    [
      'merges runs of equal marks',
      [p(t('a', { bold: {} }), t('b', { bold: {} }))],
      [p(t('ab', { bold: {} }))],
    ],
    [
      'merges whatever the order of marks',
      [p(t('a', { bold: {}, italic: {} }), t('b', { italic: {}, bold: {} }))],
      [p(t('ab', { bold: {}, italic: {} }))],
    ],
    [
      'keeps runs of different marks apart',
      [p(t('a', { bold: {} }), t('b'))],
      [p(t('a', { bold: {} }), t('b'))],
    ],
    ['merges over an empty run', [p(t('a'), t('', { bold: {} }), t('b'))], [p(t('ab'))]],
    ['merges text that stands without a paragraph', [t('a'), t('b')], [t('ab')]],
    ['drops trailing empty paragraphs', [p(t('a')), { type: 'paragraph' }, p(t(''))], [p(t('a'))]],
    [
      'keeps empty paragraphs in between',
      [{ type: 'paragraph' }, p(t('a'))],
      [{ type: 'paragraph' }, p(t('a'))],
    ],
    ['is empty when nothing is in it', [{ type: 'paragraph' }, p()], []],
    ["drops a heading's default", [{ type: 'heading', attrs: { level: 1 } }], [{ type: 'heading' }]],
    [
      'keeps another level',
      [{ type: 'heading', attrs: { level: 2 } }],
      [{ type: 'heading', attrs: { level: 2 } }],
    ],
    ['drops null attributes', [{ type: 'x', attrs: { a: null, b: 0 } }], [{ type: 'x', attrs: { b: 0 } }]],
    [
      "drops a list's default",
      [{ type: 'orderedList', attrs: { start: 1, type: null } }],
      [{ type: 'orderedList' }],
    ],
    [
      "drops a link's defaults",
      [
        p(
          t('a', { link: { href: 'x', target: '_blank', rel: 'noopener noreferrer nofollow', class: null } }),
        ),
      ],
      [p(t('a', { link: { href: 'x' } }))],
    ],
    [
      'takes no inherited name for a default',
      [
        { type: 'constructor', attrs: { name: 'Object' } },
        { type: '__proto__', attrs: { a: 1 } },
      ],
      [
        { type: 'constructor', attrs: { name: 'Object' } },
        { type: '__proto__', attrs: { a: 1 } },
      ],
    ],
    [
      'leaves out __proto__',
      [{ type: 'x', attrs: JSON.parse('{"__proto__":{"a":1}}') as Json }],
      [{ type: 'x' }],
    ],
    ['keeps what is no node', ['x', 1, [t('a')]], ['x', 1, [t('a')]]],
    ['keeps children that are no list', [{ type: 'x', children: '…' }], [{ type: 'x', children: ['…'] }]],
    ['leaves what is no brief', 'text', 'text'],
  ])('%s', (_what, brief, form) => {
    expect(normaliseBrief(brief)).toStrictEqual(form);
    expect(normaliseBrief(form)).toStrictEqual(form);
  });

  test.each<[string, Json, Json | undefined]>([
    ['keeps a mark without attributes', { bold: {} }, { bold: {} }],
    ['reads true as such a mark', { bold: true }, { bold: {} }],
    ['keeps false, whatever it means', { bold: false }, { bold: false }],
    ['drops a mark that is null', { bold: null }, undefined],
    ['drops no marks at all', {}, undefined],
    ['keeps a mark whose attributes are all defaults', { link: { class: null } }, { link: {} }],
  ])('[PLAN-5] %s', (_what, marks, form) => {
    expect(normaliseBrief([p(t('a', marks))])).toStrictEqual([p(t('a', form))]);
  });

  it('[PLAN-7] bears any nesting', () => {
    let node: Json = t('deep');
    for (let level = 0; level < 50_000; level++) node = { type: 'blockquote', children: [node] };
    const form = normaliseBrief([node]);
    expect(normaliseBrief(form)).toStrictEqual(form);
    expect(briefText([node])).toBe('');
  });
});

describe('[PLAN-13] the plain text of a brief', () => {
  test.each<[Json | undefined, string]>([
    [undefined, ''],
    ['text', ''],
    [[p(t('a'), t('b', { bold: {} })), p(t('c'))], 'ab\nc'],
    [[p(t('a'), { type: 'hardBreak' }, t('b'))], 'a\nb'],
    [[p({ type: 'hardBreak' }, t('b'))], '\nb'],
    [
      [
        {
          type: 'bulletList',
          children: [
            { type: 'listItem', children: [p(t('a'))] },
            { type: 'listItem', children: [p(t('b'))] },
          ],
        },
      ],
      'a\nb',
    ],
    [[p(t('a')), { type: 'paragraph' }, p(t('b'))], 'a\n\nb'],
  ])('case %#', (brief, text) => {
    expect(briefText(brief)).toBe(text);
  });
});
