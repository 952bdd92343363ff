import { memo } from 'react';
import type { Json } from '../../../../shared/domain/json';
import type { ScalarField } from '../../../../shared/doc/commands';
import type { FieldProblem } from '../../../../shared/domain/validate';
import { useBoardActions, useToday } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import {
  DayPicker,
  isComposing,
  openDayByKey,
  TextField,
  useDraft,
  useMeantDay,
  type TypedValue,
} from '../../../ui';
import {
  asTyped,
  readCount,
  readDay,
  readMoney,
  writeCount,
  writeDay,
  writeMoney,
} from '../logic/typed-values';
import { useFieldProblem, usePlanPart, usePlanPlace } from '../plan-context';
import { FieldFrame } from './FieldFrame';
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
  /** What is written with it, in the same step. */
  readonly along?: (value: Json) => Readonly<Partial<Record<ScalarField, Json>>>;
  /** What is said below a text. */
  readonly hintOf?: (text: string) => string | null;
}

/** A field in which something is typed; its text is a draft while it has the focus and saved by every keystroke. */
function TypedRow({ field, read, write, along, hintOf, isHeading = false, ...look }: TypedRowProps) {
  const t = useT('common');
  const { planId, canEdit } = usePlanPlace();
  const { setFields, settleField } = useBoardActions();
  const label = t(`field.${field}` as 'field.title');
  const stored = usePlanPart((row) => row.json[field]);
  const problem = useFieldProblem(field as FieldProblem['field']);
  const draft = useDraft({
    of: planId,
    field,
    isProse: look.isMultiline === true,
    value: stored,
    read,
    write,
    save: (value) => setFields(planId, { [field]: value, ...along?.(value) }),
    settle: (value) => settleField(planId, field, value),
  });
  // `Sept 20` is no day yet, and nobody is told so before he is done.
  const isBeginning = draft.isUnderWay && look.isNumeric === true && typeof stored === 'string';
  return (
    <FieldFrame field={field} label={label} isHeading={isHeading}>
      <TextField
        label={label}
        isLabelHidden={isHeading}
        isReadOnly={!canEdit}
        value={draft.text}
        onChange={draft.onChange}
        onFocus={draft.onFocus}
        onBlur={draft.onBlur}
        onKeyDown={(event) => {
          // What is written in several lines stays: there undo takes back.
          if (isComposing(event) || event.key !== 'Escape' || look.isMultiline || !draft.takeBack()) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        hint={hintOf?.(draft.text)}
        problem={isBeginning ? null : problem}
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
export const TitleRow = memo(function TitleRow({ placeholder }: { placeholder: string }) {
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
});

const HOUSE_CURRENCY = 'EUR';

/** An amount in the plan's currency; if there is no currency yet, typing an amount sets the usual one. */
export function MoneyRow({ currency }: { currency: string | null }) {
  const { language } = useFormat();
  const unit = currency ?? HOUSE_CURRENCY;
  return (
    <TypedRow
      field="budgetMinor"
      isNumeric
      read={(text) => readMoney(text, unit, language)}
      write={(value) => writeMoney(value, unit, language)}
      along={(value) => (currency === null && value !== null ? { currency: unit } : {})}
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
  const { planId, canEdit } = usePlanPlace();
  const day = usePlanPart((row) => row.json[field]);
  const { setField } = useBoardActions();
  const today = useToday();
  const edge = field === 'end' ? 'last' : 'first';
  const hintOf = useMeantDay(today, edge);
  return (
    <div
      className={styles['day']}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        openDayByKey(event);
      }}
      role="presentation"
    >
      <TypedRow
        field={field}
        isNumeric
        placeholder={t('dateHint')}
        read={(text, finished) => readDay(text, today, finished, edge)}
        write={(value) => writeDay(value, language)}
        hintOf={hintOf}
      />
      {canEdit ? (
        <DayPicker
          label={t(`field.${field}`)}
          value={day}
          onChange={(picked) => setField(planId, field, picked)}
        />
      ) : null}
    </div>
  );
}
