import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { afterEdit, mentionsByName, type Mention, type Named } from '../../../../shared/domain/text/mentions';
import {
  useBoard,
  useBoardActions,
  useWorkspace,
  type CommentDraft,
  type KnownMember,
} from '../../../client';
import { useT } from '../../../i18n';
import { Avatar, Button, cx, EarlierTexts, isComposing, useKeyNames, useNamesApart } from '../../../ui';
import { insertMention, mentionQuery, suggestions, type MentionQuery } from '../logic/comments';
import { usePlanPlace } from '../plan-context';
import { useDraft, type Draft } from './draft';
import styles from './discussion.module.css';

interface CommentBoxProps {
  readonly label: string;
  readonly sendLabel: string;
  /** What is to be edited. */
  readonly initial?: CommentDraft;
  /** Where it is kept while it is written, so that it survives this window ([PLANUI-31]). */
  readonly draft: Draft;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly onSend: (comment: CommentDraft) => void;
  readonly onCancel?: () => void;
}

const LIMIT = 2000;
const NOTHING: CommentDraft = { text: '', mentions: [] };

/** Where a comment is written. `@` suggests members; Ctrl or Cmd with Enter sends. */
export function CommentBox({
  label,
  sendLabel,
  initial = NOTHING,
  draft,
  placeholder,
  autoFocus = false,
  onSend,
  onCancel,
}: CommentBoxProps) {
  const t = useT('comments');
  const nameOf = useNamesApart();
  const common = useT('common');
  const keyNames = useKeyNames();
  const readers = useReaders();
  const { text, mentions } = draft.kept ?? initial;
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [chosen, setChosen] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const found = query ? suggestions(readers, query.text) : [];
  const isTooLong = text.length > LIMIT;

  const write = (comment: CommentDraft) => draft.keep(comment, comment.text === initial.text);
  const close = () => {
    draft.forget();
    onCancel?.();
  };
  const send = () => {
    const written = text.trim();
    if (!isVisible(written) || isTooLong) return;
    const chosenOnes = afterEdit(text.trimEnd(), written, mentions);
    onSend({ text: written, mentions: withTyped(written, chosenOnes, readers) });
    draft.forget();
    setQuery(null);
  };
  const look = (value: string, caret: number) => {
    setQuery(mentionQuery(value, caret));
    setChosen(0);
  };
  const mention = ({ id, name }: Named) => {
    const field = area.current;
    if (!query || !field) return;
    const next = insertMention(text, query, field.selectionStart, name);
    const place = { from: query.from, length: name.length + 1 };
    write({
      text: next.text,
      mentions: [...afterEdit(text, next.text, mentions), { memberId: id, place }],
    });
    setQuery(null);
    field.focus();
    requestAnimationFrame(() => field.setSelectionRange(next.caret, next.caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (found.length > 0 && steerList(event, found.length, chosen, setChosen)) return;
    if (found.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      if (found[chosen]) mention(found[chosen]);
    } else if (event.key === 'Escape' && (query || onCancel)) {
      event.preventDefault();
      event.stopPropagation();
      if (query) setQuery(null);
      else onCancel?.();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };

  return (
    <>
      <div className={styles['box']} data-own-text>
        <textarea
          ref={area}
          className={styles['area']}
          aria-label={label}
          aria-autocomplete="list"
          aria-invalid={isTooLong}
          {...(found.length > 0
            ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` }
            : {})}
          placeholder={placeholder ?? t('placeholder')}
          rows={Math.min(8, Math.max(2, text.split('\n').length))}
          value={text}
          autoFocus={autoFocus}
          onChange={(event) => {
            const typed = event.target.value;
            write({ text: typed, mentions: afterEdit(text, typed, mentions) });
            look(event.target.value, event.target.selectionStart);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setQuery(null)}
        />
        {found.length > 0 ? (
          <ul
            ref={showWhole}
            id={listId}
            role="listbox"
            aria-label={t('mentionList')}
            className={styles['mentions']}
          >
            {found.map((member, index) => (
              <li
                key={member.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === chosen}
                className={cx(styles['mentionOption'], index === chosen && styles['chosen'])}
                onPointerDown={(event) => {
                  event.preventDefault();
                  mention(member);
                }}
              >
                <Avatar name={member.name} department={member.department} size={20} isDecorative />
                {nameOf(member)}
              </li>
            ))}
          </ul>
        ) : null}
        {isTooLong ? (
          <p role="alert" className={styles['tooLong']}>
            {t('tooLong')}
          </p>
        ) : null}
        {!isVisible(text) && !onCancel ? null : (
          <div className={styles['boxActions']}>
            <span className={styles['sendHint']}>{t('sendHint', { keys: keyNames('Ctrl+Enter') })}</span>
            {onCancel ? (
              <Button size="small" variant="quiet" onPress={close}>
                {common('cancel')}
              </Button>
            ) : null}
            <Button size="small" isDisabled={!isVisible(text) || isTooLong} onPress={send}>
              {sendLabel}
            </Button>
          </div>
        )}
      </div>
      <EarlierTexts
        texts={draft.earlier}
        onTake={(earlier) => {
          write(isVisible(text) ? below(text, mentions, earlier) : earlier);
          draft.settle(earlier);
        }}
        onDrop={draft.settle}
      />
    </>
  );
}

/** One text below another, and its mentions where they are then. */
function below(text: string, mentions: readonly Mention[], added: CommentDraft): CommentDraft {
  const above = `${text.trimEnd()}\n`;
  const moved = added.mentions.map(({ memberId, place }) => ({
    memberId,
    place: place && { ...place, from: place.from + above.length },
  }));
  return { text: above + added.text, mentions: [...afterEdit(text, above + added.text, mentions), ...moved] };
}

/** Who was chosen, and who was typed in full without being chosen. */
function withTyped(text: string, chosen: readonly Mention[], members: Iterable<Named>): Mention[] {
  const places = new Set(chosen.map(({ place }) => place?.from));
  const typed = mentionsByName(text, members).filter(({ place }) => !places.has(place?.from));
  return [...chosen, ...typed];
}

/** Who can read what is said on this board: nobody else is told of it, so nobody else can be mentioned. */
function useReaders(): readonly KnownMember[] {
  const boardId = useBoard((board) => board.boardId);
  const members = useWorkspace((workspace) => workspace.members);
  return useMemo(
    () => [...members.values()].filter(({ boards }) => boards?.includes(boardId) ?? true),
    [members, boardId],
  );
}

/** Below the window's edge the list could not be read; the panel scrolls to where it can. */
function showWhole(list: HTMLElement | null): void {
  list?.scrollIntoView({ block: 'nearest' });
}

/** Arrow keys move through the suggestions; true when the key was one of them. */
function steerList(
  event: KeyboardEvent,
  length: number,
  chosen: number,
  choose: (index: number) => void,
): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return false;
  event.preventDefault();
  choose((chosen + step + length) % length);
  return true;
}

interface ComposerProps {
  /** Absent: the thread is about the whole plan. */
  readonly about?: { readonly field: string; readonly label: string };
  readonly autoFocus?: boolean;
}

/** Opens a new thread. */
export function Composer({ about, autoFocus = false }: ComposerProps) {
  const t = useT('comments');
  const { planId } = usePlanPlace();
  const { addThread } = useBoardActions();
  const draft = useDraft(about ? `${planId}/${about.field}` : planId);
  return (
    <CommentBox
      label={about ? t('labelField', { field: about.label }) : t('label')}
      sendLabel={t('send')}
      draft={draft}
      autoFocus={autoFocus}
      onSend={(comment) => addThread({ plan: planId, ...(about ? { field: about.field } : {}) }, comment)}
    />
  );
}
