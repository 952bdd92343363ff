import { useState } from 'react';
import { Pencil, X } from 'lucide-react';
import { TEXT } from '../../../../shared/domain/rounds/round';
import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useSealedRounds, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { keepDraft, readDraft } from '../../../state/drafts';
import { Button, IconButton, isComposing, TextField } from '../../../ui';
import { draftPlace, noteDraft, problemOfNotes } from '../logic/notes';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

const NONE: readonly string[] = [];

/** One's own notes: each is with the host as soon as it is handed in, and what is being written is kept on this device. */
export function NotesEntry({ boardId, view, isPrimary, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const me = useWorkspace((state) => state.me.id);
  const place = draftPlace(me, view.id);
  /** What is being written, and the note that it is to replace, by its place; null for a new one. */
  const [{ text, changed }, setDraft] = useState(() => noteDraft(readDraft(place), view.own?.texts ?? NONE));
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

  const write = (typed: string, replaces: number | null) => {
    setDraft({ text: typed, changed: replaces });
    const of = replaces === null ? {} : { changes: notes[replaces] };
    keepDraft(place, typed.trim() === '' ? null : { text: typed, ...of });
  };
  const handIn = () => {
    if (!isVisible(written) || problem) return;
    put(next);
    write('', null);
  };
  /** What was being written meanwhile is handed in: nobody's words go because he turns to others. */
  const change = (at: number) => {
    if (problem || at === changed) return;
    if (isVisible(written)) put(next);
    write(notes[at] ?? '', at);
  };
  const takeBack = (at: number) => {
    put(notes.filter((_, other) => other !== at));
    write(text, changed === null || changed === at ? null : changed > at ? changed - 1 : changed);
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
                onPress={() => change(at)}
              />
              <IconButton
                icon={<X size={16} />}
                label={t('notes.remove', { text: note })}
                onPress={() => takeBack(at)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <TextField
        label={changed === null ? t('notes.label') : t('notes.change')}
        value={text}
        onChange={(typed) => write(typed, changed)}
        isMultiline
        rows={2}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const isLeft = event.key === 'Escape' && changed !== null;
          if (!isLeft && (event.key !== 'Enter' || event.shiftKey)) return;
          event.preventDefault();
          if (isLeft) write('', null);
          else handIn();
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
