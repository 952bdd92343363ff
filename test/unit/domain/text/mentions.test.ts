import { describe, expect, it } from 'vitest';
import {
  afterEdit,
  mentionRuns,
  mentionsByName,
  readMention,
  writtenMention,
  type Mention,
} from '../../../../shared/domain/text/mentions';

const names = new Map([
  ['max', 'Max'],
  ['anna', 'Anna'],
  ['berg', 'Anna Berg'],
  ['ben1', 'Ben Roth'],
  ['ben2', 'Ben Roth'],
]);
const people = [...names].map(([id, name]) => ({ id, name }));
const at = (memberId: string, from: number, length: number): Mention => ({
  memberId,
  place: { from, length },
});
const whom = (text: string, mentions: readonly Mention[]) =>
  mentionRuns(text, mentions, (id) => names.get(id)).flatMap(({ text: said, memberId }) =>
    memberId ? [[said, memberId]] : [],
  );

describe('[DOC-15] a mention', () => {
  it.each([at('m7Kq', 9, 5), { memberId: 'm7Kq', place: null }])(
    'is read as it was written: %j',
    (mention) => {
      expect(readMention(writtenMention(mention))).toEqual(mention);
    },
  );

  it('is of the one who was chosen, of two with one name, and of him still when he has another name', () => {
    const text = 'Fragt @Ben Roth und @Max';
    expect(whom(text, [at('ben2', 6, 9), at('anna', 20, 4)])).toEqual([
      ['@Ben Roth', 'ben2'],
      ['@Max', 'anna'],
    ]);
    expect(mentionRuns(text, [at('ben2', 6, 9)], () => undefined)).toEqual([
      { text: 'Fragt ' },
      { text: '@Ben Roth', memberId: 'ben2' },
      { text: ' und @Max' },
    ]);
  });

  it.each([
    ['a longer name', 'an @Maximilian', at('max', 3, 4)],
    ['an address', 'info@max.de', at('max', 4, 4)],
    ['no @', 'an Max', at('max', 3, 3)],
    ['beyond the text', '@Max', at('max', 2, 40)],
    ['nothing', '@', at('max', 0, 1)],
  ])('is none where it stands in %s', (_what, text, mention) => {
    expect(whom(text, [mention])).toEqual([]);
  });

  it('overlaps no other', () => {
    expect(whom('@Anna Berg', [at('berg', 0, 10), at('anna', 0, 5)])).toEqual([['@Anna Berg', 'berg']]);
  });

  it('of before is found by the name, whole, of two names the longer one', () => {
    const old = ['max', 'anna', 'berg'].map((memberId) => ({ memberId, place: null }));
    expect(whom('@Anna Berg, @Maximilian, info@Max und @Max.', old)).toEqual([
      ['@Anna Berg', 'berg'],
      ['@Max', 'max'],
    ]);
  });
});

describe('[DOC-15] typing', () => {
  const text = '@Max, frag @Anna Berg bitte';
  const mentions = [at('max', 0, 4), at('berg', 11, 10)];

  it.each([
    ['before', `Du, ${text}`, [at('max', 4, 4), at('berg', 15, 10)]],
    ['between', text.replace('frag', 'bitte frag'), [at('max', 0, 4), at('berg', 17, 10)]],
    ['behind', `${text}!`, mentions],
    ['into a name', text.replace('Berg', 'Burg'), [at('max', 0, 4)]],
    ['over everything', 'Nein.', []],
    ['a name away', text.replace('@Max, ', ''), [at('berg', 5, 10)]],
  ])('%s takes mentions along', (_where, after, expected) => {
    expect(afterEdit(text, after, mentions)).toEqual(expected);
  });

  it('a whole name mentions its bearer, unless two bear it', () => {
    expect(mentionsByName('@Max und @Ben Roth, @Anna Bergmann', people)).toEqual([
      at('max', 0, 4),
      at('anna', 20, 5),
    ]);
  });

  it.each([
    ['@Max-Emanuel', []],
    ['@Max’Emanuel', []],
    ['@Max.Emanuel@brenner.de', []],
    ['@Max\u200dE', []],
    ['@Max\u00adimilian', []],
    ['@Max\u200b\u00adimilian', []],
    ['@Max\u200b kommt', [at('max', 0, 4)]],
    ['https://video.example/@Max', []],
    ['Siehe www.video.example/kanal/@Max', []],
    ['@Max, siehe https://video.example/', [at('max', 0, 4)]],
    ['@Anna\u00a0Berg', [at('berg', 0, 10)]],
    ['@Anna Berg', [at('berg', 0, 10)]],
    ['@Lea Wolf', [at('lea', 0, 9)]],
    ['@Max’s', [at('max', 0, 4)]],
    ['@Max-', [at('max', 0, 4)]],
    ['@Max. Bitte', [at('max', 0, 4)]],
    ['@Jo\u0308rg', [at('joerg', 0, 6)]],
    ['@J\u00f6rg', [at('joerg', 0, 5)]],
  ])('%j mentions nobody of whose name that is a part', (said, expected) => {
    const others = [
      { id: 'joerg', name: 'J\u00f6rg' },
      { id: 'lea', name: 'Lea  Wolf' },
    ];
    expect(mentionsByName(said, [...people, ...others])).toEqual(expected);
  });

  it('behind a name that was chosen ends it no more than a word does', () => {
    expect(whom('@Max-Termin', [at('max', 0, 4)])).toEqual([['@Max', 'max']]);
  });
});
