import { memo, useState } from 'react';
import { Ellipsis, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useNow, useFormatter } from 'use-intl';
import type { CommentJson } from '../../../../shared/doc/threads';
import { mentionRuns } from '../../../../shared/domain/text/mentions';
import { shown } from '../../../../shared/domain/text/typed-text';
import { useBoard, useBoardActions, useHostClock, useWorkspace } from '../../../client';
import { useT, useFormat } from '../../../i18n';
import { Avatar, IconButton, Menu, showToast, VersionsOfComment } from '../../../ui';
import { authorshipOf } from '../logic/comments';
import { usePlanPlace } from '../plan-context';
import { CommentBox } from './CommentBox';
import { isBegun, useDraft } from './draft';
import styles from './discussion.module.css';

interface CommentProps {
  readonly threadId: string;
  readonly comment: CommentJson;
  /** When it was said, as far as it can be shown. */
  readonly at: number | null;
}

/** What somebody said. Its author is told by the host, not by the document ([PLANUI-11]). */
export const Comment = memo(function Comment({ threadId, comment, at }: CommentProps) {
  const t = useT('comments');
  const { canEdit } = usePlanPlace();
  const { editComment } = useBoardActions();
  const owners = useBoard((board) => board.owners);
  const members = useWorkspace((workspace) => workspace.members);
  const me = useWorkspace((workspace) => workspace.me);
  const draft = useDraft(comment.id);
  const [isEditing, setEditing] = useState(isBegun(draft));
  const { memberId, tampered, tamperedBy } = authorshipOf(comment, owners);
  const author = memberId === null ? undefined : members.get(memberId);
  const name = author?.name ?? t('unknownAuthor');
  const isMine = canEdit && memberId === me.id;

  return (
    <div className={styles['comment']} data-field={`comment/${comment.id}`} tabIndex={-1}>
      <Avatar name={author?.name ?? '?'} department={author?.department ?? 'other'} size={24} isDecorative />
      <div className={styles['commentBody']}>
        <p className={styles['commentTop']}>
          <span className={styles['author']} {...(author ? {} : { title: t('unknownAuthorHint') })}>
            {name}
          </span>
          {at === null ? null : <When at={at} />}
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
            initial={comment}
            draft={draft}
            autoFocus
            onCancel={() => setEditing(false)}
            onSend={(edited) => {
              editComment(threadId, comment.id, edited);
              setEditing(false);
            }}
          />
        ) : (
          <CommentText comment={comment} />
        )}
        <VersionsOfComment commentId={comment.id} />
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
  const { deleteComment } = useBoardActions();
  const remove = () => {
    const bringBack = deleteComment(threadId, commentId);
    showToast({ tone: 'done', title: t('deleted'), action: { label: plan('undo'), onAction: bringBack } });
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
              {
                id: 'edit',
                label: t('edit'),
                icon: <Pencil size={14} aria-hidden />,
                onAction: onEdit,
                isInPlace: true,
              },
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
  const runs = mentionRuns(comment.text, comment.mentions, (id) => members.get(id)?.name);
  return (
    <p className={styles['text']}>
      {runs.map((run, index) =>
        run.memberId === undefined ? (
          shown(run.text)
        ) : (
          <strong key={index} className={styles['mention']}>
            {shown(run.text)}
          </strong>
        ),
      )}
    </p>
  );
}

export const MINUTE = 60_000;

/** When something was said: roughly, and exactly on hover. */
export function When({ at }: { at: number }) {
  const t = useT('comments');
  const format = useFormat();
  const relative = useFormatter();
  useNow({ updateInterval: MINUTE });
  const now = useHostClock()();
  const isFresh = now - at < MINUTE;
  const instant = new Date(at).toISOString();
  return (
    <time dateTime={instant} title={format.instant(instant)} className={styles['quiet']}>
      {isFresh ? t('justNow') : relative.relativeTime(at, now)}
    </time>
  );
}
