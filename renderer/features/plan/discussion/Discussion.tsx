import { memo, useState } from 'react';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import { usePlanPlace } from '../plan-context';
import { Composer } from './CommentBox';
import { Earlier, useLatest } from './Earlier';
import { Thread } from './Thread';
import styles from './discussion.module.css';

/** Everything that is said about a plan and its fields. */
export const Discussion = memo(function Discussion() {
  const t = useT('comments');
  const { planId, canEdit } = usePlanPlace();
  const threads = useBoard((board) => board.threads.get(planId)) ?? [];
  const [showsResolved, setShowsResolved] = useState(false);
  const open = threads.filter((thread) => !thread.resolved);
  const resolved = threads.filter((thread) => thread.resolved);
  const { shown, earlier, showEarlier } = useLatest(open);
  const settled = useLatest(resolved);

  return (
    <section aria-label={t('title')} className={styles['discussion']}>
      <h2 className={styles['title']}>{t('title')}</h2>
      {threads.length === 0 ? (
        <p className={styles['empty']}>{canEdit ? t('empty') : t('emptyGuest')}</p>
      ) : null}
      <Earlier count={earlier} onShow={showEarlier} />
      {shown.map((thread) => (
        <Thread key={thread.id} thread={thread} isFieldNamed />
      ))}
      {canEdit ? (
        <div data-field="composer">
          <Composer />
        </div>
      ) : null}
      {resolved.length > 0 ? (
        <Button size="small" variant="quiet" onPress={() => setShowsResolved(!showsResolved)}>
          {showsResolved ? t('hideResolved') : t('showResolved', { count: resolved.length })}
        </Button>
      ) : null}
      {showsResolved ? (
        <>
          <Earlier count={settled.earlier} onShow={settled.showEarlier} />
          {settled.shown.map((thread) => (
            <Thread key={thread.id} thread={thread} isFieldNamed />
          ))}
        </>
      ) : null}
    </section>
  );
});
