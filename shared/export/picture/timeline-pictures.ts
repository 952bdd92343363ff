import type { CivilDate } from '../../domain/dates';
import type { Band } from '../../domain/timeline/axis';
import type { TimelineItem } from '../../domain/timeline/items';
import { laneTotals, totalsOf, type Totals } from '../../domain/timeline/totals';
import { timelineLayout, type TimelineLayout } from '../../domain/timeline/layout';
import type { Bar, Grouping, Lane } from '../../domain/timeline/lanes';
import { lengthOf, quartersOf, type Span, type Zoom } from '../../domain/timeline/span';
import type { ExportLanguage } from '../context';
import { labelsOf, type ExportLabels } from '../labels';
import { wholeAmountText } from '../values';
import { DaysInWords, daysBehind } from './days';
import { FACT_TEXT, factLines } from './facts';
import { legendMark, lookOf, marks, marksWidth, SAMPLE, type Drawn } from './marks';
import { element, words } from './svg';
import { boldWidth, cutBold, cutText, textWidth } from './text-width';

/** A timeline as somebody wants it in a picture. */
export interface PictureAsked {
  readonly title: string;
  /** Below the title: as of when, by which entry of the record. */
  readonly facts: readonly string[];
  readonly lang: ExportLanguage;
  readonly items: readonly TimelineItem[];
  readonly span: Span;
  readonly zoom: Zoom;
  readonly grouping: Grouping;
  /** The month in which the year begins, 1 to 12. */
  readonly firstMonth: number;
  /** Days that matter in that time, in order. */
  readonly bands?: readonly Band[];
  /** What a lane is called; '' is the lane of those that have none. */
  readonly laneName: (key: string) => string;
}

/** What is drawn on, in CSS pixels; without a height one picture takes all lanes. */
export interface Paper {
  readonly width: number;
  readonly height: number | null;
  /** Empty on each side; a sheet of paper has its own. */
  readonly margin: number;
}

const LANE = 176;
const ROW = 21;
const BAR = 17;
const TEXT = 11;
const SMALL = 10.5;
/** Where facts begin, below the title. */
const TITLE = 42;
/** The letters of the title: smaller ones where it is long, so that it is whole, yet larger than what stands below. */
const [LARGEST, SMALLEST] = [20, 13];
/** How high a line of them is. */
const FACT = 16;
const FOOT = 32;
/** Between words and what follows. */
const GAP = 14;
/** Lines below a lane's name. */
const SUMS = 3;
const INK = '#111';
const FAINT = '#5c5c5c';
const LINE = '#c9c9c9';

/**
 * The timeline as SVG pictures, one a page, each with title, axis and legend. They tell what is agreed from what is not, and
 * marketing from sales, without colour. Same input, same bytes.
 */
export function timelinePictures(asked: PictureAsked, paper: Paper): string[] {
  const day = (paper.width - LANE) / lengthOf(asked.span);
  const layout = timelineLayout(asked.items, {
    span: asked.span,
    zoom: asked.zoom,
    firstMonth: asked.firstMonth,
    grouping: asked.grouping,
    least: 6 / day,
    room: (item) => (textWidth(labelOf(item, asked.lang), TEXT) + marksWidth(item) + GAP) / day,
    isWhole: true,
    bands: asked.bands ?? [],
    compare: (one, other) => asked.laneName(one).localeCompare(asked.laneName(other), asked.lang),
  });
  const drawing = new Drawing(asked, layout, { ...paper, day });
  const pages = paginated(
    layout.lanes,
    paper.height === null ? Infinity : paper.height - drawing.top - drawing.foot,
  );
  return pages.map((parts, index) => {
    const height = paper.height ?? drawing.top + heightOf(parts) + drawing.foot;
    return drawing.page(parts, height, pages.length > 1 ? `${index + 1} / ${pages.length}` : '');
  });
}

/** Rows of a lane that stand on one page. */
interface Part {
  readonly lane: Lane;
  readonly from: number;
  readonly rows: Lane['rows'];
}

/** A lane has room for its name and its sums. */
const partHeight = ({ rows }: Part) => Math.max(rows.length * ROW, (1 + SUMS) * 14) + 8;
const heightOf = (parts: readonly Part[]) => parts.reduce((sum, part) => sum + partHeight(part), 0);

