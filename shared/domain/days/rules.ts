/**
 * The public holidays of Germany, Austria and Switzerland, state by state. Built from the data of date-holidays
 * (https://github.com/commenthol/date-holidays, ISC and CC-BY-3.0, from Wikipedia's lists), with which a test compares
 * every state; where this table says otherwise, the law stands beside it.
 */

/** When (a fixed `MM-DD`, `easter DAYS`, `nth N WEEKDAY MONTH SHIFT`, `before WEEKDAY MM DD`), German, English. */
export const DAYS = {
  newYear: ['01-01', 'Neujahr', 'New Year’s Day'],
  berchtold: ['01-02', 'Berchtoldstag', 'St Berchtold’s Day'],
  epiphany: ['01-06', 'Heilige Drei Könige', 'Epiphany'],
  republicNe: ['03-01', 'Ausrufung der Republik', 'Republic Day'],
  women: ['03-08', 'Internationaler Frauentag', 'International Women’s Day'],
  joseph: ['03-19', 'Josefstag', 'St Joseph’s Day'],
  naefels: ['naefels', 'Näfelser Fahrt', 'Näfels Pilgrimage'],
  goodFriday: ['easter -2', 'Karfreitag', 'Good Friday'],
  easter: ['easter 0', 'Ostersonntag', 'Easter Sunday'],
  easterMonday: ['easter 1', 'Ostermontag', 'Easter Monday'],
  labour: ['05-01', 'Tag der Arbeit', 'Labour Day'],
  liberation: ['05-08', 'Tag der Befreiung', 'Liberation Day'],
  ascension: ['easter 39', 'Christi Himmelfahrt', 'Ascension Day'],
  pentecost: ['easter 49', 'Pfingstsonntag', 'Whit Sunday'],
  whitMonday: ['easter 50', 'Pfingstmontag', 'Whit Monday'],
  corpusChristi: ['easter 60', 'Fronleichnam', 'Corpus Christi'],
  uprising: ['06-17', 'Jahrestag des Volksaufstands von 1953', 'Anniversary of the 1953 uprising'],
  jura: ['06-23', 'Fest der Unabhängigkeit', 'Jura Independence Day'],
  peterPaul: ['06-29', 'Peter und Paul', 'St Peter and St Paul'],
  swissDay: ['08-01', 'Bundesfeier', 'Swiss National Day'],
  augsburg: ['08-08', 'Augsburger Friedensfest', 'Augsburg Peace Festival'],
  assumption: ['08-15', 'Mariä Himmelfahrt', 'Assumption Day'],
  geneva: ['nth 1 7 9 4', 'Genfer Bettag', 'Geneva Fast'],
  children: ['09-20', 'Weltkindertag', 'World Children’s Day'],
  fast: ['nth 3 7 9', 'Eidgenössischer Bettag', 'Federal Day of Thanksgiving'],
  fastMonday: ['nth 3 7 9 1', 'Bettagsmontag', 'Federal Fast Monday'],
  maurice: ['09-22', 'Mauritiustag', 'St Maurice’s Day'],
  nicholas: ['09-25', 'Bruderklausenfest', 'St Nicholas of Flüe'],
  unity: ['10-03', 'Tag der Deutschen Einheit', 'German Unity Day'],
  austria: ['10-26', 'Nationalfeiertag', 'Austrian National Day'],
  reformation: ['10-31', 'Reformationstag', 'Reformation Day'],
  allSaints: ['11-01', 'Allerheiligen', 'All Saints’ Day'],
  repentance: ['before 3 11 23', 'Buß- und Bettag', 'Day of Repentance and Prayer'],
  conception: ['12-08', 'Mariä Empfängnis', 'Immaculate Conception'],
  christmas: ['12-25', 'Weihnachten', 'Christmas Day'],
  stephen: ['12-26', 'Stephanstag', 'St Stephen’s Day'],
  boxing: ['12-26', '2. Weihnachtstag', 'Second day of Christmas'],
  restoration: ['12-31', 'Wiederherstellung der Republik', 'Restoration of the Republic'],
} as const satisfies Record<string, readonly [when: string, de: string, en: string]>;
export type DayName = keyof typeof DAYS;

