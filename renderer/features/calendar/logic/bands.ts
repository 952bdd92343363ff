import { holidayName, holidaysBetween, type Holiday } from '../../../../shared/domain/days/holidays';
import { CLOSING_KINDS, type Period } from '../../../../shared/domain/days/periods';
import { regionOfText } from '../../../../shared/domain/days/regions';
import type { CivilDate } from '../../../../shared/domain/dates';
import type { Band } from '../../../../shared/domain/timeline/axis';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import { ZOOMS, type Span } from '../../../../shared/domain/timeline/span';
import { lately } from './lately';

/** The regions of the list that plans are for, each once. */
export function regionsOf(items: readonly TimelineItem[]): readonly string[] {
  return regionsLately([items], () => regionsAmong(items));
}

/** {@link regionsOf} for those who ask once, and keep nothing. */
export function regionsAmong(items: readonly TimelineItem[]): readonly string[] {
  const found = new Set<string>();
  for (const { regions } of items) for (const region of regions) found.add(region);
  return [...found].filter((text) => regionOfText(text) !== null).sort();
}

const regionsLately = lately<readonly string[]>(ZOOMS.length);

/** How days are put in words. */
export interface BandWords {
  readonly language: 'de' | 'en';
  readonly list: (values: readonly string[]) => string;
  /** A region, and whether a holiday is one in all of it, all day. */
  readonly place: (region: string, holiday: Pick<Holiday, 'inParts' | 'fromNoon'>) => string;
}

/** The days of a span that matter to plans of some regions: their holidays, and what departments have set. In order. */
export function bandsOf(
  span: Span,
  regions: readonly string[],
  periods: readonly Period[],
  words: BandWords,
): Band[] {
  const holidays = new Map<string, { readonly of: Holiday; readonly places: string[]; isWhole: boolean }>();
  for (const region of regions)
    for (const of of holidaysBetween(regionOfText(region)?.code ?? '', span.from, span.to)) {
      const key = `holiday ${of.date} ${of.name}`;
      const known = holidays.get(key) ?? { of, places: [], isWhole: true };
      known.places.push(words.place(region, of));
      known.isWhole &&= !of.inParts && !of.fromNoon;
      holidays.set(key, known);
    }
  const ofHolidays = [...holidays].map(
    ([
      key,
      {
        of: { date, name },
        places,
        isWhole,
      },
    ]): Band => {
      const isEverywhere = isWhole && places.length === regions.length;
      const label = inPlaces(holidayName(name, words.language), isEverywhere ? [] : places, words);
      return { key, kind: 'holiday', from: date, to: date, label };
    },
  );
  const ofPeriods = periods
    .filter(({ from, to }) => from <= span.to && to >= span.from)
    .map(({ id, kind, title, from, to, regions: where }): Band => {
      const look = kind === 'freeze' ? 'frozen' : CLOSING_KINDS.has(kind) ? 'closed' : 'noted';
      return { key: `period ${id}`, kind: look, from, to, label: inPlaces(title, where, words) };
    });
  return [...ofHolidays, ...ofPeriods].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function inPlaces(name: string, places: readonly string[], { list }: BandWords): string {
  return places.length === 0 ? name : `${name} (${list(places)})`;
}

/** The days that come next; where fewer are left, the last ones of the span. */
export function nextBands(bands: readonly Band[], today: CivilDate, most: number): readonly Band[] {
  const first = bands.findIndex(({ to }) => to >= today);
  const at = Math.max(0, Math.min(first < 0 ? bands.length : first, bands.length - most));
  return bands.slice(at, at + most);
}
