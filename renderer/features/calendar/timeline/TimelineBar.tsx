import type { CSSProperties, ReactElement } from 'react';
import type { Bar } from '../../../../shared/domain/timeline/lanes';
import { hrefOf } from '../../../state/route';
import { planColorOf } from '../../../ui';
import type { ItemWords } from '../item-words';
import { ROW } from '../logic/geometry';
import { barClass, lookOf } from './bar-class';

interface TimelineBar {
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

/**
 * One plan in its time; opens it. One element, because there may be a thousand in sight, and for the same reason no component:
 * whoever has some of them keeps them as long as nothing of them changes.
 */
export function timelineBar(of: TimelineBar): ReactElement {
  const { bar, id, px, words, isTabStop, isWarned } = of;
  const { item } = bar;
  const look = lookOf(item);
  const isInside = bar.words === 'inside';
  const place = { left: bar.boxLeft * px, width: bar.boxWidth * px, top: bar.row * ROW };
  return (
    <a
      key={item.key}
      href={hrefOf({ page: 'board', boardId: item.board, view: 'calendar', planId: item.planId })}
      className={barClass({ look, state: item.state, words: bar.words, marks: marksOf(of) })}
      aria-label={isWarned ? `${words.spoken(item)}, ${words.warned}` : words.spoken(item)}
      data-bar={id}
      data-plan={item.planId}
      data-look={look}
      data-words={isInside ? undefined : bar.words}
      draggable={false}
      tabIndex={isTabStop ? 0 : -1}
      style={isInside ? place : ({ ...place, '--bar': `${bar.width * px}px` } as CSSProperties)}
    >
      {words.label(item)}
    </a>
  );
}

const NO_MARKS: readonly string[] = [];

function marksOf({ bar, isChosen, isWarned }: TimelineBar): readonly string[] {
  const { color } = bar.item;
  if (color === '' && !bar.cutLeft && !bar.cutRight && !isChosen && !isWarned) return NO_MARKS;
  const marks: string[] = [];
  const marked = planColorOf(color);
  if (marked) marks.push('marked', marked);
  if (bar.cutLeft) marks.push('cutLeft');
  if (bar.cutRight) marks.push('cutRight');
  if (isChosen) marks.push('chosen');
  if (isWarned) marks.push('warned');
  return marks;
}
