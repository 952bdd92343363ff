import { useRef, type KeyboardEvent } from 'react';
import type { Member } from '../../../shared/domain/people';
import { useBoardActions, useToday, type PlanRow } from '../../client';
import type { FieldProblem } from '../../../shared/domain/validate';
import {
  DateField,
  DepartmentMark,
  MoneyField,
  NumberField,
  Select,
  TypedField,
  isComposing,
  useWording,
} from '../../ui';
import { currencyOf, ownerOf, textOf } from './logic/values';
import type { ListColumn } from './logic/list-columns';

interface Props {
  readonly row: PlanRow;
  readonly column: ListColumn;
  readonly label: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly onEdited: (byKey: boolean) => void;
}

/** The field in place of a cell. Enter and leaving keep what was typed, Escape does not; what was not touched is not written. */
export function CellEditor({ row, column, label, members, onEdited }: Props) {
  const { setField, setFields } = useBoardActions();
  const today = useToday();
  const wording = useWording();
  const byKey = useRef(false);
  const common = {
    label,
    isLabelHidden: true,
    isInRow: true,
    autoFocus: true,
    problem: wording.field(row.problems, column as FieldProblem['field']),
    onBlur: () => onEdited(byKey.current),
    onEscape: () => onEdited(true),
  };
  return (
    <div
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        leaveByKey(event, byKey);
      }}
      role="presentation"
    >
      {column === 'title' ? (
        <TypedField
          {...common}
          isNumeric={false}
          text={textOf(row.json['title'])}
          read={(text) => text}
          onCommit={(title) => setField(row.id, 'title', title)}
        />
      ) : null}
      {column === 'start' || column === 'end' ? (
        <DateField
          {...common}
          today={today}
          edge={column === 'end' ? 'last' : 'first'}
          value={row.json[column]}
          onChange={(value) => setField(row.id, column, value)}
        />
      ) : null}
      {column === 'budgetMinor' ? (
        <MoneyField
          {...common}
          currency={currencyOf(row.json['currency'])}
          value={row.json[column]}
          onChange={(value) => {
            const lacksCurrency = value !== null && textOf(row.json['currency']) === '';
            setFields(row.id, { [column]: value, ...(lacksCurrency ? { currency: 'EUR' } : {}) });
          }}
        />
      ) : null}
      {column === 'expectedEnquiries' ? (
        <NumberField
          {...common}
          value={row.json[column]}
          onChange={(value) => setField(row.id, column, value)}
        />
      ) : null}
      {column === 'ownerId' ? (
        <Select
          label={label}
          isLabelHidden
          isDefaultOpen
          value={ownerOf(row)}
          options={editors(members).map(({ id, name, department }) => ({
            id,
            label: name,
            icon: <DepartmentMark department={department} />,
          }))}
          onChange={(id) => setField(row.id, 'ownerId', id)}
          onOpenChange={(isOpen) => !isOpen && onEdited(true)}
        />
      ) : null}
    </div>
  );
}

/** Enter and Escape end the editing; the focus then goes back to the cell. */
function leaveByKey(event: KeyboardEvent, byKey: { current: boolean }): void {
  if (event.key !== 'Enter' && event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  byKey.current = true;
  if (event.target instanceof HTMLInputElement) event.target.blur();
}

function editors(members: ReadonlyMap<string, Member>): readonly Member[] {
  return [...members.values()].filter((member) => member.active && member.role !== 'guest');
}
