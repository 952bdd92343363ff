import { memo, type CSSProperties } from 'react';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import type { Bar } from '../../../../shared/domain/timeline/lanes';
import { hrefOf } from '../../../state/route';
import { planColorOf } from '../../../ui';
import type { ItemWords } from '../item-words';
import { ROW } from '../logic/geometry';
import styles from './bar.module.css';

export interface TimelineBarProps {
  readonly bar: Bar;
  /** Which bar in which lane. */
  readonly id: string;
  /** What a day is wide. */
  readonly px: number;
  readonly words: ItemWords;
  /** The one bar that Tab reaches. */
  readonly isTabStop: boolean;
  readonly isChosen: boolean;
  /** Something speaks against it that nobody has accepted. */
  readonly isWarned: boolean;
}

/** One plan in its time; opens it. One element, because there may be a thousand in sight. */
export const TimelineBar = memo(function TimelineBar(props: TimelineBarProps) {
  const { bar, id, px, words, isTabStop, isChosen, isWarned } = props;
  const { item } = bar;
  const color = planColorOf(item.color);
  return (
    <a
      href={hrefOf({ page: 'board', boardId: item.board, view: 'calendar', planId: item.planId })}
      className={styles['bar']}
      aria-label={isWarned ? `${words.spoken(item)}, ${words.warned}` : words.spoken(item)}
      data-bar={id}
      data-plan={item.planId}
      data-look={lookOf(item)}
      data-state={item.state}
      data-words={bar.words}
      data-color={color ?? undefined}
      data-cut-left={bar.cutLeft || undefined}
      data-cut-right={bar.cutRight || undefined}
      data-chosen={isChosen || undefined}
      data-warned={isWarned || undefined}
      draggable={false}
      tabIndex={isTabStop ? 0 : -1}
      style={
        {
          left: bar.boxLeft * px,
          width: bar.boxWidth * px,
          top: bar.row * ROW,
          '--bar': bar.words === 'inside' ? undefined : `${bar.width * px}px`,
        } as CSSProperties
      }
    >
      {words.label(item)}
    </a>
  );
});

/** Filled is for agreements only. */
export function lookOf({ agreed, state, startedUnagreed }: TimelineItem) {
  if (!agreed) return startedUnagreed ? 'late' : 'open';
  return state === 'agreed' ? 'agreed' : state === 'closed' ? 'closed' : 'launched';
}
