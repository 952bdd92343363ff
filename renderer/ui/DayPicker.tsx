import { useRef, type KeyboardEvent } from 'react';
import { CalendarDays } from 'lucide-react';
import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import type { Json } from '../../shared/domain/json';
import { meantDay, useFormat, useT } from '../i18n';
import { IconButton } from './Button';
import styles from './Field.module.css';

export interface DayPickerProps {
  /** The field's name. */
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (day: CivilDate | null) => void;
}

/**
 * The system's own calendar, beside a field in which a day is typed. The focus stays in the field; the button is no stop of
 * the Tab key, a key in the field does the same ({@link openDayByKey}).
 */
export function DayPicker({ label, value, onChange }: DayPickerProps) {
  const t = useT('common');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span className={styles['dayButton']}>
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        className={styles['nativeDay']}
        value={isCivilDate(value) ? value : ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      />
      <IconButton
        size="small"
        icon={<CalendarDays size={14} aria-hidden />}
        label={t('openCalendar', { field: label })}
        keys="Alt+↓"
        ref={(button) => button?.setAttribute('aria-keyshortcuts', 'Alt+ArrowDown')}
        excludeFromTabOrder
        preventFocusOnPress
        onPress={() => picker.current?.showPicker()}
      />
    </span>
  );
}

/** Opens the calendar beside a field by the key that opens one in the system's own fields. For whatever holds both. */
export function openDayByKey(event: KeyboardEvent<HTMLElement>): void {
  if (!event.altKey || event.key !== 'ArrowDown') return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLInputElement>('input[type=date]')?.showPicker();
}

/** Says which day a typed week or month means. */
export function useMeantDay(today: CivilDate, edge: 'first' | 'last'): (typed: string) => string | null {
  const t = useT('common');
  const format = useFormat();
  return (typed) => {
    const day = meantDay(typed, today, edge);
    return day === null ? null : t('meantDay', { day: format.date(day) });
  };
}
