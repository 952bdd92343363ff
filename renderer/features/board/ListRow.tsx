import { memo, useLayoutEffect } from 'react';
import type { Member } from '../../../shared/domain/people';
import type { PlanRow } from '../../client';
import { cx, softHyphens, stateWord } from '../../ui';
import { ListCell } from './ListCell';
import type { ListWords } from './CellContent';
import { type CellAt, type ListColumn } from './logic/list-columns';
import type { Place } from './logic/search';
import { fitsBeside } from './logic/turn-room';
import { departmentOfRow } from './logic/values';
import { FoundIn } from './Marks';
import styles from './List.module.css';

export interface ListRowProps {
  readonly row: PlanRow;
  readonly columns: readonly ListColumn[];
  /** Pixels that the column of states has. */
  readonly stateWidth: number;
  readonly index: number;
  readonly top: number;
  readonly href: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly words: ListWords;
  /** Where the search found the plan, if not in its title. */
  readonly place: Place | null;
  readonly isOpen: boolean;
  /** The column of the cell that has the keyboard, if it is in this row. */
  readonly active: ListColumn | null;
  readonly wantsFocus: boolean;
  readonly isEditing: boolean;
  readonly mayEdit: boolean;
  readonly onCell: (at: CellAt, edit: boolean) => void;
  readonly onEdited: (byKey: boolean) => void;
  /** It is drawn higher than it is, as it had a second line when it was last seen. */
  readonly isTooHigh: boolean;
  /** Takes the height that a row of two lines really has. */
  readonly measure: (element: HTMLElement | null) => void;
  readonly onOneLine: (index: number) => void;
}

/**
 * One plan in the list. Drawn again only when something of it changes. Whose turn it is stands beside its state, or on a line of its
 * own across the row where it has no room there, as does where a search found the plan.
 */
export const ListRow = memo(function ListRow({
  row,
  columns,
  stateWidth,
  index,
  top,
  isOpen,
  active,
  measure,
  isTooHigh,
  onOneLine,
  ...props
}: ListRowProps) {
  const { words } = props;
  const turn = words.turnOf(row);
  const state = stateWord(words.common, row.status.state, departmentOfRow(row));
  const isTurnBelow = turn !== '' && !fitsBeside(turn, state, stateWidth, props.place ? 1 : 2);
  const isHigher = isTurnBelow || props.place !== null;
  const mustShrink = isTooHigh && !isHigher;
  useLayoutEffect(() => {
    if (mustShrink) onOneLine(index);
  }, [mustShrink, onOneLine, index]);
  return (
    <div
      // Most rows are of one height: asking each of them for its own would cost scrolling much.
      ref={isHigher ? measure : null}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={cx(styles['row'], styles['line'], isOpen && styles['openRow'])}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <ListCell
          key={column}
          row={row}
          column={column}
          href={props.href}
          members={props.members}
          words={words}
          turn={column === 'state' ? turn : ''}
          isTurnBelow={column === 'state' && isTurnBelow}
          place={column === 'title' ? props.place : null}
          isTabStop={column === active}
          wantsFocus={column === active && props.wantsFocus}
          isEditing={column === active && props.isEditing}
          mayEdit={props.mayEdit}
          onCell={props.onCell}
          onEdited={props.onEdited}
        />
      ))}
      {props.place ? (
        <div
          aria-hidden
          className={styles['below']}
          onClick={() => props.onCell({ planId: row.id, column: 'title' }, false)}
        >
          <FoundIn place={props.place} />
        </div>
      ) : null}
      {isTurnBelow ? (
        <div
          aria-hidden
          className={styles['below']}
          onClick={() => props.onCell({ planId: row.id, column: 'state' }, false)}
        >
          {softHyphens(turn)}
        </div>
      ) : null}
    </div>
  );
});
