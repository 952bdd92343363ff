import { useRef, type KeyboardEvent } from 'react';
import type { ScalarField } from '../../../shared/doc/commands';
import type { Json } from '../../../shared/domain/json';
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
  mergeTexts,
  useNamesApart,
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
  const nameOf = useNamesApart();
  const { setField } = useBoardActions();
  const today = useToday();
  const wording = useWording();
  const byKey = useRef(false);
  const write = useWriteOver(row, column);
  const common = {
    label,
    isLabelHidden: true,
    isInRow: true,
    autoFocus: true,
    problem: wording.field(row.problems, column as FieldProblem['field'], row.json),
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
          onCommit={(title: string | null, seen) => write(title, seen)}
        />
      ) : null}
      {column === 'start' || column === 'end' ? (
        <DateField
          {...common}
          today={today}
          edge={column === 'end' ? 'last' : 'first'}
          value={row.json[column]}
          onChange={write}
        />
      ) : null}
      {column === 'budgetMinor' ? (
        <MoneyField
          {...common}
          currency={currencyOf(row.json['currency'])}
          value={row.json[column]}
          onChange={(value, seen) => {
            const lacksCurrency = value !== null && textOf(row.json['currency']) === '';
            write(value, seen, lacksCurrency ? { currency: 'EUR' } : {});
          }}
        />
      ) : null}
      {column === 'expectedEnquiries' ? (
        <NumberField {...common} value={row.json[column]} onChange={write} />
      ) : null}
      {column === 'ownerId' ? (
        <Select
          label={label}
          isLabelHidden
          isDefaultOpen
          value={ownerOf(row)}
          options={editors(members).map((member) => ({
            id: member.id,
            label: nameOf(member),
            icon: <DepartmentMark department={member.department} />,
          }))}
          onChange={(id) => setField(row.id, 'ownerId', id)}
          onOpenChange={(isOpen) => !isOpen && onEdited(true)}
        />
      ) : null}
    </div>
  );
}

/**
 * Writes what was typed in a cell. What somebody else has written there meanwhile is brought together with it or, where that
 * cannot be, offered beside the field.
 */
function useWriteOver(row: PlanRow, column: ListColumn) {
  const { endStep, offerVersion, setFields } = useBoardActions();
  return (value: string | number | null, seen?: string, along: Along = {}) => {
    const isProse = seen !== undefined && column === 'title' && typeof value === 'string';
    const both = isProse ? mergeTexts(seen, value, textOf(row.json[column])) : null;
    if (seen !== undefined && both === null) offerVersion(row.id, column as ScalarField, value);
    // Somebody who goes on after a pause has begun something new.
    endStep();
    setFields(row.id, { [column]: both ?? value, ...along });
  };
}

type Along = Readonly<Partial<Record<ScalarField, Json>>>;

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
