import { CircleCheckBig } from 'lucide-react';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { EmptyState } from '../../ui';
import { KeptCopy } from './KeptCopy';
import styles from './kept.module.css';

/** What this device kept from before the workspace was restored, board by board. */
export function KeptCopies() {
  const t = useT('kept');
  const parked = useWorkspace((state) => state.parked);
  const boards = useWorkspace((state) => state.boards);
  if (parked.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig size={32} strokeWidth={1.5} />}
        title={t('emptyTitle')}
        text={t('emptyText')}
      />
    );
  }
  return (
    <div className={styles['page']}>
      <p className={styles['lead']}>{t('lead')}</p>
      {parked.map((copy) => {
        const board = boards.find(({ id }) => id === copy.boardId) ?? null;
        return <KeptCopy key={`${copy.boardId}/${copy.epoch}`} copy={copy} board={board} />;
      })}
    </div>
  );
}
