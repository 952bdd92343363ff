import fc from 'fast-check';
import { expect, it } from 'vitest';
import { typedItems } from '../../renderer/features/plan/brief/list-signs';

const RUNS = { numRuns: 2000 };
const sign = fc.constantFrom(
  '',
  '-',
  '–',
  '—',
  '*',
  '•',
  '·',
  '--',
  '1)',
  '2)',
  '3)',
  '(4)',
  'a)',
  'b)',
  'i)',
  'ii)',
  '1.',
  'A)',
);
const BLANKS = ['', '  ', '\u00a0', '\t'];
const text = fc.constantFrom(
  '',
  'Messe',
  '10 %',
  '– nein',
  '3 Messen',
  '1) eins',
  '„Wort“',
  '500',
  'a) b)',
  '👍',
  '-',
);
const line = fc
  .tuple(fc.constantFrom('', '', ' ', '\u00a0'), sign, fc.constantFrom(' ', ' ', ' ', ...BLANKS), text)
  .map((parts) => parts.join(''));

it('[UI-44] of lines that become items of a list only the sign goes, and only what a list shows instead', () => {
  let items = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const found = typedItems(lines);
      expect(found.length).toBe(lines.length);
      const written = found.filter((_item, index) => lines[index]?.trim() !== '');
      const wrong = found.flatMap((item, index) => {
        if (!item) return [];
        items += 1;
        const line = lines[index] ?? '';
        const [gone, left] = [line.slice(0, item.sign), line.slice(item.sign)];
        const isSign = (item.marking === 'bullet' ? /^\s*[-–—*]\s+$/ : /^\s*\(?[a-z0-9]{1,2}\)\s+$/i).test(
          gone,
        );
        const isCounted = item.marking !== '1' || gone.includes(String(item.number));
        // No figure loses what may be its minus.
        const isFigure = item.marking === 'bullet' && /^(?:10 %|500)/.test(left);
        return isSign && isCounted && !isFigure && left.trim() !== '' ? [] : [line];
      });
      expect(wrong).toEqual([]);
      // Each list has two items at least, and counts as its signs did.
      const torn = written.filter((item, at) => {
        const next = written[at + 1];
        const goesOn = next ? !next.isFirst : false;
        if (!item || !next || !goesOn) return item ? item.isFirst : goesOn;
        return next.marking !== item.marking || next.number !== (item.number && item.number + 1);
      });
      expect(torn).toEqual([]);
    }),
    RUNS,
  );
  expect(items).toBeGreaterThan(200);
});
