import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardPatch, joinBody } from '../../../../shared/api/contract';
import { isolated, plainName } from '../../../../shared/domain/text/typed-text';

describe('[UI-35] a name shows something', () => {
  it.each([
    ['  Anna\tBerg\n', 'Anna Berg'],
    ['Anna\r\nBerg', 'Anna Berg'],
    ['An\u200bna\u00ad', 'Anna'],
    ['\u202egreB annA', 'greB annA'],
    ['Anna\u0000\u0007', 'Anna'],
    ['\u0915\u094d\u200d\u0937', '\u0915\u094d\u200d\u0937'],
    ['\u{1f469}\u200d\u{1f527} Team', '\u{1f469}\u200d\u{1f527} Team'],
    ['\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}', '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}'],
    ['שרה לוי', 'שרה לוי'],
  ])('%j is %j', (typed, name) => {
    expect(plainName(typed)).toBe(name);
  });

  it.each(['', ' ', '\u200b', '\u200d\u200c', '\u3164', '\u00a0\u2003', '\u0301', '\u202e\u202c', '\u2800'])(
    '%j shows nothing',
    (typed) => {
      expect(plainName(typed)).toBe('');
    },
  );

  it('is what the host takes, for people and boards', () => {
    expect(joinBody.shape.name.safeParse('\u200b').success).toBe(false);
    expect(joinBody.shape.name.parse('Anna\nBerg\u202e')).toBe('Anna Berg');
    expect(boardPatch.parse({ title: 'Wärme\npumpe\u202e' })).toEqual({ title: 'Wärme pumpe' });
    expect(boardPatch.safeParse({ title: '\u3164' }).success).toBe(false);
  });

  it('is the same when it is made plain again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainName(plainName(text))).toBe(plainName(text));
      }),
    );
  });
});

describe('[UI-36] a value cannot turn the sentence around it', () => {
  it('shows marks of direction instead of obeying them', () => {
    expect(isolated('Freigabe \u202e€ 000.1')).toBe('\u2068Freigabe [U+202E]€ 000.1\u2069');
    expect(isolated('Anna Berg')).toBe('Anna Berg');
    expect(isolated('שרה')).toBe('\u2068שרה\u2069');
  });
});
