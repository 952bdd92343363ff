import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsWith, contains, fold, foldedWords } from '../../../../shared/domain/text/fold';

describe('[UI-34] what is looked for is found however it is written', () => {
  it.each([
    ['Straße', 'strasse'],
    ['STRASSE', 'straße'],
    ['Wärmepumpe', 'waerme'],
    ['Waermepumpe', 'WÄRME'],
    ['Wärmepumpe', 'warme'],
    ['Wa\u0308rmepumpe', 'wärme'],
    ['Wärme\u00adpumpe', 'wärmepumpe'],
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['Größe', 'grosse'],
    ['Größe', 'groesse'],
    ['Łódź', 'lodz'],
    ['Café', 'CAFE'],
    ['ﬁnale Offensive', 'fina'],
    ['Ørsted', 'oersted'],
    ['Ørsted', 'orsted'],
    ['E\u2011Mail – Aktion', 'e-mail - aktion'],
    ['Kellers’ „Warm“', `kellers' "warm"`],
    ['½ Tag', '1/2 tag'],
    ['Meyer´s ‹warm›', "meyer`s 'warm'"],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['a\u0323\u0302', 'ậ'],
    ['STRAẞE', 'strasse'],
  ])('%j holds %j', (text, part) => {
    expect(contains(fold(text), fold(part))).toBe(true);
  });

  it('finds no other word', () => {
    expect(contains(fold('Wärme'), fold('Worme'))).toBe(false);
    expect(beginsWith(fold('Max Weber'), fold('weber'))).toBe(false);
  });

  it('splits at blanks and leaves out what nobody sees', () => {
    expect(foldedWords('  Messe \u200b ISH ').map(({ plain }) => plain)).toEqual(['messe', 'ish']);
  });

  it('folds what is folded no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { plain } = fold(text);
        expect(fold(plain).plain).toBe(plain);
      }),
    );
  });
});
