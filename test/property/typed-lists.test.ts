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
      found.forEach((item, index) => {
        if (!item) return;
        items += 1;
        const { marking, number, sign: length } = item;
        const [gone, left] = [lines[index]?.slice(0, length) ?? '', lines[index]?.slice(length) ?? ''];
        expect(left.trim()).not.toBe('');
        expect(gone).toMatch(marking === 'bullet' ? /^\s*[-–—*]\s+$/ : /^\s*\(?[a-z0-9]{1,2}\)\s+$/i);
        if (marking === '1') expect(gone).toContain(String(number));
        // No figure loses what may be its minus.
        if (marking === 'bullet') expect(left).not.toMatch(/^(?:10 %|500)/);
      });
      // Each list has two items at least, and counts as its signs did.
      written.forEach((item, at) => {
        const next = written[at + 1];
        const goesOn = next && !next.isFirst;
        if (item?.isFirst) expect(goesOn).toBe(true);
        if (item && goesOn)
          expect([next.marking, next.number]).toEqual([item.marking, item.number && item.number + 1]);
        if (!item) expect(goesOn ?? false).toBe(false);
      });
    }),
    RUNS,
  );
  expect(items).toBeGreaterThan(200);
});
