import { useEffect, useRef, useState } from 'react';
import type { Json } from '../../../../shared/domain/json';
import type { TypedValue } from '../logic/typed-values';

interface DraftOptions {
  /** What the document has. */
  readonly value: Json | undefined;
  readonly read: (text: string, finished: boolean) => TypedValue;
  readonly write: (value: Json | undefined) => string;
  readonly save: (value: TypedValue) => void;
}

/**
 * A field that saves every keystroke and yet shows exactly what is being typed ([PLANUI-2], [PLANUI-3]). The
 * document's answer to one's own keystroke leaves the typed text alone; any other change of the value, by a
 * colleague or by undo, replaces it.
 */
export function useDraft({ value, read, write, save }: DraftOptions) {
  const [draft, setDraft] = useState<string | null>(null);
  const echoes = useRef<(Json | undefined)[]>([]);

  useEffect(() => {
    const own = echoes.current.indexOf(value ?? null);
    if (own >= 0) echoes.current = echoes.current.slice(own + 1);
    else setDraft(null);
  }, [value]);

  const store = (text: string, finished: boolean) => {
    const next = read(text, finished);
    if (next === (echoes.current.at(-1) ?? value ?? null)) return;
    echoes.current.push(next);
    save(next);
  };

  return {
    text: draft ?? write(value),
    onChange: (text: string) => {
      setDraft(text);
      store(text, false);
    },
    onBlur: () => {
      if (draft !== null) store(draft, true);
      setDraft(null);
    },
  };
}
