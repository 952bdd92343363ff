import { useMemo } from 'react';
import { useFormat, useT } from '../../i18n';
import { stateWord } from '../../ui';
import type { CalendarEntry } from './logic/entries';
import type { Span, Zoom } from './logic/span';

/** Pixels that glyph, gaps and padding of a bar take besides its words. */
const BESIDE_WORDS = 36;
const BESIDE_GHOST = 18;
const COLOR_MARK = 17;
/** Longer titles are cut, but the note after the title never is. */
const MAX_TITLE = 240;

/** How an entry is put in words. */
export interface EntryWords {
  title(entry: CalendarEntry): string;
  /** The note after the title; '' for an agreed plan that has not changed. */
  note(entry: CalendarEntry): string;
  period(entry: CalendarEntry): string;
  /** What people must know about an entry besides its state. */
  remark(entry: CalendarEntry): string | null;
  budget(entry: CalendarEntry): string;
  /** What screen readers say after the words that a bar shows. */
  details(entry: CalendarEntry): string;
  /** Width of title, note and glyph in a bar, in pixels. */
  readonly width: (entry: CalendarEntry) => number;
}

export function useEntryWords(): EntryWords {
  const t = useT('calendar');
  const common = useT('common');
  const format = useFormat();
  return useMemo(() => {
    const measure = textMeasure();
    const title = (entry: CalendarEntry) => entry.title || common('untitled');
    const note = (entry: CalendarEntry) => {
      if (entry.agreed) return entry.deleted ? t('deleted') : '';
      if (entry.startedUnagreed) return t('late');
      if (entry.besideAgreement) return t('ghost');
      return entry.state === 'draft' ? t('notAgreed') : stateWord(common, entry.state, entry.department);
    };
    const period = (entry: CalendarEntry) => format.dateRange(entry.start, entry.end);
    const remark = (entry: CalendarEntry) => {
      if (!entry.agreed) return entry.startedUnagreed ? t('late') : t('notAgreed');
      if (entry.deleted) return t('deleted');
      return entry.changes > 0 ? t('changedNote', { count: entry.changes }) : null;
    };
    return {
      title,
      note,
      period,
      remark,
      budget: (entry) => (entry.budgetMinor === null ? '' : format.money(entry.budgetMinor, entry.currency)),
      details: (entry) =>
        [
          common(`department.${entry.department}`),
          period(entry),
          stateWord(common, entry.state, entry.department),
          remark(entry),
          entry.tags.join(', '),
        ]
          .filter(Boolean)
          .join(', '),
      width: (entry) =>
        Math.min(measure(title(entry)), MAX_TITLE) +
        measure(note(entry)) +
        BESIDE_WORDS +
        (entry.besideAgreement ? BESIDE_GHOST : 0) +
        (entry.color === '' ? 0 : COLOR_MARK),
    };
  }, [t, common, format]);
}

/** Widths of texts as bars show them; an estimate where there is nothing to draw on. */
function textMeasure(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 7;
  context.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? context.measureText(text).width;
    known.set(text, width);
    return width;
  };
}

/** `2027`, or `2. Quartal 2027`. */
export function useSpanName(): (span: Span, zoom: Zoom) => string {
  const t = useT('calendar');
  return ({ from }, zoom) => {
    const year = from.slice(0, 4);
    const quarter = String(Math.ceil(Number(from.slice(5, 7)) / 3));
    return zoom === 'year' ? year : t('quarter', { quarter, year });
  };
}
