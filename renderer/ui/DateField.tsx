import { isCivilDate, type CivilDate } from '../../shared/domain/dates';
import type { Json } from '../../shared/domain/json';
import { parseDate, useFormat, useT } from '../i18n';
import { useMeantDay } from './DayPicker';
import type { FieldProps } from './Field';
import { TypedField } from './TypedField';

export interface DateFieldProps extends FieldProps {
  /** A civil date, or text that could not be read as one and is shown as typed. */
  readonly value: Json | undefined;
  /** A civil date, the text as typed if it is none, or `null` when emptied. */
  /** `seen` as of {@link TypedField}. */
  readonly onChange: (value: string | null, seen?: string) => void;
  /** The year that a typed `31.12.` means. */
  readonly today: CivilDate;
  /** Which day a typed week or month means: `last` where a span ends. */
  readonly edge?: 'first' | 'last';
  readonly onEscape?: () => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly className?: string;
}

/** A date typed as people type it. What is no date stays as it was typed; the caller passes the `problem`. */
export function DateField({ value, onChange, today, edge = 'first', ...props }: DateFieldProps) {
  const format = useFormat();
  const t = useT('common');
  const hintOf = useMeantDay(today, edge);
  const canEdit = !props.isReadOnly && !props.isDisabled;
  return (
    <TypedField
      {...props}
      text={isCivilDate(value) ? typedDate(value, format.language) : textOf(value)}
      read={(text) => parseDate(text, today, edge) ?? undefined}
      onCommit={onChange}
      placeholder={t('dateHint')}
      hintOf={hintOf}
      {...(canEdit ? { dayPicker: { label: props.label, value } } : {})}
    />
  );
}

/** As it would be typed again, digits only: `31.12.2027`, `31/12/2027`. */
function typedDate(date: CivilDate, language: 'de' | 'en'): string {
  return date
    .split('-')
    .reverse()
    .join(language === 'de' ? '.' : '/');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
