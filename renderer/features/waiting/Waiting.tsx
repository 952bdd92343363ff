import { ArrowRight, CircleCheckBig, Hourglass } from 'lucide-react';
import { useWaiting, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { EmptyState } from '../../ui';
import styles from './Waiting.module.css';

/** The plans, on whatever board, that need this person's decision. */
export function Waiting() {
  const t = useT('board');
  const common = useT('common');
  const waiting = useWaiting();
  const boards = useWorkspace((state) => state.boards);
  const isApprover = useWorkspace((state) => state.me.approver);
  const titleOf = (boardId: string) => boards.find((board) => board.id === boardId)?.title ?? '';

  if (waiting.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig size={32} strokeWidth={1.5} />}
        title={t('waitingPage.emptyTitle')}
        text={isApprover ? t('waitingPage.emptyText') : t('waitingPage.emptyNotApprover')}
      />
    );
  }
  return (
    <div className={styles['page']}>
      <p className={styles['lead']}>{t('waitingPage.lead')}</p>
      <ul>
        {waiting.map(({ boardId, planId, title }) => (
          <li key={`${boardId}/${planId}`}>
            <a className={styles['row']} href={hrefOf({ page: 'board', boardId, view: 'columns', planId })}>
              <Hourglass size={16} aria-hidden />
              <span className={styles['words']}>
                <span className={styles['title']}>{title || common('untitled')}</span>
                <span className={styles['board']}>{t('waitingPage.on', { board: titleOf(boardId) })}</span>
              </span>
              <ArrowRight size={16} aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
