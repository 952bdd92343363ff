import { useEffect, useRef } from 'react';
import { CircleAlert } from 'lucide-react';
import type { Member } from '../../../shared/domain/people';
import type { PlanRow } from '../../client';
import { cx } from '../../ui';
import { CellContent, type ListWords } from './CellContent';
import { CellEditor } from './CellEditor';
import { EDITABLE, NUMERIC, type CellAt, type ListColumn } from './logic/list-columns';
import type { Place } from './logic/search';
import { titleOf } from './logic/values';
import styles from './List.module.css';

interface Props {
  readonly row: PlanRow;
  readonly column: ListColumn;
  readonly href: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly words: ListWords;
  /** Whose turn it is, in the column of states, and whether it stands below the cells. */
  readonly turn: string;
  readonly isTurnBelow: boolean;
  readonly place: Place | null;
  readonly isTabStop: boolean;
  readonly wantsFocus: boolean;
  readonly isEditing: boolean;
  readonly mayEdit: boolean;
  readonly onCell: (at: CellAt, edit: boolean) => void;
  readonly onEdited: (byKey: boolean) => void;
}

/** A cell of the list: shows its value and what is wrong with it, or the field to change it. */
export function ListCell({
  row,
  column,
  isTabStop,
  wantsFocus,
  isEditing,
  mayEdit,
  onCell,
  words,
  ...props
}: Props) {
  const cell = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wantsFocus && !isEditing) cell.current?.focus();
  }, [wantsFocus, isEditing]);

  const at: CellAt = { planId: row.id, column };
  const canEdit = mayEdit && EDITABLE.has(column);
  const problem = EDITABLE.has(column)
    ? words.wording.field(row.problems, column as 'title', row.json)
    : null;
  const isNumeric = NUMERIC.has(column);
  return (
    <div
      ref={cell}
      role="gridcell"
      tabIndex={isTabStop ? 0 : -1}
      className={cx(
        styles['cell'],
        column === 'title' && styles['first'],
        column === 'tags' && styles['tags'],
        isNumeric && styles['number'],
        (column === 'start' || column === 'end') && styles['date'],
        canEdit && column !== 'title' && styles['editable'],
        isEditing && styles['editing'],
        problem !== null && styles['problem'],
      )}
      aria-readonly={!canEdit}
      data-place={`${row.id}/${column}`}
      {...(column === 'title' ? { 'data-plan': row.id } : {})}
      {...(problem === null ? {} : { title: problem, 'aria-invalid': true })}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a, button')) return;
        onCell(at, column !== 'title');
      }}
      onDoubleClick={() => onCell(at, true)}
      onFocus={(event) => event.target === cell.current && onCell(at, false)}
    >
      {isEditing ? (
        <CellEditor
          row={row}
          column={column}
          label={words.board('list.edit', {
            field: words.board(`list.${column}`),
            title: titleOf(row, words.common('untitled')),
          })}
          members={props.members}
          onEdited={props.onEdited}
        />
      ) : (
        <>
          {problem === null ? null : <CircleAlert size={13} aria-label={problem} />}
          <CellContent
            row={row}
            column={column}
            href={props.href}
            members={props.members}
            words={words}
            turn={props.turn}
            isTurnBelow={props.isTurnBelow}
            place={props.place}
            onEdit={canEdit ? () => onCell(at, true) : null}
          />
        </>
      )}
    </div>
  );
}
