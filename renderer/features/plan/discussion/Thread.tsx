import { useState } from 'react';
import { Check, RotateCcw, TriangleAlert } from 'lucide-react';
import { useNow } from 'use-intl';
import type { ThreadJson } from '../../../../shared/doc/threads';
import { plausibleTimes } from '../../../../shared/doc/turns';
import { useBoard, useBoardActions } from '../../../client';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import { authorshipOf } from '../logic/comments';
import { usePlan, useSpeech } from '../plan-context';
import { Comment, MINUTE } from './Comment';
import { CommentBox } from './CommentBox';
import styles from './discussion.module.css';

/** One conversation: its comments, an answer, and whether it is settled. */
export function Thread({ thread, isFieldNamed }: { thread: ThreadJson; isFieldNamed: boolean }) {
  const t = useT('comments');
  const common = useT('common');
  const { canEdit, jumpTo } = usePlan();
  const { nameOf } = useSpeech();
  const { addComment, setResolved } = useBoardActions();
  const owners = useBoard((board) => board.owners);
  const [isReplying, setReplying] = useState(false);
  const now = useNow({ updateInterval: MINUTE });
  const times = plausibleTimes(thread.comments, now.getTime());
  const first = thread.comments[0];
  const starter = first ? authorshipOf(first, owners).memberId : null;
  const { tampered: isMoved, tamperedBy } = authorshipOf(thread, owners);
  const fieldKey = `field.${thread.field ?? ''}` as 'field.title';
  const fieldName = thread.field !== null && common.has(fieldKey) ? common(fieldKey) : thread.field;

  return (
    <article
      className={styles['thread']}
      aria-label={t('thread', { name: starter ? nameOf(starter) : t('unknownAuthor') })}
      data-resolved={thread.resolved}
    >
      {isFieldNamed && thread.field !== null ? (
        <Button
          size="small"
          variant="quiet"
          className={styles['about']}
          onPress={() => jumpTo(thread.field ?? '')}
        >
          {t('about', { field: fieldName ?? '' })}
        </Button>
      ) : null}
      {isMoved ? (
        <p role="note" className={styles['tampered']}>
          <TriangleAlert size={13} aria-hidden />
          {tamperedBy === null ? t('movedUnknown') : t('moved', { name: nameOf(tamperedBy) })}
        </p>
      ) : null}
      {thread.comments.map((comment, index) => (
        <Comment key={comment.id} threadId={thread.id} comment={comment} at={times[index] ?? null} />
      ))}
      {canEdit && isReplying ? (
        <CommentBox
          label={t('replyLabel')}
          sendLabel={t('reply')}
          autoFocus
          onCancel={() => setReplying(false)}
          onSend={(comment) => {
            addComment(thread.id, comment);
            setReplying(false);
          }}
        />
      ) : null}
      {canEdit && !isReplying ? (
        <div className={styles['threadActions']}>
          {thread.resolved ? null : (
            <Button size="small" variant="quiet" onPress={() => setReplying(true)}>
              {t('reply')}
            </Button>
          )}
          <Button
            size="small"
            variant="quiet"
            icon={thread.resolved ? <RotateCcw size={14} aria-hidden /> : <Check size={14} aria-hidden />}
            onPress={() => setResolved(thread.id, !thread.resolved)}
          >
            {thread.resolved ? t('reopen') : t('resolve')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
