import { useEffect, useState } from 'react';
import { LayoutDashboard } from 'lucide-react';
import { mayAdminister } from '../../../shared/domain/policy';
import { useWaiting, useWorkspace, useWorkspaceActions } from '../../client';
import { useT } from '../../i18n';
import { Button, EmptyState } from '../../ui';
import { BoardRow } from './BoardRow';
import { NewBoard } from './NewBoard';
import styles from './Boards.module.css';

/** All boards of the workspace and what is going on there; a button shows the archived ones too. */
export function Boards() {
  const t = useT('board');
  const boards = useWorkspace((state) => state.boards);
  const mayManage = useWorkspace(({ me }) => mayAdminister({ ...me, active: true }) === null);
  const waiting = useWaiting();
  const { refreshBoards } = useWorkspaceActions();
  // The host tells of no statement on a board that is not open here, but of what waits because of it.
  useEffect(() => void refreshBoards(), [refreshBoards, waiting]);
  const [showsArchive, setShowsArchive] = useState(false);
  const open = boards.filter((board) => !board.archived);
  const archived = boards.filter((board) => board.archived);
  const waitingOn = (boardId: string) => waiting.filter((each) => each.boardId === boardId).length;

  return (
    <div className={styles['page']}>
      {open.length === 0 ? (
        <EmptyState
          icon={<LayoutDashboard size={32} strokeWidth={1.5} />}
          title={t('boards.emptyTitle')}
          text={mayManage ? t('boards.emptyText') : t('boards.emptyGuest')}
          action={<NewBoard />}
        />
      ) : (
        <ul aria-label={t('boards.title')}>
          {open.map((board) => (
            <BoardRow key={board.id} board={board} waiting={waitingOn(board.id)} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {archived.length > 0 ? (
        <section className={styles['archive']}>
          <Button
            size="small"
            variant="quiet"
            aria-expanded={showsArchive}
            onPress={() => setShowsArchive(!showsArchive)}
          >
            {showsArchive ? t('boards.hideArchived') : t('boards.showArchived', { count: archived.length })}
          </Button>
          {showsArchive ? (
            <ul aria-label={t('boards.archived')} className={styles['archived']}>
              {archived.map((board) => (
                <BoardRow key={board.id} board={board} waiting={0} mayManage={mayManage} />
              ))}
            </ul>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