/** A lane that is longer than what is left of a page goes on on the next one; one that fits a page is not torn. */
function paginated(lanes: readonly Lane[], height: number): Part[][] {
  const pages: Part[][] = [[]];
  let left = height;
  for (const lane of lanes) {
    const whole = partHeight({ lane, from: 0, rows: lane.rows });
    const isTorn = whole > height;
    if (whole > left && !isTorn) [left] = [height, pages.push([])];
    for (let from = 0; from < lane.rows.length;) {
      const fits = Math.max(0, Math.floor((left - 8) / ROW));
      // Where only a row or two have room, the next page is better.
      if (isTorn && fits < 3 && left < height) {
        [left] = [height, pages.push([])];
        continue;
      }
      const rows = isTorn ? torn(lane.rows, from, Math.max(1, fits)) : lane.rows.slice(from);
      const part = { lane, from, rows };
      pages.at(-1)?.push(part);
      left -= partHeight(part);
      from += rows.length;
    }
  }
  return pages.filter((page, index) => index === 0 || page.length > 0);
}

/** As many rows as fit; none is parted from the one below that has its words. */
function torn(rows: Lane['rows'], from: number, fits: number): Lane['rows'] {
  let to = Math.min(rows.length, from + fits);
  if (to - from > 1 && rows[to - 1]?.some(({ words: place }) => place === 'below')) to--;
  return rows.slice(from, to);
}

/** What a bar is called; where not all of it has room the title is cut, as what is not agreed always says so. */
function labelOf({ title, agreed, state }: TimelineItem, lang: ExportLanguage, room = Infinity): string {
  const labels = labelsOf(lang);
  const said = agreed ? '' : ` [${state === 'draft' ? labels.notAgreed : labels.states[state]}]`;
  return `${cutText(title, TEXT, room - textWidth(said, TEXT))}${said}`.trim();
}

/** A stretch of the axis with what it is called. */
interface Cell {
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

/** A row of the axis; `name` stands before it. */
interface AxisRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** Draws pages of one layout. */
class Drawing {
  readonly #asked: PictureAsked;
  readonly #layout: TimelineLayout;
  readonly #width: number;
  readonly #margin: number;
  /** How wide a day is. */
  readonly #day: number;
  readonly #labels: ExportLabels;
  readonly #totals: ReadonlyMap<string, Totals>;
  readonly #rows: readonly AxisRow[];
  readonly #facts: readonly string[];
  /** Where the axis begins. */
  readonly #head: number;
  /** What the lanes show: nothing else has to be explained. */
  readonly #drawn: readonly TimelineItem[];
  readonly #days: DaysInWords;
  /** Where the lanes begin. */
  readonly top: number;
  /** What stands below them. */
  readonly foot: number;

