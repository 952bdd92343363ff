import { memo, useState } from 'react';
import { Ellipsis, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useNow, useFormatter } from 'use-intl';
import type { CommentJson } from '../../../../shared/doc/threads';
import { useBoard, useBoardActions, useWorkspace } from '../../../client';
import { useT, useFormat } from '../../../i18n';
import { Avatar, IconButton, Menu, showToast } from '../../../ui';
import { authorshipOf, mentionRuns } from '../logic/comments';
import { usePlanPlace } from '../plan-context';
import { CommentBox } from './CommentBox';
import { useDraft } from './draft';
import styles from './discussion.module.css';

/** What somebody said. Its author is told by the host, not by the document ([PLANUI-11]). */
export const Comment = memo(function Comment({
  threadId,
  comment,
}: {
  threadId: string;
  comment: CommentJson;
}) {
  const t = useT('comments');
  const { canEdit } = usePlanPlace();
  const { editComment } = useBoardActions();
  const owners = useBoard((board) => board.owners);
  const members = useWorkspace((workspace) => workspace.members);
  const me = useWorkspace((workspace) => workspace.me);
  const draft = useDraft(comment.id);
  const [isEditing, setEditing] = useState(draft.kept !== '');
  const { memberId, tampered, tamperedBy } = authorshipOf(comment, owners);
  const author = memberId === null ? undefined : members.get(memberId);
  const name = author?.name ?? t('unknownAuthor');
  const isMine = canEdit && memberId === me.id;

  return (
    <div className={styles['comment']}>
      <Avatar name={author?.name ?? '?'} department={author?.department ?? 'other'} size={24} isDecorative />
      <div className={styles['commentBody']}>
        <p className={styles['commentTop']}>
          <span className={styles['author']} {...(author ? {} : { title: t('unknownAuthorHint') })}>
            {name}
          </span>
          <When at={comment.at} />
          {comment.edited ? <span className={styles['quiet']}>{t('edited')}</span> : null}
          {isMine && !isEditing ? (
            <OwnComment threadId={threadId} commentId={comment.id} onEdit={() => setEditing(true)} />
          ) : null}
        </p>
        {tampered ? (
          <p role="note" className={styles['tampered']}>
            <TriangleAlert size={13} aria-hidden />
            {tamperedBy !== null && members.has(tamperedBy)
              ? t('tampered', { name: members.get(tamperedBy)?.name ?? '' })
              : t('tamperedUnknown')}
          </p>
        ) : null}
        {isEditing ? (
          <CommentBox
            label={t('edit')}
            sendLabel={t('save')}
            initial={comment.text}
            draft={draft}
            autoFocus
            onCancel={() => setEditing(false)}
            onSend={({ text }) => {
              editComment(threadId, comment.id, text);
              setEditing(false);
            }}
          />
        ) : (
          <CommentText comment={comment} />
        )}
      </div>
    </div>
  );
});

/** What one can do with one's own comment, in sight beside it ([PLANUI-30]). */
function OwnComment({
  threadId,
  commentId,
  onEdit,
}: {
  threadId: string;
  commentId: string;
  onEdit: () => void;
}) {
  const t = useT('comments');
  const plan = useT('plan');
  const { deleteComment, undo } = useBoardActions();
  const remove = () => {
    deleteComment(threadId, commentId);
    showToast({ tone: 'done', title: t('deleted'), action: { label: plan('undo'), onAction: undo } });
  };
  return (
    <span className={styles['own']}>
      <Menu
        label={t('own')}
        trigger={<IconButton size="small" icon={<Ellipsis size={14} aria-hidden />} label={t('own')} />}
        sections={[
          {
            id: 'own',
            items: [
              { id: 'edit', label: t('edit'), icon: <Pencil size={14} aria-hidden />, onAction: onEdit },
              {
                id: 'delete',
                label: t('delete'),
                icon: <Trash2 size={14} aria-hidden />,
                isDanger: true,
                onAction: remove,
              },
            ],
          },
        ]}
      />
    </span>
  );
}

/** The text with the members it mentions set apart. */
function CommentText({ comment }: { comment: CommentJson }) {
  const members = useWorkspace((workspace) => workspace.members);
  const mentioned = comment.mentions.flatMap((id) => members.get(id) ?? []);
  return (
    <p className={styles['text']}>
      {mentionRuns(comment.text, mentioned).map((run, index) =>
        run.memberId === undefined ? (
          run.text
        ) : (
          <strong key={index} className={styles['mention']}>
            {run.text}
          </strong>
        ),
      )}
    </p>
  );
}

const MINUTE = 60_000;

/** When something was said: roughly, and exactly on hover. Clocks differ, so a time in the future counts as now. */
export function When({ at }: { at: string }) {
  const t = useT('comments');
  const format = useFormat();
  const relative = useFormatter();
  const now = useNow({ updateInterval: MINUTE });
  const then = Date.parse(at);
  if (Number.isNaN(then)) return null;
  const isFresh = now.getTime() - then < MINUTE;
  return (
    <time dateTime={at} title={format.instant(at)} className={styles['quiet']}>
      {isFresh ? t('justNow') : relative.relativeTime(then, now)}
    </time>
  );
}
