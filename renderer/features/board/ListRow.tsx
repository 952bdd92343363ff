import { memo } from 'react';
import type { Member } from '../../../shared/domain/people';
import type { PlanRow } from '../../client';
import { cx } from '../../ui';
import { ListCell } from './ListCell';
import type { ListWords } from './CellContent';
import { type CellAt, type ListColumn } from './logic/list-columns';
import type { Place } from './logic/search';
import styles from './List.module.css';

export interface ListRowProps {
  readonly row: PlanRow;
  readonly columns: readonly ListColumn[];
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
}

/** One plan in the list. Drawn again only when something of it changes. */
export const ListRow = memo(function ListRow({
  row,
  columns,
  index,
  top,
  isOpen,
  active,
  ...props
}: ListRowProps) {
  return (
    <div
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
          words={props.words}
          place={column === 'title' ? props.place : null}
          isTabStop={column === active}
          wantsFocus={column === active && props.wantsFocus}
          isEditing={column === active && props.isEditing}
          mayEdit={props.mayEdit}
          onCell={props.onCell}
          onEdited={props.onEdited}
        />
      ))}
    </div>
  );
});
