import { useState } from 'react';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import { usePlan } from '../plan-context';
import { Composer } from './CommentBox';
import { Thread } from './Thread';
import styles from './discussion.module.css';

/** Everything that is said about a plan and its fields. */
export function Discussion() {
  const t = useT('comments');
  const { row, canEdit } = usePlan();
  const threads = useBoard((board) => board.threads.get(row.id)) ?? [];
  const [showsResolved, setShowsResolved] = useState(false);
  const open = threads.filter((thread) => !thread.resolved);
  const resolved = threads.filter((thread) => thread.resolved);

  return (
    <section aria-label={t('title')} className={styles['discussion']}>
      <h2 className={styles['title']}>{t('title')}</h2>
      {threads.length === 0 ? (
        <p className={styles['empty']}>{canEdit ? t('empty') : t('emptyGuest')}</p>
      ) : null}
      {open.map((thread) => (
        <Thread key={thread.id} thread={thread} isFieldNamed />
      ))}
      {canEdit ? <Composer /> : null}
      {resolved.length > 0 ? (
        <Button size="small" variant="quiet" onPress={() => setShowsResolved(!showsResolved)}>
          {showsResolved ? t('hideResolved') : t('showResolved', { count: resolved.length })}
        </Button>
      ) : null}
      {showsResolved
        ? resolved.map((thread) => <Thread key={thread.id} thread={thread} isFieldNamed />)
        : null}
    </section>
  );
}
