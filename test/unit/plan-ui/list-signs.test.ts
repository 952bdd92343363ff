import { describe, expect, test } from 'vitest';
import { typedItems } from '../../../renderer/features/plan/brief/list-signs';

/** A letter a line: what it belongs to, large where a list begins; a dot for what stays as it is. */
function read(lines: readonly string[]): string {
  return typedItems(lines)
    .map((item) => {
      if (!item) return '.';
      const sign = item.marking === 'bullet' ? '-' : `${item.marking}${item.number}`;
      return item.isFirst ? `[${sign}` : sign;
    })
    .join(' ');
}

describe('[UI-44] lists that people type', () => {
  test.each([
    ['dashes of one kind', ['– Messe', '– Radio'], '[- -'],
    ['dashes of several', ['- Messe', '— Radio', '* Anzeige'], '[- - -'],
    ['one by itself', ['Ablauf', '– Messe', 'Ende'], '. . .'],
    ['empty lines between', ['– Messe', ' ', '\u00a0', '– Radio'], '[- . . -'],
    ['numbers', ['1) Planen', '2) Freigeben', '3) Starten'], '[11 12 13'],
    ['numbers that go on from elsewhere', ['(3) Starten', '(4) Messen'], '[13 14'],
    ['numbers that do not follow', ['1) Planen', '3) Starten'], '. .'],
    ['two lists of numbers', ['1) a', '2) b', '1) c', '2) d'], '[11 12 [11 12'],
    ['letters', ['a) Planen', 'b) Freigeben', 'c) Starten'], '[a1 a2 a3'],
    ['large letters', ['A) Planen', 'B) Freigeben'], '[A1 A2'],
    ['letters over i', ['h) acht', 'i) neun', 'j) zehn'], '[a8 a9 a10'],
    ['Roman numbers', ['i) eins', 'ii) zwei', 'iii) drei', 'iv) vier', 'v) fünf'], '[i1 i2 i3 i4 i5'],
    ['large Roman numbers', ['I) eins', 'II) zwei'], '[I1 I2'],
    [
      'figures',
      ['- 10 %', '- 5 %', '– 300', '- 20 T€', '- 1.200,50 EUR', '- € 30', '- 12 | 500'],
      '. . . . . . .',
    ],
    ['words behind a figure', ['– 3 Messen', '– 12 Anzeigen', '– 4K-Film'], '[- - -'],
    ['a figure between items', ['– Print', '- 10 %', '– Radio'], '. . .'],
    ['no blank behind', ['-Messe', '–Radio', '1)eins', '2)zwei'], '. . . .'],
    ['rules and signatures', ['- - -', '-- ', '-- Brenner', '---', '***', '* * *'], '. . . . . .'],
    ['days and ordinals', ['1. März', '2. Quartal', '1. Messe', '2. Radio'], '. . . .'],
    ['words in brackets', ['z. B. a) das', 'wie b) das'], '. .'],
    ['nothing', [], ''],
  ])('%s', (_what, lines, items) => expect(read(lines)).toBe(items));
});
