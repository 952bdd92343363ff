import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carryCaret, mergeTexts } from '../../renderer/ui/merge-texts';

const RUNS = { numRuns: 1000 };
const word = fc.constantFrom('Heizung', 'Anfragen', 'mehr', 'Frühjahr', 'the', 'spring', 'sales', 'Wärme');
const base = fc.array(word, { maxLength: 12 });

/** What somebody does to a text: puts in a word of his own, takes words out, or writes his own over them. */
const change = fc.record({ at: fc.nat(12), out: fc.nat(3), puts: fc.boolean() });
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

interface Made {
  readonly text: string;
  readonly own: readonly string[];
}

function made(
  words: readonly string[],
  by: string,
  list: readonly { at: number; out: number; puts: boolean }[],
): Made {
  const text = [...words];
  const own = list.map((_each, index) => `${by}${index}`);
  list.forEach(({ at, out, puts }, index) => {
    const put = puts ? [own[index] ?? ''] : [];
    text.splice(at % (text.length + 1), out, ...put);
  });
  return { text: text.join(' '), own: own.filter((each) => text.includes(each)) };
}

it('[PLANUI-35] what two make of one text is brought together whole, or offered whole', () => {
  let merged = 0;
  fc.assert(
    fc.property(base, changes, changes, (words, first, second) => {
      const [mine, theirs] = [made(words, 'mein', first), made(words, 'ihr', second)];
      const both = mergeTexts(words.join(' '), mine.text, theirs.text);
      // Null: both versions stand beside the field.
      if (both === null) return;
      merged += 1;
      const found = both.split(/\s+/);
      for (const own of [...mine.own, ...theirs.own]) expect(found).toContain(own);
      expect(mergeTexts(words.join(' '), theirs.text, mine.text)).toBe(both);
    }),
    RUNS,
  );
  expect(merged).toBeGreaterThan(RUNS.numRuns / 10);
});

it('[PLANUI-35] takes out what either took out, and keeps what both kept', () => {
  const text = 'Mehr Anfragen aus Bayern und Tirol im Frühjahr';
  expect(
    mergeTexts(
      text,
      'Mehr Anfragen aus Bayern im Frühjahr',
      'Viel mehr Anfragen aus Bayern und Tirol im Frühjahr',
    ),
  ).toBe('Viel mehr Anfragen aus Bayern im Frühjahr');
  expect(mergeTexts('one two three', 'one 2 three', 'one two three four')).toBe('one 2 three four');
  expect(mergeTexts('one two three', 'one 2 three', 'one zwei three')).toBeNull();
});

it('[PLANUI-3] a caret stays before the word that it stood before', () => {
  fc.assert(
    fc.property(base, changes, fc.nat(100), (words, list, at) => {
      const before = words.join(' ');
      const caret = at % (before.length + 1);
      const { text } = made(words, 'ihr', list);
      const carried = carryCaret(caret, before, text);
      expect(carried).toBeGreaterThanOrEqual(0);
      expect(carried).toBeLessThanOrEqual(text.length);
      expect(carryCaret(caret, before, before)).toBe(caret);
      // What comes in at the very front or the very back moves nobody's caret within.
      expect(carryCaret(caret, before, `${before} hinten`)).toBe(caret);
      expect(caret === 0 || carryCaret(caret, before, `vorn ${before}`) === caret + 5).toBe(true);
    }),
    RUNS,
  );
});
