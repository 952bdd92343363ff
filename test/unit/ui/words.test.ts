import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTranslator } from 'use-intl';
import { PROBLEMS } from '../../../shared/api/problems';
import { desktopErrorCodes } from '../../../shared/ipc/errors';
import { PLAN_FIELDS } from '../../../shared/domain/plan';
import { PLAN_STATES } from '../../../shared/domain/status';
import { UPDATE_REFUSALS } from '../../../shared/sync/protocol';
import { LANGUAGES, type Language } from '../../../renderer/i18n/messages';
import { MESSAGES } from '../../support/words';
import { formatOf } from '../../../renderer/i18n/format';
import { meantDay, parseDate, parseMoney, parseNumber } from '../../../renderer/i18n/parse';

const flat = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string'
      ? [[path + key, each] as [string, string]]
      : flat(each as object, `${path}${key}.`),
  );

/** Source texts by their files, as they lie there now: what a transform once listed is kept when files come and go. */
function sourcesIn(folder: string, ending: string): Record<string, string> {
  const root = resolve(import.meta.dirname, '../../..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(ending),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** Codes that the renderer makes itself, as its source has them; nobody is told of what he cancelled. */
const CLIENT = sourcesIn('renderer/client', '.ts');
const FAILURES_OF_THE_APP = Object.values(CLIENT)
  .flatMap((text) => [...text.matchAll(/failed\('([a-z-]+)'\)/g)].map(([, code = '']) => code))
  .filter((code) => code !== 'cancelled');

/** Every screen's source. */
const SCREENS = sourcesIn('renderer', '.tsx');

test('[UI-5] no screen asks for words with a place to be filled without saying by what', () => {
  const messages = new Map(flat(MESSAGES.en));
  const unfilled = Object.entries(SCREENS).flatMap(([file, text]) =>
    [...text.matchAll(/const (\w+) = useT\('(\w+)'\)/g)].flatMap(([, name = '', area = '']) =>
      [...text.matchAll(new RegExp(`\\b${name}\\('([\\w.-]+)'\\)`, 'g'))]
        .map(([, key = '']) => `${area}.${key}`)
        .filter((key) => messages.get(key)?.includes('{'))
        .map((key) => `${file}: ${key}`),
    ),
  );
  expect(unfilled).toEqual([]);
});

describe.each(LANGUAGES)('%s', (language) => {
  const t = createTranslator({ locale: language, messages: MESSAGES[language] });

  test('[UI-5] has every message, and none is empty', () => {
    const messages = new Map(flat(MESSAGES[language]));
    expect([...messages.keys()].sort()).toEqual(
      flat(MESSAGES.en)
        .map(([key]) => key)
        .sort(),
    );
    expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
  test('[UI-10] words every failure', () => {
    const codes = ['offline', ...Object.keys(PROBLEMS)];
    expect(codes.filter((code) => !t.has(`problems.failure.${code}.title` as 'common.save'))).toEqual([]);
    const ofDesktop = [...desktopErrorCodes, ...FAILURES_OF_THE_APP];
    expect(FAILURES_OF_THE_APP).toContain('record-fault');
    expect(ofDesktop.filter((code) => !t.has(`problems.failure.${code}.title` as 'common.save'))).toEqual([]);
  });
  test('[UI-10] words every refusal of a change about which a person can do something, and the others alike', () => {
    const worded = [...UPDATE_REFUSALS, 'too-large'].filter((reason) =>
      t.has(`problems.update.${reason}` as 'common.save'),
    );
    expect(worded).toEqual(['read-only', 'archived', 'storage', 'board-full', 'too-large']);
  });
  test('[TLS-26] says what to do where a board wants encryption', () => {
    expect(t('problems.refusal.needs-tls')).toContain('https');
  });
  test('[UI-3] has a word for every state and field', () => {
    for (const state of PLAN_STATES) expect(t(`common.state.${state}`)).not.toContain('common.');
    for (const field of PLAN_FIELDS) expect(t(`common.field.${field}`)).not.toContain('common.');
  });
  test('[DAYS-1] says of a holiday whether it is one in all of a region, all day', () => {
    const place = (parts: 'yes' | 'no', noon: 'yes' | 'no') =>
      t('days.place', { region: 'Kanton Solothurn', parts, noon });
    expect(place('no', 'no')).toBe('Kanton Solothurn');
    expect(place('yes', 'no')).toMatch(/^Kanton Solothurn (zum Teil|in parts)$/);
    expect(place('no', 'yes')).toMatch(/^Kanton Solothurn (ab Mittag|from noon)$/);
  });
  test('[UI-5] counts', () => {
    expect(t('common.changes', { count: 1 })).toMatch(/^1 \D+$/);
    expect(t('common.changes', { count: 2 })).not.toBe(t('common.changes', { count: 1 }).replace('1', '2'));
  });
});

describe('formats', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');
  test.each<[Language, number, string, string]>([
    ['de', 4_850_000, 'EUR', '48.500 €'],
    ['de', 999_050, 'EUR', '9.990,50 €'],
    ['en', 4_850_000, 'EUR', '€48,500'],
    ['en', 999_050, 'USD', 'US$9,990.50'],
    ['de', 1500, 'JPY', '1.500 ¥'],
    ['de', 100, 'taler', '1 taler'],
  ])('[UI-6] %s: %i of %s is %s', (language, minor, currency, text) => {
    expect(plain(formatOf(language).money(minor, currency))).toBe(text);
  });
  test.each([
    [4_850_050, 'EUR', '48.501 €'],
    [4_850, 'JPY', '4.850 ¥'],
    [49, 'JPY', '49 ¥'],
    [4_850_499, 'KWD', '4.850 KWD'],
  ])('[UI-6] [CAL-13] as a sum in whole units, %i of %s is %s', (minor, currency, text) => {
    expect(plain(formatOf('de').money(minor, currency, 'never'))).toBe(text);
  });
  test.each<[Language, string, string]>([
    ['de', '2027-12-31', '31.12.2027'],
    ['en', '2027-12-31', '31 Dec 2027'],
    ['de', '31.2.2027', '31.2.2027'],
  ])('[UI-6] %s: the date %s is %s', (language, date, text) => {
    expect(formatOf(language).date(date)).toBe(text);
  });
  test.each<[string, string, string]>([
    ['2027-04-01', '2027-04-30', '1.–30. Apr. 2027'],
    ['2027-04-01', '2027-04-01', '1. Apr. 2027'],
    ['', '', ''],
    ['2027-04-01', '', '1. Apr. 2027 –'],
    ['2027-04-30', '2027-04-01', '30. Apr. 2027 – 1. Apr. 2027'],
  ])('[UI-6] from %j to %j is %s', (start, end, text) => {
    expect(plain(formatOf('de').dateRange(start, end))).toBe(text);
  });
});

test.each(LANGUAGES)(
  '[UI-71] %s: a link that is used up says which press, and where, lets a member in here',
  (language) => {
    const { problems, members } = MESSAGES[language];
    const { text } = problems.failure['invite-invalid'];
    for (const name of [members.title, members.devices.add]) expect(text).toContain(name);
  },
);

describe('typed values', () => {
  test.each<[string, string | null]>([
    ['31.12.2027', '2027-12-31'],
    ['1.3.27', '2027-03-01'],
    ['31/12/2027', '2027-12-31'],
    ['31-12-2027', '2027-12-31'],
    ['31 12 2027', '2027-12-31'],
    ['31122027', '2027-12-31'],
    ['2027-12-31', '2027-12-31'],
    ['2027-1-5', '2027-01-05'],
    ['31.12.', '2026-12-31'],
    ['5. März 2027', '2027-03-05'],
    ['5 Oct 2027', '2027-10-05'],
    ['KW 36', '2026-08-31'],
    ['kw36 2027', '2027-09-06'],
    ['week 53', '2026-12-28'],
    ['Woche 53/2027', null],
    ['KW 0', null],
    ['36. KW', '2026-08-31'],
    ['36. KW 2027', '2027-09-06'],
    ['2027-W36', '2027-09-06'],
    ['W36 2027', '2027-09-06'],
    ['9/2027', '2027-09-01'],
    ['13/2027', null],
    ['1.1227', '2027-12-01'],
    ['12 500', null],
    ['12\t500', null],
    ['1.2\u20112027', '2027-02-01'],
    ['2027\u201312\u201331', '2027-12-31'],
    ['\u200e1.\u200e2.\u200e2027', '2027-02-01'],
    ['1.\u202e2.2027', null],
    ['5. Ma\u0308rz 2027', '2027-03-05'],
    ['31.\u00a012.\u00a02027', '2027-12-31'],
    ['2027/12/31', '2027-12-31'],
    ['Fr., 31.12.2027', '2027-12-31'],
    ['Friday, 31 December 2027', '2027-12-31'],
    ['Mo 31.12.2027', null],
    ['December 31, 2027', '2027-12-31'],
    ['31st Dec 2027', '2027-12-31'],
    ['31-Dec-27', '2027-12-31'],
    ["Sept '27", '2027-09-01'],
    ['März 27', null],
    ['Kalenderwoche 36', '2026-08-31'],
    ['KW 36, 2027', '2027-09-06'],
    ['36. Woche 2027', '2027-09-06'],
    ['KW 36-38', null],
    ['KW 36–38', null],
    ['Q3', null],
    ['Ende Mai', null],
    ['Sept 2027', '2027-09-01'],
    ['Maier 2027', null],
    ['31.12.9999', null],
    ['31.2.2027', null],
    ['12/31/2027', null],
    ['bald', null],
    ['', null],
  ])('[UI-7] %j is the date %s', (text, date) => {
    expect(parseDate(text, '2026-05-01')).toBe(date);
  });
  test.each([
    ['KW 36', '2026-09-06'],
    ['Sept 2027', '2027-09-30'],
    ['Feb 2028', '2028-02-29'],
    ['Dezember 2027', '2027-12-31'],
    ['1.3.27', '2027-03-01'],
  ])('[UI-33] %j ends on %s', (text, date) => {
    expect(parseDate(text, '2026-05-01', 'last')).toBe(date);
  });
  test.each([
    ['KW 36', '2026-08-31', '2026-09-06'],
    ['Sept 2027', '2027-09-01', '2027-09-30'],
    ['36. KW', '2026-08-31', '2026-09-06'],
    ['09.2027', '2027-09-01', '2027-09-30'],
    ['36. Kalenderwoche', '2026-08-31', '2026-09-06'],
    ['31.12.2027', null, null],
    ['1.3.27', null, null],
    ['bald', null, null],
  ])('[UI-46] while %j is typed the day it means is said', (text, first, last) => {
    expect(meantDay(text, '2026-05-01', 'first')).toBe(first);
    expect(meantDay(text, '2026-05-01', 'last')).toBe(last);
  });
  test.each<[Language, string, number | null]>([
    ['de', '1.234,5', 1234.5],
    ['en', '1,234.5', 1234.5],
    ['de', '1 234', 1234],
    ['de', '-3', -3],
    ['en', '1,5', null],
    ['de', '1.5', null],
    ['de', '12.34.567', null],
    ['en', '12 Stück', null],
    ['de', '1 2', null],
    ['de', "1'234'567", 1234567],
    ['de', '1,000', null],
    ['de', '0,125', 0.125],
    ['en', '1.000', null],
    ['de', '1.234,567', 1234.567],
    ['en', '0,005', null],
  ])('[UI-8] %s: %j is the number %s', (language, text, value) => {
    expect(parseNumber(text, language)).toBe(value);
  });
  test.each<[Language, string, string, number | null]>([
    ['de', '48.500,00 €', 'EUR', 4_850_000],
    ['de', '9990,5', 'EUR', 999_050],
    ['en', '$48,500.00', 'USD', 4_850_000],
    ['en', 'EUR 12', 'EUR', 1200],
    ['de', '1500', 'JPY', 1500],
    ['de', '0,005', 'EUR', null],
    ['de', 'viel', 'EUR', null],
    ['de', '64 T€', 'EUR', 6_400_000],
    ['de', '64 TEUR', 'EUR', 6_400_000],
    ['de', '50 TSD', 'EUR', 5_000_000],
    ['de', '50 Tsd. €', 'EUR', 5_000_000],
    ['de', '1,2 Mio.', 'EUR', 120_000_000],
    ['de', '5 MIO EUR', 'EUR', 500_000_000],
    ['de', '1.234 Mio.', 'EUR', null],
    ['de', '1.200 T€', 'EUR', 120_000_000],
    ['en', '1.2m', 'GBP', 120_000_000],
    ['en', '£64k', 'GBP', 6_400_000],
    ['de', '1,234 T€', 'EUR', null],
    ['de', '1,25 T€', 'EUR', 125_000],
    ['de', '0,125 T€', 'EUR', 12_500],
    ['en', '64.000k', 'EUR', null],
    ['en', '1,200k', 'EUR', 120_000_000],
    ['en', '48.500', 'EUR', null],
    ['de', '48,500', 'EUR', null],
    ['en', '48.50', 'EUR', 4850],
    ['de', '1000 USD', 'EUR', null],
    ['en', '$1000', 'EUR', null],
    ['de', '1000 Eur', 'EUR', 100_000],
    ['de', '1000 Fr.', 'CHF', 100_000],
    ['de', '1 000', 'EUR', 100_000],
    ['de', '10 00', 'EUR', null],
    ['de', 'ca. 1000', 'EUR', null],
    ['de', '1000 €?', 'EUR', null],
    ['de', '0,07', 'EUR', 7],
    ['en', '1.001', 'BHD', 1001],
    ['de', "1'234.50", 'CHF', 123_450],
    ['de', '1’234,50', 'CHF', 123_450],
    ['de', "1'234.567", 'CHF', null],
    ['de', '1 234,50', 'EUR', 123_450],
    ['de', '1\u2009234,50\u00a0€', 'EUR', 123_450],
    ['en', '1 234,50', 'EUR', null],
    ['en', '12.5k', 'EUR', 1_250_000],
    ['de', '12,5 k€', 'EUR', 1_250_000],
    ['de', '12.5k', 'EUR', null],
    ['de', '-5', 'EUR', -500],
    ['en', '1e5', 'EUR', null],
    ['en', '½', 'EUR', null],
    ['de', '٤٨٥', 'EUR', null],
    ['de', '4８', 'EUR', null],
    ['de', '64,- €', 'EUR', 6400],
    ['de', '48.500,-- EUR', 'EUR', 4_850_000],
    ['de', '64.–', 'EUR', 6400],
    ['de', "CHF 5'000.-", 'CHF', 500_000],
    ['de', 'Fr. 5000', 'CHF', 500_000],
    ['de', '64 Tausend Euro', 'EUR', 6_400_000],
    ['en', '500 euros', 'EUR', 50_000],
    ['de', 'TEUR 64', 'EUR', 6_400_000],
    ['de', 'TEUR 64 T', 'EUR', null],
    ['de', '64,-5', 'EUR', null],
    ['de', '500-600', 'EUR', null],
    ['de', '−5', 'EUR', -500],
    ['en', '0,005', 'EUR', null],
    ['de', '1234567890123456', 'EUR', null],
  ])('[UI-8] %s: %j in %s is %s', (language, text, currency, minor) => {
    expect(parseMoney(text, currency, language)).toBe(minor);
  });

  test('[UI-8] whatever language a number was written in, it is read as that number or not at all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('de-DE', 'en-GB', 'de-CH', 'de-AT', 'fr-FR'),
        fc.constantFrom(0, 2),
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom(['', 1] as const, ['k', 1000] as const),
        (cents, locale, digits, language, [word, factor]) => {
          const value = digits === 0 ? Math.floor(cents / 100) * 100 : cents;
          const written = new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(value / 100);
          expect([value * factor, null]).toContain(parseMoney(written + word, 'EUR', language));
          expect([value / 100, null]).toContain(parseNumber(written, language));
        },
      ),
    );
  });
});
