import { useRef } from 'react';
import { CalendarDays } from 'lucide-react';
import { isCivilDate } from '../../../../shared/domain/dates';
import type { Json } from '../../../../shared/domain/json';
import type { ScalarField } from '../../../../shared/doc/commands';
import type { FieldProblem } from '../../../../shared/domain/validate';
import { useBoardActions, useToday } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { IconButton, TextField, useWording } from '../../../ui';
import {
  asTyped,
  readCount,
  readDay,
  readMoney,
  writeCount,
  writeDay,
  writeMoney,
  type TypedValue,
} from '../logic/typed-values';
import { usePlan } from '../plan-context';
import { FieldFrame } from './FieldFrame';
import { useDraft } from './useDraft';
import styles from './form.module.css';

interface TypedRowProps {
  readonly field: Exclude<ScalarField, 'color'>;
  readonly read: (text: string, finished: boolean) => TypedValue;
  readonly write: (value: Json | undefined) => string;
  readonly placeholder?: string;
  readonly isMultiline?: boolean;
  readonly isNumeric?: boolean;
  readonly isHeading?: boolean;
  readonly rows?: number;
  readonly onSaved?: (value: TypedValue) => void;
}

/** A field in which something is typed; its text is a draft while it has the focus and saved by every keystroke. */
function TypedRow({ field, read, write, onSaved, isHeading = false, ...look }: TypedRowProps) {
  const t = useT('common');
  const wording = useWording();
  const { row, canEdit } = usePlan();
  const { setField } = useBoardActions();
  const label = t(`field.${field}` as 'field.title');
  const draft = useDraft({
    value: row.json[field],
    read,
    write,
    save: (value) => {
      setField(row.id, field, value);
      onSaved?.(value);
    },
  });
  return (
    <FieldFrame field={field} label={label} isHeading={isHeading}>
      <TextField
        label={label}
        isLabelHidden={isHeading}
        isReadOnly={!canEdit}
        value={draft.text}
        onChange={draft.onChange}
        onBlur={draft.onBlur}
        problem={wording.field(row.problems, field as FieldProblem['field'])}
        {...look}
      />
    </FieldFrame>
  );
}

const readText = (text: string): TypedValue => (text === '' ? null : text);
const readLine = (text: string): TypedValue => readText(text.replace(/\s*\n\s*/g, ' '));
const writeText = (value: Json | undefined): string => asTyped(value);

export function TextRow(props: Pick<TypedRowProps, 'field' | 'placeholder'>) {
  return <TypedRow read={readText} write={writeText} isMultiline rows={1} {...props} />;
}

/** The title: one line of text in a field that grows, so that a long name is read whole. */
export function TitleRow({ placeholder }: { placeholder: string }) {
  return (
    <TypedRow
      field="title"
      read={readLine}
      write={writeText}
      placeholder={placeholder}
      isMultiline
      rows={1}
      isHeading
    />
  );
}

const HOUSE_CURRENCY = 'EUR';

/** An amount in the plan's currency; if there is no currency yet, typing an amount sets the usual one. */
export function MoneyRow({ currency }: { currency: string | null }) {
  const { language } = useFormat();
  const { row } = usePlan();
  const { setField } = useBoardActions();
  const unit = currency ?? HOUSE_CURRENCY;
  return (
    <TypedRow
      field="budgetMinor"
      isNumeric
      read={(text) => readMoney(text, unit, language)}
      write={(value) => writeMoney(value, unit, language)}
      onSaved={(value) => {
        if (currency === null && value !== null) setField(row.id, 'currency', unit);
      }}
    />
  );
}

export function CountRow() {
  const { language } = useFormat();
  return (
    <TypedRow
      field="expectedEnquiries"
      isNumeric
      read={(text) => readCount(text, language)}
      write={(value) => writeCount(value, language)}
    />
  );
}

/** A day as typed text, so that 31 February stays visible, with the system's own calendar beside it. */
export function DayRow({ field }: { field: 'start' | 'end' }) {
  const t = useT('common');
  const { language } = useFormat();
  const today = useToday();
  return (
    <div className={styles['day']}>
      <TypedRow
        field={field}
        isNumeric
        placeholder={t('dateHint')}
        read={(text, finished) => readDay(text, today, finished, field === 'end' ? 'last' : 'first')}
        write={(value) => writeDay(value, language)}
      />
      <DayPicker field={field} />
    </div>
  );
}

function DayPicker({ field }: { field: 'start' | 'end' }) {
  const t = useT('plan');
  const common = useT('common');
  const { row, canEdit } = usePlan();
  const { setField } = useBoardActions();
  const picker = useRef<HTMLInputElement>(null);
  if (!canEdit) return null;
  const value = row.json[field];
  return (
    <>
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        className={styles['nativeDay']}
        value={isCivilDate(value) ? value : ''}
        onChange={(event) => setField(row.id, field, event.target.value === '' ? null : event.target.value)}
      />
      <IconButton
        size="small"
        className={styles['dayButton']}
        icon={<CalendarDays size={14} aria-hidden />}
        label={t('openCalendar', { field: common(`field.${field}`) })}
        onPress={() => picker.current?.showPicker()}
      />
    </>
  );
}
