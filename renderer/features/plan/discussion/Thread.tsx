import { memo, useState } from 'react';
import { Check, RotateCcw, TriangleAlert } from 'lucide-react';
import { useNow } from 'use-intl';
import type { ThreadJson } from '../../../../shared/doc/threads';
import { plausibleTimes } from '../../../../shared/doc/turns';
import { useBoard, useBoardActions, useHostClock, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import { authorshipOf } from '../logic/comments';
import { usePlanPlace, useSpeech } from '../plan-context';
import { Comment, MINUTE } from './Comment';
import { CommentBox } from './CommentBox';
import { isBegun, useDraft } from './draft';
import { Earlier, useLatest } from './Earlier';
import styles from './discussion.module.css';

/** One conversation: its comments, an answer, and whether it is settled. */
export const Thread = memo(function Thread({
  thread,
  isFieldNamed,
}: {
  thread: ThreadJson;
  isFieldNamed: boolean;
}) {
  const t = useT('comments');
  const common = useT('common');
  const { canEdit, jumpTo } = usePlanPlace();
  const { nameOf } = useSpeech();
  const owners = useBoard((board) => board.owners);
  useNow({ updateInterval: MINUTE });
  const hostNow = useHostClock();
  const times = plausibleTimes(thread.comments, hostNow());
  const [first, ...answers] = thread.comments;
  const { shown, earlier, showEarlier } = useLatest(answers);
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
      {first ? <Comment threadId={thread.id} comment={first} at={times[0] ?? null} /> : null}
      <Earlier count={earlier} onShow={showEarlier} />
      {shown.map((comment, index) => (
        <Comment
          key={comment.id}
          threadId={thread.id}
          comment={comment}
          at={times[1 + earlier + index] ?? null}
        />
      ))}
      {canEdit ? <Answer thread={thread} /> : null}
    </article>
  );
});

/** How a conversation goes on: by an answer, or by being settled with a word of why ([PLANUI-32]). */
function Answer({ thread }: { thread: ThreadJson }) {
  const t = useT('comments');
  const { addComment, resolve, reopen } = useBoardActions();
  const mine = useIsMine();
  const reply = useDraft(thread.id);
  const why = useDraft(`${thread.id}/why`);
  const [isWriting, setWriting] = useState<'reply' | 'why' | null>(
    isBegun(reply) ? 'reply' : isBegun(why) ? 'why' : null,
  );
  const done = () => setWriting(null);
  const last = thread.comments.at(-1);

  if (isWriting === 'reply')
    return (
      <CommentBox
        key="reply"
        label={t('replyLabel')}
        sendLabel={t('reply')}
        draft={reply}
        autoFocus
        onCancel={done}
        onSend={(comment) => {
          addComment(thread.id, comment);
          done();
        }}
      />
    );
  if (isWriting === 'why')
    return (
      <CommentBox
        key="why"
        label={t('whyLabel')}
        placeholder={t('whyPlaceholder')}
        sendLabel={t('resolveSend')}
        draft={why}
        autoFocus
        onCancel={done}
        onSend={(comment) => {
          resolve(thread.id, comment);
          done();
        }}
      />
    );
  return (
    <div className={styles['threadActions']}>
      {thread.resolved ? null : (
        <Button size="small" variant="quiet" onPress={() => setWriting('reply')}>
          {t('reply')}
        </Button>
      )}
      {thread.resolved ? (
        <Button
          size="small"
          variant="quiet"
          icon={<RotateCcw size={14} aria-hidden />}
          onPress={() => reopen(thread.id)}
        >
          {t('reopen')}
        </Button>
      ) : (
        <Button
          size="small"
          variant="quiet"
          icon={<Check size={14} aria-hidden />}
          // Whoever has just answered has said why.
          onPress={() =>
            thread.comments.length > 1 && last && mine(last) ? resolve(thread.id, null) : setWriting('why')
          }
        >
          {t('resolve')}
        </Button>
      )}
    </div>
  );
}

function useIsMine() {
  const owners = useBoard((board) => board.owners);
  const me = useWorkspace((workspace) => workspace.me.id);
  return ({ clientId }: { readonly clientId: number }) => owners.get(clientId) === me;
}
