import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { planProblems } from '../../../shared/domain/validate';
import { moneyDoubt } from '../../../renderer/i18n';
import {
  readCount,
  readDay,
  readMoney,
  writeDay,
  writeMoney,
} from '../../../renderer/features/plan/logic/typed-values';

const TODAY = '2026-11-23';

describe('[PLANUI-2] typed text is a value or stays as typed', () => {
  it.each([
    ['48.500,00', 'de', 4850000],
    ['48500', 'de', 4850000],
    ['48.500 €', 'de', 4850000],
    ['48,500.00', 'en', 4850000],
    ['-1', 'en', -100],
    ['48.5', 'de', '48.5'],
    ['etwa 50 Tausend', 'de', 'etwa 50 Tausend'],
    ['  ', 'de', null],
  ] as const)('reads %j in %s as %j', (text, language, value) => {
    expect(readMoney(text, 'EUR', language)).toBe(value);
  });

  it('keeps an amount that is none, and names its problem', () => {
    const plan = { id: 'p', budgetMinor: readMoney('viel', 'EUR', 'de'), currency: 'EUR' };
    expect(plan.budgetMinor).toBe('viel');
    expect(planProblems(plan)).toEqual([{ field: 'budgetMinor', problem: 'not-a-whole-number' }]);
    expect(writeMoney(plan.budgetMinor, 'EUR', 'de')).toBe('viel');
  });

  it.each([
    ['48,500', 'de', { kind: 'thousands', whole: 4_850_000, part: 4850 }],
    ['48.500 €', 'en', { kind: 'thousands', whole: 4_850_000, part: 4850 }],
    ['1000 USD', 'de', { kind: 'currency' }],
    ['$ 1000', 'de', { kind: 'currency' }],
    ['1,234 T€', 'de', null],
    ['etwa 5 Eier', 'de', null],
    ['48.500', 'de', null],
  ] as const)('[UI-8] says what is doubtful about an amount: %s in %s', (text, language, doubt) => {
    expect(moneyDoubt(text, 'EUR', language)).toEqual(doubt);
  });

  it('keeps a day that does not exist, and names its problem', () => {
    const start = readDay('31.02.2027', TODAY, true);
    expect(start).toBe('31.02.2027');
    expect(planProblems({ id: 'p', start })).toEqual([{ field: 'start', problem: 'no-such-date' }]);
    expect(writeDay(start, 'de')).toBe('31.02.2027');
  });

  it('reads a short day only when the person has finished', () => {
    expect(readDay('1.3.20', TODAY, false)).toBe('1.3.20');
    expect(readDay('1.3.2027', TODAY, false)).toBe('2027-03-01');
    expect(readDay('1.3.27', TODAY, true)).toBe('2027-03-01');
  });

  it('reads whole numbers', () => {
    expect(readCount('1.320', 'de')).toBe(1320);
    expect(readCount('3,5', 'de')).toBe('3,5');
  });

  it('reads back every amount and day it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('de' as const, 'en' as const),
        (minor, language) => {
          expect(readMoney(writeMoney(minor, 'EUR', language), 'EUR', language)).toBe(minor);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        fc.constantFrom('de' as const, 'en' as const),
        (date, language) => {
          const day = date.toISOString().slice(0, 10);
          expect(readDay(writeDay(day, language), TODAY, false)).toBe(day);
        },
      ),
    );
  });
});
