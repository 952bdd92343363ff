import { useState } from 'react';
import { Pencil, X } from 'lucide-react';
import { TEXT } from '../../../../shared/domain/rounds/round';
import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useSealedRounds, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { keepDraft, readDraft } from '../../../state/drafts';
import { Button, IconButton, isComposing, TextField } from '../../../ui';
import { problemOfNotes } from '../logic/notes';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

const NONE: readonly string[] = [];

/** One's own notes: each is with the host as soon as it is handed in, and what is being written is kept on this device. */
export function NotesEntry({ boardId, view, isPrimary, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const me = useWorkspace((state) => state.me.id);
  const place = `${me}.round.${view.id}`;
  const [text, setText] = useState(() => draftOf(readDraft(place)));
  /** The note that is being changed, by its place; null while a new one is written. */
  const [changed, setChanged] = useState<number | null>(null);
  const { entry, put, isSending, failure } = useEntering<readonly string[]>(
    view.own?.texts ?? null,
    (texts) => rounds.enter(boardId, view.id, { texts: [...texts] }),
    again,
  );
  const notes = entry ?? NONE;
  const written = text.trim();
  const next =
    changed === null ? [...notes, written] : notes.map((note, at) => (at === changed ? written : note));
  const problem = isVisible(written) ? problemOfNotes(next) : null;

  const type = (typed: string) => {
    setText(typed);
    keepDraft(place, typed.trim() === '' ? null : { text: typed });
  };
  const handIn = () => {
    if (!isVisible(written) || problem) return;
    put(next);
    type('');
    setChanged(null);
  };
  return (
    <div className={styles['entry']}>
      {notes.length > 0 ? (
        <ul className={styles['notes']} aria-label={t('notes.own')}>
          {notes.map((note, at) => (
            // Two notes may say the same.
            <li key={at} className={styles['note']}>
              <span className={styles['noteText']}>{note}</span>
              <IconButton
                icon={<Pencil size={15} />}
                label={t('notes.edit', { text: note })}
                onPress={() => {
                  setChanged(at);
                  type(note);
                }}
              />
              <IconButton
                icon={<X size={16} />}
                label={t('notes.remove', { text: note })}
                onPress={() => {
                  setChanged(null);
                  put(notes.filter((_, other) => other !== at));
                }}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <TextField
        label={changed === null ? t('notes.label') : t('notes.change')}
        value={text}
        onChange={type}
        isMultiline
        rows={2}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          handIn();
        }}
        problem={
          problem ? t(`notes.${problem}`, { count: TEXT.count, limit: TEXT.together, each: TEXT.each }) : null
        }
      />
      <div className={styles['buttons']}>
        <Button variant={isPrimary ? 'primary' : 'secondary'} onPress={handIn} isDisabled={problem !== null}>
          {changed === null ? t('notes.add') : t('notes.change')}
        </Button>
      </div>
      <EntryState isTaken={notes.length > 0} {...{ isSending, failure }} onRetry={() => put(notes)} />
    </div>
  );
}

function draftOf(kept: unknown): string {
  const text = typeof kept === 'object' && kept !== null && 'text' in kept ? kept.text : '';
  return typeof text === 'string' ? text : '';
}
