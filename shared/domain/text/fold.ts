/**
 * Text as people compare it when they look for something: without case, accents, soft hyphens and other marks that nobody
 * types; dashes and quotation marks are those of a keyboard. Two forms, since German is written in both: `plain` (Wärmepumpe → warmepumpe) and `spelled` (→ waermepumpe).
 */
export interface Folded {
  readonly plain: string;
  readonly spelled: string;
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe' };

/** Letters that Unicode takes for letters of their own, and people for variants. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ς: 'σ',
};

/** Signs that text programs put in place of those on the keyboard. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Pd}−]/gu, '-'],
  [/[‘’‚‛′‹›ʼʻ`]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  [/⁄/gu, '/'],
];

/**
 * The same whatever language the machine speaks: a Turkish one would take I for another letter.
 * @param text any text; composed and decomposed letters are the same
 */
export function fold(text: string): Folded {
  // A lone acute accent, typed in place of an apostrophe, decomposes into a blank.
  const lower = text.normalize('NFC').replaceAll('´', "'").toLowerCase();
  const spelled = lower.replace(/[äöüø]/g, (umlaut) => UMLAUTS[umlaut] ?? umlaut);
  return { plain: bare(lower), spelled: bare(spelled) };
}

/** Whether a word, or any part of one, stands in a text. */
export function contains(text: Folded, part: Folded): boolean {
  return text.plain.includes(part.plain) || text.spelled.includes(part.spelled);
}

/** Whether a text begins so. */
export function beginsWith(text: Folded, part: Folded): boolean {
  return text.plain.startsWith(part.plain) || text.spelled.startsWith(part.spelled);
}

/** What is looked for, word by word: each of them has to be found, in any order. */
export function foldedWords(query: string): Folded[] {
  return query
    .split(/\s+/)
    .map(fold)
    .filter(({ plain }) => plain !== '');
}

/** Compatibility forms too: `ﬁ` is fi, a full-width letter the letter. Marks and invisible signs go. */
function bare(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ßıæœøłđðþħς]/g, (letter) => LETTERS[letter] ?? letter);
  return SIGNS.reduce((plain, [signs, sign]) => plain.replace(signs, sign), letters);
}