  constructor(
    asked: PictureAsked,
    layout: TimelineLayout,
    { width, margin, day }: Paper & { readonly day: number },
  ) {
    this.#asked = asked;
    this.#layout = layout;
    this.#width = width;
    this.#margin = margin;
    this.#day = day;
    this.#labels = labelsOf(asked.lang);
    const { grouping, items, span } = asked;
    // No sums by person.
    this.#totals = grouping === 'owner' ? new Map() : laneTotals(items, span, grouping);
    this.#rows = this.#axisRows();
    this.#drawn = layout.lanes.flatMap(({ rows }) => rows.flat()).map(({ item }) => item);
    this.#facts = factLines(asked.facts.filter(Boolean), width - 60, this.#labels);
    this.#head = TITLE + FACT * Math.max(1, this.#facts.length);
    this.top = this.#head + 20 * this.#rows.length + 6;
    this.#days = new DaysInWords(layout.bands, {
      width,
      lang: asked.lang,
      more: (count) => this.#labels.moreDays(count),
    });
    this.foot = FOOT + this.#days.height;
  }

  page(parts: readonly Part[], height: number, number: string): string {
    const [width, whole] = [this.#width + 2 * this.#margin, Math.round(height) + 2 * this.#margin];
    const inner = [
      element('rect', { x: -this.#margin, y: -this.#margin, width, height: whole, fill: '#fff' }),
      this.#headOf(number),
      ...this.#bands(height),
      ...this.#axis(height),
      ...this.#lanes(parts),
      parts.length === 0 ? this.#nothing() : '',
      this.#days.drawn(height - this.foot + 6),
      this.#legend(height),
    ];
    const viewBox = `${-this.#margin} ${-this.#margin} ${width} ${whole}`;
    const style = "font-family:'Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif";
    const xmlns = 'http://www.w3.org/2000/svg';
    return element('svg', { xmlns, width, height: whole, viewBox, style }, inner.join(''));
  }

  #x(days: number): number {
    return LANE + days * this.#day;
  }

  #headOf(number: string): string {
    const { title } = this.#asked;
    const room = this.#width - 60;
    const fits = (room / boldWidth(title, LARGEST)) * LARGEST;
    const size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(fits)));
    return [
      words(cutBold(title, size, room), { y: 22, 'font-size': size, 'font-weight': 600, fill: INK }),
      ...this.#facts.map((line, index) =>
        words(cutText(line, FACT_TEXT, room), {
          y: TITLE + FACT * index,
          'font-size': FACT_TEXT,
          fill: FAINT,
        }),
      ),
      number
        ? words(number, { x: this.#width, y: 22, 'font-size': 12, fill: FAINT, 'text-anchor': 'end' })
        : '',
    ].join('');
  }

  /** The rows of the axis from above, each of stretches with what they are called. */
  #axisRows(): AxisRow[] {
    const { axis } = this.#layout;
    const { span, firstMonth, items } = this.#asked;
    const spans = quartersOf(span, firstMonth);
    const quarters = axis.quarters.map((quarter, index) => {
      const own = spans[index];
      const room = quarter.width * this.#day - 4;
      const line = (sums: readonly string[]) => [`Q${quarter.number}`, ...sums].join(' · ');
      const sums = own
        ? this.#sums(totalsOf(items, own), (some) => textWidth(line(some), SMALL) <= room)
        : [];
      return { ...quarter, text: line(sums) };
    });
    const monthText = monthsIn(this.#asked.lang);
    const months = axis.months.map((month) => ({ ...month, text: monthText(month.date) }));
    const weeks = axis.weeks.map((week) => ({ ...week, text: String(week.week) }));
    const dates = axis.dates.map((date) => ({ ...date, text: String(Number(date.date.slice(8))) }));
    const rows = [quarters, months, weeks, dates].map((cells) => ({
      name: cells === weeks ? this.#labels.week : '',
      cells,
    }));
    return rows.filter(({ cells }) => cells.length > 0);
  }

  #axis(height: number): string[] {
    return this.#rows.flatMap(({ name, cells }, index) => {
      const y = this.#head + 20 * index;
      return [
        name
          ? words(name, {
              x: LANE - 6,
              y: y + 14,
              'font-size': 10,
              fill: FAINT,
              'text-anchor': 'end',
            })
          : '',
        ...cells.flatMap(({ left, width, text }) => {
          const [x, room] = [this.#x(left), width * this.#day];
          const shown = cutText(text, SMALL, room - 4);
          return [
            element('line', {
              x1: x,
              x2: x,
              y1: y,
              y2: index === 0 ? height - this.foot : y + 20,
              stroke: LINE,
              'stroke-width': 1,
            }),
            shown ? words(shown, { x: x + 4, y: y + 14, 'font-size': SMALL, fill: INK }) : '',
          ];
        }),
        element('line', { x1: LANE, x2: this.#width, y1: y + 20, y2: y + 20, stroke: LINE }),
      ];
    });
  }

  #bands(height: number): string[] {
    const top = this.top - 6;
    const place = { x: (days: number) => this.#x(days), top, height: height - this.foot - top };
    return daysBehind(this.#layout.bands, place);
  }

  #lanes(parts: readonly Part[]): string[] {
    let y = this.top;
    return parts.flatMap((part) => {
      const top = y;
      y += partHeight(part);
      return [
        this.#laneTitle(part, top),
        ...part.rows.flatMap((row, index) => row.map((bar) => this.#bar(bar, top + 4 + index * ROW))),
        element('line', { x1: 0, x2: this.#width, y1: y, y2: y, stroke: LINE }),
      ];
    });
  }

  #laneTitle({ lane, from }: Part, y: number): string {
    const name = this.#asked.laneName(lane.key);
    const totals = this.#totals.get(lane.key);
    const room = LANE - 12;
    const fit = (sums: readonly string[]) => sums.every((sum) => textWidth(sum, SMALL) <= room);
    // Not behind the name: a long one has no room for it.
    const below = from > 0 ? [this.#labels.continued] : totals ? this.#sums(totals, fit) : [];
    return [
      words(cutBold(name, 12, LANE - 4), { y: y + 16, 'font-size': 12, 'font-weight': 600, fill: INK }),
      ...below.map((line, index) =>
        words(cutText(line, SMALL, room), { y: y + 31 + 14 * index, 'font-size': SMALL, fill: FAINT }),
      ),
    ].join('');
  }

  /**
   * What is agreed; and how many are not, where some are shown. Of the amounts as many as fit, each of them whole: a part of a
   * number reads as another number.
   */
  #sums({ agreed, open }: Totals, fit: (sums: readonly string[]) => boolean): string[] {
    const amounts = [...agreed.budget]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([currency, minor]) => wholeAmountText(minor, currency, this.#asked.lang));
    const linesOf = (some: readonly string[]) =>
      [
        agreed.plans > 0 ? this.#labels.plans(agreed.plans) : '',
        some.join(' + '),
        open.plans > 0 ? this.#labels.open(open.plans) : '',
      ].filter(Boolean);
    for (let count = amounts.length; count > 0; count--) {
      const sums = linesOf(count < amounts.length ? [...amounts.slice(0, count), '…'] : amounts);
      if (fit(sums)) return sums;
    }
    return linesOf([]);
  }

  #bar({ item, left, width, boxLeft, boxWidth, words: place, cutLeft, cutRight }: Bar, y: number): string {
    const [x, wide] = [this.#x(left), width * this.#day];
    const { fill, isSolid, look } = lookOf(item);
    const light = isSolid ? '#fff' : fill;
    const isInside = place === 'inside';
    const start = {
      inside: x + (cutLeft ? 8 : 0),
      after: x + wide,
      before: x - boxWidth * this.#day + wide,
      below: this.#x(boxLeft),
    }[place];
    const signs = marksWidth(item);
    const beside = place === 'below' ? 0 : wide;
    const room = (isInside ? x + wide - start - 6 : boxWidth * this.#day - beside - GAP) - signs;
    // What the layout made room for may lack a billionth of a pixel.
    const text = labelOf(item, this.#asked.lang, room + 0.01);
    // Nearer to their own bar than to that of the next row.
    const middle = y + BAR / 2 + (place === 'below' ? ROW - 5 : 0);
    const label = { y: middle + 4, 'font-size': TEXT, fill: isInside && isSolid ? '#fff' : INK };
    const said =
      place === 'before'
        ? [
            marks(item, x - signs + 1, middle, fill),
            words(text, { ...label, x: x - signs - 4, 'text-anchor': 'end' }),
          ]
        : [
            room > -6 ? marks(item, start + 5, middle, isInside ? light : fill) : '',
            text ? words(text, { ...label, x: start + signs + 2 }) : '',
          ];
    return [
      element('rect', {
        x: x + 0.5,
        y: y + 0.5,
        width: Math.max(1, wide - 1),
        height: BAR - 1,
        rx: 3,
        ...look,
      }),
      cutLeft ? this.#arrow(x + 2, y + BAR / 2, -1, light) : '',
      cutRight ? this.#arrow(x + wide - 2, y + BAR / 2, 1, light) : '',
      ...said,
    ].join('');
  }

  /** It goes on beyond what is shown. */
  #arrow(x: number, y: number, side: 1 | -1, fill: string): string {
    return element('path', { d: `M${x - 4 * side} ${y - 4}L${x} ${y}L${x - 4 * side} ${y + 4}Z`, fill });
  }

  #nothing(): string {
    return words(this.#labels.nothing, { x: LANE, y: this.top + 24, 'font-size': 14, fill: FAINT });
  }

  #legend(height: number): string {
    const { departments, states, notAgreed } = this.#labels;
    const has = (is: (item: TimelineItem) => boolean) => this.#drawn.some(is);
    const entries: readonly [Drawn, string, boolean][] = [
      [{ ...SAMPLE, department: 'marketing' }, departments.marketing, true],
      [{ ...SAMPLE, department: 'sales' }, departments.sales, true],
      [
        { ...SAMPLE, department: 'other' },
        departments.other,
        has(({ department }) => department === 'other'),
      ],
      [
        { ...SAMPLE, state: 'launched' },
        states.launched,
        has(({ agreed, state }) => agreed && state === 'launched'),
      ],
      [
        { ...SAMPLE, state: 'closed' },
        states.closed,
        has(({ agreed, state }) => agreed && state === 'closed'),
      ],
      [{ ...SAMPLE, agreed: false, state: 'draft' }, notAgreed, has(({ agreed }) => !agreed)],
    ];
    let x = 0;
    return entries
      .filter(([, , isShown]) => isShown)
      .map(([item, text]) => {
        const at = x;
        x += 28 + textWidth(text, SMALL) + 16;
        const [y, middle] = [height - 17, height - 10];
        const { fill, isSolid, look } = lookOf(item);
        return [
          element('rect', { x: at + 0.5, y, width: 22, height: 14, rx: 3, ...look }),
          legendMark(item, at + 7, middle, isSolid ? '#fff' : fill),
          words(text, { x: at + 28, y: height - 6, 'font-size': SMALL, fill: INK }),
        ].join('');
      })
      .join('');
  }
}

/** Names months; making a formatter takes longer than all the names. */
function monthsIn(lang: ExportLanguage): (date: CivilDate) => string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options);
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}