/** That a region has a day as a holiday. Weekdays count from Monday, 1, to Sunday, 7. */
export interface Rule {
  readonly day: DayName;
  /** First and last year, both inclusive; or the only ones. */
  readonly since?: number;
  readonly until?: number;
  readonly years?: readonly number[];
  readonly isInParts?: true;
  readonly isFromNoon?: true;
  readonly unlessOn?: readonly number[];
  readonly onlyOn?: readonly number[];
}

/** What a state has, beside what its whole country has but for `without`. */
export interface StateRules {
  readonly rules: readonly Rule[];
  readonly without: readonly DayName[];
}

const all = (...days: DayName[]): Rule[] => days.map((day) => ({ day }));
const some = (...days: DayName[]): Rule[] => days.map((day) => ({ day, isInParts: true }));
const since = (day: DayName, year: number): Rule => ({ day, since: year });
const inYears = (day: DayName, ...years: number[]): Rule => ({ day, years });
const has = (...rules: Rule[]): StateRules => ({ rules, without: [] });
/** The first are days of the country that this state has not, or in its own way. */
const but = (without: readonly DayName[], ...rules: Rule[]): StateRules => ({ rules, without });

/** What all states of a country have. */
export const EVERYWHERE: Readonly<Record<string, readonly Rule[]>> = {
  DE: [
    ...all('newYear', 'goodFriday', 'easterMonday', 'labour', 'ascension', 'whitMonday', 'unity'),
    ...all('christmas', 'boxing'),
    inYears('reformation', 2017),
  ],
  AT: [
    ...all('newYear', 'epiphany', 'easterMonday', 'labour', 'ascension', 'whitMonday', 'corpusChristi'),
    ...all('assumption', 'austria', 'allSaints', 'conception', 'christmas', 'stephen'),
  ],
  CH: [
    ...all('newYear', 'goodFriday', 'easter', 'easterMonday', 'ascension', 'pentecost', 'whitMonday'),
    ...all('swissDay', 'fast', 'christmas', 'stephen'),
  ],
};

