import { DEPARTMENTS, type Department } from '../../../../shared/domain/people';
import type { CalendarEntry } from './entries';
import { stretchOf, type Span } from './span';

/** A bar with its place, in pixels of the time axis. */
export interface PlacedBar {
  readonly entry: CalendarEntry;
  readonly lane: number;
  readonly left: number;
  readonly width: number;
  /** Where its words are: inside the bar, or next to it when the bar is too short. */
  readonly label: 'inside' | 'after' | 'before';
  /** It began before, or goes on after, the days shown. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

/** The bars of one department in as few lanes as their words allow. */
export interface LaneGroup {
  readonly department: Department;
  readonly lanes: number;
  readonly bars: readonly PlacedBar[];
}

/** Sizes the page knows and this computation does not. */
export interface Measure {
  /** Width of the time axis. */
  readonly width: number;
  /** Width of an entry's words with glyph and padding. */
  readonly labelWidth: (entry: CalendarEntry) => number;
}

const MIN_BAR = 6;
const GAP = 8;

/**
 * Packs entries into lanes, first fit in order of their start, so that no bar's words run into another bar. An
 * unagreed change of an agreed plan stands directly under the agreed bar.
 */
export function groupsOf(entries: readonly CalendarEntry[], span: Span, measure: Measure): LaneGroup[] {
  return DEPARTMENTS.flatMap((department) => {
    const own = entries.filter((entry) => entry.department === department);
    const { bars, lanes } = pack(own, span, measure);
    return bars.length > 0 ? [{ department, lanes, bars }] : [];
  });
}

type Unplaced = Omit<PlacedBar, 'lane'> & { readonly from: number; readonly to: number };

function pack(
  entries: readonly CalendarEntry[],
  span: Span,
  measure: Measure,
): { bars: PlacedBar[]; lanes: number } {
  const bars: PlacedBar[] = [];
  /** The pixel at which each lane becomes free. */
  const taken: number[] = [];
  for (const block of blocksOf(entries, span, measure)) {
    const from = Math.min(...block.map((bar) => bar.from));
    let lane = 0;
    while (block.some((_, offset) => (taken[lane + offset] ?? -Infinity) > from)) lane++;
    block.forEach(({ from: _from, to, ...bar }, offset) => {
      bars.push({ ...bar, lane: lane + offset });
      taken[lane + offset] = to + GAP;
    });
  }
  return { bars, lanes: taken.length };
}

/** Bars that belong together, one a lane: an agreed one and its change. */
function blocksOf(entries: readonly CalendarEntry[], span: Span, measure: Measure): Unplaced[][] {
  const blocks = new Map<string, Unplaced[]>();
  const ordered = entries.toSorted((a, b) => Number(a.besideAgreement) - Number(b.besideAgreement));
  for (const entry of ordered) {
    const bar = barOf(entry, span, measure);
    if (!bar) continue;
    const block = blocks.get(entry.planId);
    if (block) block.push(bar);
    else blocks.set(entry.planId, [bar]);
  }
  const start = (block: Unplaced[]) => Math.min(...block.map((bar) => bar.from));
  return [...blocks.values()].sort((a, b) => start(a) - start(b));
}

function barOf(entry: CalendarEntry, span: Span, { width: total, labelWidth }: Measure): Unplaced | null {
  const stretch = stretchOf(span, entry.start, entry.end);
  if (!stretch) return null;
  const width = Math.max(stretch.width * total, MIN_BAR);
  const left = Math.min(stretch.left * total, total - width);
  const words = labelWidth(entry);
  const label = placeOf(words, left, width, total);
  return {
    entry,
    left,
    width,
    label,
    cutLeft: entry.start < span.from,
    cutRight: entry.end > span.to,
    from: label === 'before' ? left - words : left,
    to: label === 'after' ? left + width + words : left + width,
  };
}

/** Words go into the bar if they fit, else to the side that has room; if neither has, the words are cut. */
function placeOf(words: number, left: number, width: number, total: number): PlacedBar['label'] {
  if (words <= width) return 'inside';
  if (left + width + words <= total) return 'after';
  return left >= words ? 'before' : 'inside';
}
