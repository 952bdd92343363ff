import { useEffect, useRef, useState } from 'react';
import { TextField } from './TextField';
import type { FieldProps } from './Field';

export interface TypedFieldProps<V> extends FieldProps {
  /** The value as text for the field, also when it is not what it should be. */
  readonly text: string;
  /** What the typed text means; `undefined`: nothing known, keep it as text. */
  readonly read: (text: string) => V | undefined;
  /** Called with the value, the text as typed when it means nothing, or `null` when emptied. */
  readonly onCommit: (value: V | string | null) => void;
  readonly placeholder?: string;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly className?: string;
}

/** After so long a pause what is typed so far counts, if it means something. */
const PAUSE = 500;

/**
 * A text field for something with a meaning. While it has the focus it shows exactly what is typed. Something
 * meaningful is committed after a pause; anything, meaningful or not, on Enter and on leaving: no text is lost.
 */
export function TypedField<V>({ text, read, onCommit, ...props }: TypedFieldProps<V>) {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef({ text, read, onCommit });
  useEffect(() => {
    latest.current = { text, read, onCommit };
  });

  const commit = (typed: string, onlyMeaningful: boolean) => {
    const { text: shown, read: meaning, onCommit: tell } = latest.current;
    const trimmed = typed.trim();
    if (trimmed === shown) return;
    const value = trimmed === '' ? null : (meaning(trimmed) ?? trimmed);
    if (onlyMeaningful && (value === null || value === trimmed)) return;
    tell(value);
  };

  const pending = useRef<string | null>(null);
  useEffect(() => {
    pending.current = draft;
    if (draft === null) return;
    const timer = setTimeout(() => commit(draft, true), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  // A panel may close with the field still focused: then no blur comes.
  useEffect(() => () => (pending.current === null ? undefined : commit(pending.current, false)), []);

  const finish = () => {
    if (draft !== null) commit(draft, false);
    setDraft(null);
  };

  return (
    <TextField
      {...props}
      isNumeric
      value={draft ?? text}
      onChange={setDraft}
      onBlur={() => {
        finish();
        props.onBlur?.();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
