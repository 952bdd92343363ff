import { useRef } from 'react';
import { Pencil, X } from 'lucide-react';
import { TEXT } from '../../../../shared/domain/rounds/round';
import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useSealedRounds, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { useKeptDraft } from '../../../state/kept-drafts';
import { Button, EarlierTexts, IconButton, isComposing, TextField } from '../../../ui';
import { draftPlace, mergeNotes, noteDraft, problemOfNotes } from '../logic/notes';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

const NONE: readonly string[] = [];

/** One's own notes: each is with the host as soon as it is handed in, and what is being written is kept on this device. */
export function NotesEntry({ boardId, view, isPrimary, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const me = useWorkspace((state) => state.me.id);
  const kept = useKeptDraft(draftPlace(me, view.id));
  /** What this window's list began as. */
  const begun = useRef(NONE);
  const own = view.own?.texts ?? null;
  const {
    entry,
    put: enter,
    isSending,
    failure,
  } = useEntering<readonly string[]>(
    own,
    async (texts) => {
      // Notes of another window of one's own are told to nobody before the close: they are asked for, lest they be written over.
      const now = await rounds.view(boardId, view.id);
      if (!now.ok) return now;
      const together = mergeNotes(begun.current, texts, now.value.own?.texts ?? NONE);
      const outcome = await rounds.enter(boardId, view.id, { texts: [...together] });
      if (outcome.ok) begun.current = texts;
      return outcome;
    },
    again,
  );
  const put = (texts: readonly string[]) => {
    if (entry === own) begun.current = own ?? NONE;
    enter(texts);
  };
  const notes = entry ?? NONE;
  const { text, changed } = noteDraft(kept.draft, notes);
  const written = text.trim();
  const next =
    changed === null ? [...notes, written] : notes.map((note, at) => (at === changed ? written : note));
  const replaced = changed === null ? null : (notes[changed] ?? null);
  const problem = isVisible(written) ? problemOfNotes(next) : null;

  const write = (typed: string, changes: string | null) =>
    kept.keep(
      { text: typed, ...(changes === null ? {} : { changes }) },
      changes === null && typed.trim() === '',
    );
  const handIn = () => {
    if (!isVisible(written) || problem) return;
    put(next);
    kept.forget();
  };
  /** What was being written meanwhile is handed in: nobody's words go because he turns to others. */
  const change = (at: number) => {
    if (problem || at === changed) return;
    if (isVisible(written)) put(next);
    kept.forget();
    write(notes[at] ?? '', notes[at] ?? null);
  };
  const takeBack = (at: number) => {
    put(notes.filter((_, other) => other !== at));
    write(text, at === changed ? null : replaced);
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
        onChange={(typed) => write(typed, replaced)}
        isMultiline
        rows={2}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const isLeft = event.key === 'Escape' && changed !== null;
          if (!isLeft && (event.key !== 'Enter' || event.shiftKey)) return;
          event.preventDefault();
          if (isLeft) kept.forget();
          else handIn();
        }}
        problem={
          problem ? t(`notes.${problem}`, { count: TEXT.count, limit: TEXT.together, each: TEXT.each }) : null
        }
      />
      <EarlierTexts
        texts={kept.earlier}
        onTake={(earlier) => {
          write(isVisible(text) ? `${text.trimEnd()}\n${earlier.text}` : earlier.text, replaced);
          kept.settle(earlier);
        }}
        onDrop={kept.settle}
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