/** What a state has beside that. */
export const OF_STATE: Readonly<Record<string, StateRules>> = {
  'DE-BW': has(...all('epiphany', 'corpusChristi', 'allSaints')),
  'DE-BY': has(...all('epiphany', 'corpusChristi', 'allSaints'), ...some('augsburg', 'assumption')),
  'DE-BE': has(since('women', 2019), inYears('liberation', 2020, 2025), inYears('uprising', 2028)),
  'DE-BB': but(['reformation'], ...all('easter', 'pentecost', 'reformation')),
  'DE-HB': has(since('reformation', 2018)),
  'DE-HH': has(since('reformation', 2018)),
  'DE-HE': has(...all('corpusChristi')),
  'DE-MV': but(['reformation'], since('women', 2023), ...all('reformation')),
  'DE-NI': has(since('reformation', 2018)),
  'DE-NW': has(...all('corpusChristi', 'allSaints')),
  'DE-RP': has(...all('corpusChristi', 'allSaints')),
  'DE-SL': has(...all('corpusChristi', 'assumption', 'allSaints')),
  'DE-SN': but(['reformation'], ...all('reformation', 'repentance'), ...some('corpusChristi')),
  'DE-ST': but(['reformation'], ...all('epiphany', 'reformation')),
  'DE-SH': has(since('reformation', 2018)),
  'DE-TH': but(['reformation'], since('children', 2019), ...all('reformation'), ...some('corpusChristi')),

  'CH-ZH': has(...all('labour')),
  'CH-BE': has(...all('berchtold')),
  'CH-LU': but(
    ['easterMonday', 'whitMonday'],
    ...all('corpusChristi', 'assumption', 'allSaints', 'conception'),
  ),
  // St Stephen's Day is one whatever its weekday: law on shops and rest days, RB 70.1421, art. 9.
  'CH-UR': has(...all('epiphany', 'joseph', 'corpusChristi', 'assumption', 'allSaints', 'conception')),
  'CH-SZ': has(...all('epiphany', 'joseph', 'corpusChristi', 'assumption', 'allSaints', 'conception')),
  'CH-OW': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    ...all('corpusChristi', 'assumption', 'nicholas', 'allSaints', 'conception'),
  ),
  'CH-NW': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    ...all('joseph', 'corpusChristi', 'assumption', 'allSaints', 'conception'),
  ),
  // Christmas Eve and New Year's Eve are none: law on rest days of 6 May 2012, art. 2.
  'CH-GL': but(['fast'], ...all('naefels', 'allSaints')),
  'CH-ZG': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    ...all('corpusChristi', 'assumption', 'allSaints', 'conception'),
  ),
  'CH-FR': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    // The Protestant district of the lake has none of these.
    ...some('corpusChristi', 'assumption', 'allSaints', 'conception'),
  ),
  'CH-SO': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    ...some('joseph', 'corpusChristi', 'assumption', 'allSaints'),
    { day: 'labour', isFromNoon: true },
  ),
  'CH-BS': has(...all('labour')),
  'CH-BL': has(...all('labour')),
  'CH-SH': has(...all('labour')),
  // No three days of rest on end: St Stephen's Day is none where Christmas Day is a Monday or a Friday, by both cantons' law.
  'CH-AR': but(['stephen'], { day: 'stephen', unlessOn: [2, 6] }),
  // The Immaculate Conception is a day of rest as well: law on rest days, GS 822.200, art. 2.
  'CH-AI': but(
    ['stephen'],
    ...all('corpusChristi', 'assumption', 'allSaints', 'conception'),
    ...some('maurice'),
    { day: 'stephen', unlessOn: [2, 6] },
  ),
  'CH-SG': has(...all('allSaints')),
  // Good Friday is one: law on rest days of 22 September 1985, art. 2 (BR 520.100).
  'CH-GR': has(),
  // Five days are holidays in all of its districts, the others in some of them; the first of May in none.
  'CH-AG': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    ...some('berchtold', 'easterMonday', 'whitMonday', 'corpusChristi'),
    ...some('assumption', 'allSaints', 'conception', 'stephen'),
  ),
  'CH-TG': has(...all('berchtold', 'labour')),
  'CH-TI': but(
    ['goodFriday'],
    ...all(
      'epiphany',
      'joseph',
      'labour',
      'corpusChristi',
      'peterPaul',
      'assumption',
      'allSaints',
      'conception',
    ),
  ),
  'CH-VD': but(['stephen'], ...all('berchtold', 'fastMonday')),
  // No Whit Monday, no afternoons of 1 May and Christmas Eve, whatever the offices' timetable says: law on Sunday rest and
  // holidays of 9 July 1936 (SGS/VS 822.2).
  'CH-VS': but(
    ['goodFriday', 'easterMonday', 'whitMonday', 'stephen'],
    ...all('joseph', 'corpusChristi', 'assumption', 'allSaints', 'conception'),
  ),
  // No Easter Monday, and Corpus Christi in two communes only: law on Sunday and holidays of 30 September 1991, art. 3 (RSN 941.02).
  'CH-NE': but(
    ['easterMonday', 'whitMonday', 'stephen'],
    { day: 'berchtold', onlyOn: [1] },
    ...all('republicNe', 'labour'),
    ...some('corpusChristi'),
    { day: 'stephen', onlyOn: [1] },
  ),
  'CH-GE': but(['fast', 'stephen'], ...all('geneva', 'restoration')),
  'CH-JU': but(
    ['stephen'],
    ...all('berchtold', 'labour', 'corpusChristi', 'jura', 'assumption', 'allSaints'),
  ),
};
