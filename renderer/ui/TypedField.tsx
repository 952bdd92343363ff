import { useEffect, useRef, useState } from 'react';
import { TextField } from './TextField';
import type { FieldProps } from './Field';

export interface TypedFieldProps<V> extends FieldProps {
  /** The value as text for the field, also when it is not what it should be. */
  readonly text: string;
  /** What the typed text means; `undefined` when it means nothing and stays text. */
  readonly read: (text: string) => V | undefined;
  /** Called with the value, the text as typed when it means nothing, or `null` when emptied. */
  readonly onCommit: (value: V | string | null) => void;
  readonly placeholder?: string;
  /** After Escape has brought back the value. */
  readonly onEscape?: () => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly className?: string;
}

/** After a pause of so many milliseconds what has been typed is committed, if it means something. */
const PAUSE = 500;

/**
 * A text field for something with a meaning. While it has the focus it shows exactly what is typed. Something
 * meaningful is committed after a pause; anything, meaningful or not, on Enter and on leaving: no text is lost.
 */
export function TypedField<V>({ text, read, onCommit, onEscape, ...props }: TypedFieldProps<V>) {
  const [draft, setDraft] = useState<string | null>(null);
  // Leaving, Escape and the end of the field may come within one event, before the state is there.
  const draftNow = useRef<string | null>(null);
  const latest = useRef({ text, read, onCommit });
  useEffect(() => {
    latest.current = { text, read, onCommit };
  });

  const change = (typed: string | null) => {
    draftNow.current = typed;
    setDraft(typed);
  };
  const commit = (typed: string, onlyMeaningful: boolean) => {
    const { text: shown, read: meaning, onCommit: tell } = latest.current;
    const trimmed = typed.trim();
    if (trimmed === shown) return;
    const value = trimmed === '' ? null : (meaning(trimmed) ?? trimmed);
    if (onlyMeaningful && (value === null || value === trimmed)) return;
    tell(value);
  };
  const finish = () => {
    if (draftNow.current !== null) commit(draftNow.current, false);
    change(null);
  };

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => commit(draft, true), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  // A panel may close with the field still focused: then no blur comes.
  useEffect(() => () => (draftNow.current === null ? undefined : commit(draftNow.current, false)), []);

  return (
    <TextField
      {...props}
      isNumeric
      value={draft ?? text}
      onChange={change}
      onBlur={() => {
        finish();
        props.onBlur?.();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key !== 'Escape' || (draftNow.current === null && !onEscape)) return;
        event.stopPropagation();
        change(null);
        onEscape?.();
      }}
    />
  );
}
