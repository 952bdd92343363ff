import { useEffect, useRef, useState } from 'react';
import { isComposing } from './composing';
import { useDraftKeeper } from './drafts';
import { DayPicker, openDayByKey, type DayPickerProps } from './DayPicker';
import { TextField } from './TextField';
import type { FieldProps } from './Field';
import styles from './Field.module.css';

export interface TypedFieldProps<V> extends FieldProps {
  /** The value as text for the field, also when it is not what it should be. */
  readonly text: string;
  /** What the typed text means; `undefined` when it means nothing and stays text. */
  readonly read: (text: string) => V | undefined;
  /**
   * Called with the value, the text as typed when it means nothing, or `null` when emptied. `seen` is given when somebody
   * else has changed it meanwhile: the text that stood there when the typing began.
   */
  readonly onCommit: (value: V | string | null, seen?: string) => void;
  readonly placeholder?: string;
  /** After Escape has brought back the value. */
  readonly onEscape?: () => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly className?: string;
  readonly isNumeric?: boolean;
  /** What is said below while something is typed. */
  readonly hintOf?: (typed: string) => string | null;
  /** A calendar beside the field. */
  readonly dayPicker?: Pick<DayPickerProps, 'label' | 'value'>;
}

/** After a pause of so many milliseconds what has been typed is committed, if it means something. */
const PAUSE = 500;

/**
 * A text field for something with a meaning. While it has the focus it shows exactly what is typed. Something
 * meaningful is committed after a pause; anything, meaningful or not, on Enter and on leaving: no text is lost. Escape
 * takes back what was typed, committed or not. What nobody touched, or typed back to what it was, is never committed: a
 * colleague may have changed it meanwhile.
 */
export function TypedField<V>(given: TypedFieldProps<V>) {
  const { text, read, onCommit, onEscape, hintOf, dayPicker, ...props } = given;
  const [draft, setDraft] = useState<string | null>(null);
  // Leaving, Escape and the end of the field may come within one event, before the state is there.
  const draftNow = useRef<string | null>(null);
  /** What stood there when the typing began, and what has been committed since. */
  const before = useRef('');
  const committed = useRef<V | string | null | undefined>(undefined);
  const latest = useRef({ text, read, onCommit });
  useEffect(() => {
    latest.current = { text, read, onCommit };
  });

  const change = (typed: string | null) => {
    if (draftNow.current === null) before.current = text;
    if (typed === null) committed.current = undefined;
    draftNow.current = typed;
    setDraft(typed);
  };
  const valueOf = (typed: string) => (typed === '' ? null : (latest.current.read(typed) ?? typed));
  const commit = (typed: string, onlyMeaningful: boolean) => {
    const trimmed = typed.trim();
    if (trimmed === latest.current.text) return;
    if (trimmed === before.current && committed.current === undefined) return;
    const value = valueOf(trimmed);
    if (onlyMeaningful && (value === null || value === trimmed)) return;
    const isElse =
      latest.current.text !== before.current && valueOf(latest.current.text) !== committed.current;
    if (isElse) latest.current.onCommit(value, before.current);
    else latest.current.onCommit(value);
    committed.current = value;
  };
  /** Also what was committed in a pause, unless somebody else has changed it since. */
  const takeBack = () => {
    if (committed.current !== undefined && valueOf(text) === committed.current)
      onCommit(valueOf(before.current));
    change(null);
  };
  const finish = () => {
    if (draftNow.current !== null) commit(draftNow.current, false);
    change(null);
  };
  useDraftKeeper(() => {
    if (draftNow.current !== null) finish();
  });

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => commit(draft, true), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  // A panel may close with the field still focused: then no blur comes.
  useEffect(() => () => (draftNow.current === null ? undefined : commit(draftNow.current, false)), []);

  const field = (
    <TextField
      isNumeric
      {...props}
      hint={(draft === null ? null : hintOf?.(draft)) ?? props.hint}
      value={draft ?? text}
      onChange={change}
      onBlur={() => {
        finish();
        props.onBlur?.();
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === 'Enter') finish();
        if (event.key !== 'Escape' || (draftNow.current === null && !onEscape)) return;
        event.stopPropagation();
        takeBack();
        onEscape?.();
      }}
    />
  );
  if (!dayPicker) return field;
  return (
    <div
      className={styles['withButton']}
      data-bare={props.isLabelHidden ?? false}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        openDayByKey(event);
      }}
      role="presentation"
    >
      {field}
      <DayPicker
        {...dayPicker}
        onChange={(day) => {
          change(null);
          onCommit(day);
        }}
      />
    </div>
  );
}
