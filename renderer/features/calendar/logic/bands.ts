import { holidayName, holidaysBetween } from '../../../../shared/domain/days/holidays';
import { CLOSING_KINDS, type Period } from '../../../../shared/domain/days/periods';
import { regionOfText } from '../../../../shared/domain/days/regions';
import type { CivilDate } from '../../../../shared/domain/dates';
import type { Band } from '../../../../shared/domain/timeline/axis';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import { ZOOMS, type Span } from '../../../../shared/domain/timeline/span';
import { lately } from './lately';

/** The regions of the list that plans are for, each once. */
export function regionsOf(items: readonly TimelineItem[]): readonly string[] {
  return regionsLately([items], () => {
    const found = new Set<string>();
    for (const { regions } of items) for (const region of regions) found.add(region);
    return [...found].filter((text) => regionOfText(text) !== null).sort();
  });
}

const regionsLately = lately<readonly string[]>(ZOOMS.length);

/** The days of a span that matter to plans of some regions: their holidays, and what departments have set. In order. */
export function bandsOf(
  span: Span,
  regions: readonly string[],
  periods: readonly Period[],
  words: { readonly language: 'de' | 'en'; readonly list: (values: readonly string[]) => string },
): Band[] {
  const holidays = new Map<
    string,
    { readonly date: string; readonly name: string; readonly regions: string[] }
  >();
  for (const region of regions)
    for (const { date, name } of holidaysBetween(regionOfText(region)?.code ?? '', span.from, span.to)) {
      const key = `holiday ${date} ${name}`;
      const known = holidays.get(key) ?? { date, name: holidayName(name, words.language), regions: [] };
      known.regions.push(region);
      holidays.set(key, known);
    }
  const ofHolidays = [...holidays].map(([key, { date, name, regions: where }]): Band => {
    const label = where.length === regions.length ? name : `${name} (${words.list(where)})`;
    return { key, kind: 'holiday', from: date, to: date, label };
  });
  const ofPeriods = periods
    .filter(({ from, to }) => from <= span.to && to >= span.from)
    .map(({ id, kind, title, from, to }): Band => {
      const look = kind === 'freeze' ? 'frozen' : CLOSING_KINDS.has(kind) ? 'closed' : 'noted';
      return { key: `period ${id}`, kind: look, from, to, label: title };
    });
  return [...ofHolidays, ...ofPeriods].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The days that come next; where fewer are left, the last ones of the span. */
export function nextBands(bands: readonly Band[], today: CivilDate, most: number): readonly Band[] {
  const first = bands.findIndex(({ to }) => to >= today);
  const at = Math.max(0, Math.min(first < 0 ? bands.length : first, bands.length - most));
  return bands.slice(at, at + most);
}
