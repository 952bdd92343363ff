import { memo } from 'react';
import { CornerDownRight } from 'lucide-react';
import { hrefOf } from '../../state/route';
import { ColorMark, planColorOf, StateGlyph } from '../../ui';
import type { EntryWords } from './entry-words';
import type { CalendarEntry } from './logic/entries';
import type { PlacedBar } from './logic/lanes';
import styles from './bar.module.css';

export const LANE_HEIGHT = 28;

export interface TimelineBarProps {
  readonly boardId: string;
  readonly bar: PlacedBar;
  readonly words: EntryWords;
  /** The one bar that Tab reaches. */
  readonly isTabStop: boolean;
}

/** One plan in its time; opens it. */
export const TimelineBar = memo(function TimelineBar({ boardId, bar, words, isTabStop }: TimelineBarProps) {
  const { entry } = bar;
  const note = words.note(entry);
  const color = planColorOf(entry.color);
  return (
    <a
      href={hrefOf({ page: 'board', boardId, view: 'calendar', planId: entry.planId })}
      className={styles['bar']}
      data-bar={entry.key}
      data-look={lookOf(entry)}
      data-label={bar.label}
      data-cut-left={bar.cutLeft || undefined}
      data-cut-right={bar.cutRight || undefined}
      tabIndex={isTabStop ? 0 : -1}
      style={{ left: bar.left, width: bar.width, top: bar.lane * LANE_HEIGHT }}
    >
      <span className={styles['label']}>
        {entry.besideAgreement ? <CornerDownRight size={13} aria-hidden /> : null}
        <StateGlyph state={entry.state} size={13} />
        {color ? <ColorMark color={color} /> : null}
        <span className={styles['title']} data-over={entry.state === 'withdrawn' || undefined}>
          {words.title(entry)}
        </span>
        {note ? <span className={styles['note']}>{note}</span> : null}
      </span>
      <span className={styles['spoken']}>, {words.details(entry)}</span>
    </a>
  );
});

/** Solid is for agreements only. */
function lookOf({ agreed, state, startedUnagreed }: CalendarEntry) {
  if (!agreed) return startedUnagreed ? 'late' : 'open';
  return state === 'agreed' ? 'agreed' : state === 'closed' ? 'closed' : 'launched';
}
