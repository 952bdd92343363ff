import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Member } from '../../../shared/domain/people';
import { useBoardActions, useToday, type PlanRow } from '../../client';
import { DateField, DepartmentMark, MoneyField, NumberField, Select, TextField } from '../../ui';
import { currencyOf, ownerOf, textOf } from './logic/values';
import type { ListColumn } from './logic/list-columns';

interface Props {
  readonly row: PlanRow;
  readonly column: ListColumn;
  readonly label: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly onEdited: (byKey: boolean) => void;
}

/** The field in place of a cell. Enter and leaving keep what was typed, Escape does not. */
export function CellEditor({ row, column, label, members, onEdited }: Props) {
  const { setField } = useBoardActions();
  const today = useToday();
  const byKey = useRef(false);
  const common = {
    label,
    isLabelHidden: true,
    autoFocus: true,
    onBlur: () => onEdited(byKey.current),
    onEscape: () => onEdited(true),
  };
  return (
    <div onKeyDown={(event) => leaveByKey(event, byKey)} role="presentation">
      {column === 'title' ? <TitleEditor row={row} label={label} onEdited={onEdited} /> : null}
      {column === 'start' || column === 'end' ? (
        <DateField
          {...common}
          today={today}
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
            setField(row.id, column, value);
            if (value !== null && textOf(row.json['currency']) === '') setField(row.id, 'currency', 'EUR');
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

function TitleEditor({ row, label, onEdited }: Pick<Props, 'row' | 'label' | 'onEdited'>) {
  const { setField } = useBoardActions();
  const [text, setText] = useState(textOf(row.json['title']));
  const isCancelled = useRef(false);
  const byKey = useRef(false);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  return (
    <TextField
      label={label}
      isLabelHidden
      autoFocus
      value={text}
      onChange={setText}
      onBlur={() => {
        if (!isCancelled.current) setField(row.id, 'title', latest.current.trim());
        onEdited(byKey.current);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') isCancelled.current = true;
        leaveByKey(event, byKey);
      }}
    />
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
