import type { CivilDate } from '../../domain/dates';
import type { Band, Stretch } from '../../domain/timeline/axis';
import type { ExportLanguage } from '../context';
import { element, words } from './svg';
import { cutText, textWidth } from './text-width';

const TEXT = 10.5;
const LINE = 15;
const SWATCH = 10;
const GAP = 18;
/** A name with its places, and all of them on a sheet, take no more than this; how many are left out is said. */
const LONGEST = 340;
const MOST_LINES = 6;

/** Told apart in grey: days on which nothing goes are dark, a freeze is hatched, what is only worth knowing is ruled. */
const FILLS: Readonly<Record<Band['kind'], string>> = {
  weekend: '#f0f0f0',
  holiday: '#d6d6d6',
  closed: '#d6d6d6',
  frozen: 'url(#frozen)',
  noted: 'url(#noted)',
};

const PATTERNS = element(
  'defs',
  {},
  [
    pattern('frozen', element('path', { d: 'M0 6L6 0', stroke: '#c4c4c4', 'stroke-width': 1 })),
    pattern('noted', element('path', { d: 'M0 3H6', stroke: '#d8d8d8', 'stroke-width': 1 })),
  ].join(''),
);

function pattern(id: string, inner: string): string {
  const ground = element('rect', { width: 6, height: 6, fill: '#f4f4f4' });
  return element('pattern', { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, ground + inner);
}

/** Where the days of an axis lie on a sheet. */
interface Place {
  readonly x: (days: number) => number;
  readonly top: number;
  readonly height: number;
}

/** The days that matter, behind the bars. */
export function daysBehind(bands: readonly (Band & Stretch)[], { x, top, height }: Place): string[] {
  const rects = bands.map(({ kind, left, width }) =>
    element('rect', { x: x(left), y: top, width: x(left + width) - x(left), height, fill: FILLS[kind] }),
  );
  const isDrawn = bands.some(({ kind }) => FILLS[kind].startsWith('url'));
  return isDrawn ? [PATTERNS, ...rects] : rects;
}

interface Entry {
  readonly kind: Band['kind'] | null;
  readonly text: string;
}

/** The days that matter in words, with what each looks like: lines that are as wide as a sheet. */
export class DaysInWords {
  readonly #lines: readonly (readonly (Entry & { readonly x: number })[])[];

  constructor(bands: readonly Band[], { width, lang, more }: Sheet) {
    const when = datesIn(lang);
    const named = bands.filter(({ label }) => label !== '');
    const entries = named.map(({ kind, label, from, to }): Entry => {
      const days = when(from, to);
      return { kind, text: `${days} ${cutText(label, TEXT, LONGEST - textWidth(days, TEXT))}` };
    });
    const lines = broken(entries, width);
    const shown = lines.slice(0, MOST_LINES);
    const left = entries.length - shown.flat().length;
    this.#lines = left === 0 ? shown : [...shown, [{ kind: null, text: more(left), x: 0 }]];
  }

  get height(): number {
    return this.#lines.length === 0 ? 0 : this.#lines.length * LINE + 4;
  }

  /** @param top the upper edge of the first line */
  drawn(top: number): string {
    return this.#lines
      .flatMap((line, at) =>
        line.map(({ kind, text, x }) => {
          const y = top + at * LINE;
          const look = { width: SWATCH, height: SWATCH, stroke: '#9a9a9a', 'stroke-width': 0.5 };
          return [
            kind ? element('rect', { x: x + 0.5, y: y + 3, ...look, fill: FILLS[kind] }) : '',
            words(text, { x: kind ? x + SWATCH + 5 : x, y: y + 12, 'font-size': TEXT, fill: '#111' }),
          ].join('');
        }),
      )
      .join('');
  }
}

interface Sheet {
  readonly width: number;
  readonly lang: ExportLanguage;
  /** Says how many more there are. */
  readonly more: (count: number) => string;
}

function broken(entries: readonly Entry[], width: number) {
  const lines: (Entry & { readonly x: number })[][] = [];
  let x = 0;
  for (const entry of entries) {
    const room = SWATCH + 5 + textWidth(entry.text, TEXT);
    if (lines.length === 0 || x + room > width) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1)?.push({ ...entry, x });
    x += room + GAP;
  }
  return lines;
}

/** Days without their year, which the sheet says; making a formatter takes longer than all of them. */
function datesIn(lang: ExportLanguage): (from: CivilDate, to: CivilDate) => string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options);
  const at = (date: CivilDate) => new Date(`${date}T00:00:00Z`);
  return (from, to) => (from === to ? format.format(at(from)) : format.formatRange(at(from), at(to)));
}
