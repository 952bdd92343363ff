import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardPatch, joinBody } from '../../../../shared/api/contract';
import { isolated, listed, plainName, shown } from '../../../../shared/domain/text/typed-text';

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

  it.each([
    '',
    ' ',
    '\u200b',
    '\u200d\u200c',
    '\u3164',
    '\u00a0\u2003',
    '\u0301',
    '\u202e\u202c',
    '\u2800',
    '\u{1d159}',
  ])('%j shows nothing', (typed) => {
    expect(plainName(typed)).toBe('');
  });

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

const MARKS = [
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
].concat(['\u200f', '\n', 'a', 'ש']);

describe('[UI-36] a value cannot turn the sentence around it', () => {
  it('shows marks of direction instead of obeying them', () => {
    expect(isolated('Freigabe \u202e€ 000.1')).toBe('\u2068Freigabe [U+202E]€ 000.1\u2069');
    expect(isolated('Anna Berg')).toBe('Anna Berg');
    expect(isolated('שרה')).toBe('\u2068שרה\u2069');
  });

  it('is isolated once in a sentence within a sentence', () => {
    const inner = `Vorgänger: ${isolated('שרה \u202e')}`;
    expect(inner).toBe('Vorgänger: \u2068שרה [U+202E]\u2069');
    expect(isolated(inner)).toBe(`\u2068${inner}\u2069`);
  });

  it('cannot end the isolate that it stands in, nor open one that nobody closes', () => {
    expect(isolated('a\u2069b')).toBe('\u2068a[U+2069]b\u2069');
    expect(isolated('\u2069\u2068')).toBe('\u2068[U+2069][U+2068]\u2069');
    expect(shown('\u2068a\nb\u2069')).toBe('[U+2068]a\nb[U+2069]');
  });

  it('whatever it holds, no mark of it counts beyond it', () => {
    const marks = fc.constantFrom(...MARKS);
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 12 }), fc.nat(2), (signs, times) => {
        let value = signs.join('');
        for (let again = 0; again <= times; again++) value = isolated(value);
        expect(value).not.toMatch(/[\u202a-\u202e\u2066\u2067\u200f]/);
        for (const line of value.split('\n')) {
          let depth = 0;
          for (const sign of line) {
            depth += sign === '\u2068' ? 1 : sign === '\u2069' ? -1 : 0;
            expect(depth).toBeGreaterThanOrEqual(0);
          }
          expect(depth).toBe(0);
        }
      }),
    );
  });

  it('stands in a list without reaching into the next one', () => {
    expect(listed(['שרה', 'Anna'])).toBe('\u2068שרה\u2069, Anna');
  });

  it.each(['\n', '\u2029', '\u0085'])('is isolated behind the paragraph that %j ends, too', (end) => {
    expect(isolated(`שרה${end}לוי`)).toBe(`\u2068שרה\u2069${end}\u2068לוי\u2069`);
  });
});
