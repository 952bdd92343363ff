import { useEffect, useRef, useState } from 'react';
import { BoardProvider, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useRoute, type Route } from '../../state/route';
import { changeSettings, useSettings } from '../../state/settings';
import { cx } from '../../ui';
import { BackupDialog } from '../../features/backup';
import { Boards, NewBoard } from '../../features/boards';
import { Waiting } from '../../features/waiting';
import { InviteDialog } from '../../features/invite';
import { KeptCopies } from '../../features/kept';
import { MembersView } from '../../features/members';
import { Banners } from '../banners/Banners';
import { BoardScreen } from '../BoardScreen';
import { BottomBar } from './BottomBar';
import { ErrorBoundary } from '../ErrorBoundary';
import { HelpDialog } from './HelpDialog';
import { NoBoard } from '../NoBoard';
import { TIGHT, useMedia } from '../media';
import { Rail } from './Rail';
import { TopLine } from './TopLine';
import { useGlobalShortcuts } from '../shortcuts';
import styles from './Frame.module.css';

/** What stays while places change: rail, top line, banners; inside it the place. */
export function Frame() {
  const t = useT('frame');
  const route = useRoute();
  const isTight = useMedia(TIGHT);
  const railCollapsed = useSettings((settings) => settings.railCollapsed) ?? isTight;
  const [helpOpen, setHelpOpen] = useState(false);
  useGlobalShortcuts(() => setHelpOpen(true));
  useFocusOnPlace(route);
  useRememberBoard(route);

  return (
    <div className={cx(styles['frame'], railCollapsed && styles['narrowRail'])}>
      <button type="button" className={styles['skip']} onClick={focusContent}>
        {t('skip')}
      </button>
      <Rail route={route} isCollapsed={railCollapsed} />
      <div className={styles['place']}>
        <Place route={route} onHelp={() => setHelpOpen(true)} />
      </div>
      <BottomBar route={route} />
      <InviteDialog />
      <BackupDialog />
      <HelpDialog isOpen={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function Place({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const t = useT('frame');
  const hasBoards = useWorkspace((state) => state.boards.some((board) => !board.archived));
  if (route.page === 'board') return <BoardPlace boardId={route.boardId} onHelp={onHelp} />;
  const title = t(route.page);
  return (
    <>
      <TopLine title={title} onHelp={onHelp}>
        {route.page === 'boards' && hasBoards ? <NewBoard /> : null}
      </TopLine>
      <Banners />
      <main className={styles['content']} id="content" tabIndex={-1} aria-label={title} key={route.page}>
        <ErrorBoundary resetKey={route.page}>
          {route.page === 'boards' ? <Boards /> : null}
          {route.page === 'waiting' ? <Waiting /> : null}
          {route.page === 'members' ? <MembersView /> : null}
          {route.page === 'kept' ? <KeptCopies /> : null}
        </ErrorBoundary>
      </main>
    </>
  );
}

function BoardPlace({ boardId, onHelp }: { boardId: string; onHelp: () => void }) {
  const exists = useWorkspace((state) => state.boards.some((board) => board.id === boardId));
  if (!exists) return <NoBoard onHelp={onHelp} />;
  return (
    <ErrorBoundary resetKey={boardId}>
      <BoardProvider key={boardId} boardId={boardId}>
        <BoardScreen boardId={boardId} onHelp={onHelp} />
      </BoardProvider>
    </ErrorBoundary>
  );
}

/** At another place the focus starts at its beginning; the panel of a plan looks after its own. */
function useFocusOnPlace(route: Route): void {
  const place = route.page === 'board' ? `${route.boardId}/${route.view}` : route.page;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    focusContent();
  }, [place]);
}

function useRememberBoard(route: Route): void {
  const boardId = route.page === 'board' ? route.boardId : null;
  const exists = useWorkspace((state) => state.boards.some((board) => board.id === boardId));
  useEffect(() => {
    if (boardId !== null && exists) changeSettings({ lastBoard: boardId });
  }, [boardId, exists]);
}

function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
