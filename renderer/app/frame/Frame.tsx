import { lazy, memo, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { LayoutDashboard } from 'lucide-react';
import { BoardProvider, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { hrefOf, useRoute, type Route, type StageRoute } from '../../state/route';
import { changeSettings, useSettings } from '../../state/settings';
import { cx, EmptyState, LinkButton, Progress } from '../../ui';
import { BackupDialog } from '../../features/backup/BackupDialog';
import { Boards } from '../../features/boards/Boards';
import { NewBoard, NewBoardDialog } from '../../features/boards/NewBoard';
import { Inbox } from '../../features/inbox';
import { DaysDialog } from '../../features/days/DaysDialog';
import { InviteDialog } from '../../features/invite/InviteDialog';
import { KeptCopies } from '../../features/kept/KeptCopies';
import { AwayDialog } from '../../features/members/Away';
import { MembersView } from '../../features/members/MembersView';
import { Banners } from '../banners/Banners';
import { BoardScreen } from '../BoardScreen';
import { ReviewScreen } from '../ReviewScreen';
import { ErrorBoundary } from '../ErrorBoundary';
import { TIGHT, useMedia } from '../media';
import { useGlobalShortcuts } from '../shortcuts';
import { useWanted } from '../wanted';
import { BottomBar, Rail } from './Rail';
import { HelpDialog } from './HelpDialog';
import { TopLine } from './TopLine';
import styles from './Frame.module.css';

const AllCalendars = lazy(async () => ({
  default: (await import('../../features/calendar/AllCalendars')).AllCalendars,
}));
const Stage = lazy(async () => ({ default: (await import('../../features/stage/Stage')).Stage }));

/** What the window shows: a stage alone, everything else within the frame. */
export function Frame() {
  const route = useRoute();
  const t = useT('frame');
  if (route.page !== 'stage') return <Framed route={route} />;
  return (
    <ErrorBoundary resetKey={route.boardId}>
      <Suspense fallback={<Progress>{t('openingBoard')}</Progress>}>
        <BoardProvider key={route.boardId} boardId={route.boardId}>
          <Stage boardId={route.boardId} />
        </BoardProvider>
      </Suspense>
    </ErrorBoundary>
  );
}

type FramedRoute = Exclude<Route, StageRoute>;

/** The part of the window that stays while pages change (rail, top line, banners), around the current page. */
function Framed({ route }: { route: FramedRoute }) {
  const t = useT('frame');
  const isTight = useMedia(TIGHT);
  const railCollapsed = useSettings((settings) => settings.railCollapsed) ?? isTight;
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const closeHelp = useCallback(() => setHelpOpen(false), []);
  useGlobalShortcuts(openHelp);
  useFocusOnPage(route);
  useRememberBoard(route);
  useWanted();

  return (
    <div className={cx(styles['frame'], railCollapsed && styles['narrowRail'])}>
      <button type="button" className={styles['skip']} onClick={focusContent}>
        {t('skip')}
      </button>
      <Rail route={route} isCollapsed={railCollapsed} />
      <div className={styles['place']}>
        <CurrentPage route={route} onHelp={openHelp} />
      </div>
      <BottomBar route={route} />
      <Dialogs />
      <HelpDialog isOpen={helpOpen} onClose={closeHelp} />
    </div>
  );
}

/** They know themselves when they are open, so no page that one goes to waits for them. */
const Dialogs = memo(function Dialogs() {
  return (
    <>
      <NewBoardDialog />
      <InviteDialog />
      <BackupDialog />
      <DaysDialog />
      <AwayDialog />
    </>
  );
});

function CurrentPage({ route, onHelp }: { route: FramedRoute; onHelp: () => void }) {
  const t = useT('frame');
  const hasBoards = useWorkspace((state) => state.boards.some((board) => !board.archived));
  if (route.page === 'board') return <BoardPage boardId={route.boardId} onHelp={onHelp} />;
  if (route.page === 'review') return <ReviewScreen onHelp={onHelp} />;
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
          {route.page === 'inbox' ? <Inbox /> : null}
          {route.page === 'members' ? <MembersView /> : null}
          {route.page === 'calendar' ? (
            <Suspense fallback={<Progress>{title}</Progress>}>
              <AllCalendars />
            </Suspense>
          ) : null}
          {route.page === 'kept' ? <KeptCopies /> : null}
        </ErrorBoundary>
      </main>
    </>
  );
}

function BoardPage({ boardId, onHelp }: { boardId: string; onHelp: () => void }) {
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

/** Shown for an address of a board that does not exist or that this person may not read. */
function NoBoard({ onHelp }: { onHelp: () => void }) {
  const t = useT('frame');
  return (
    <>
      <TopLine title={t('boards')} onHelp={onHelp} />
      <Banners />
      <main className={styles['content']} id="content" tabIndex={-1}>
        <EmptyState
          icon={<LayoutDashboard size={28} />}
          title={t('noBoard.title')}
          text={t('noBoard.text')}
          action={<LinkButton href={hrefOf({ page: 'boards' })}>{t('noBoard.action')}</LinkButton>}
        />
      </main>
    </>
  );
}

/** Moves the focus to the beginning of a new page. The panel of a plan moves the focus itself. */
function useFocusOnPage(route: FramedRoute): void {
  const page = route.page === 'board' ? `${route.boardId}/${route.view}` : route.page;
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    focusContent();
  }, [page]);
}

function useRememberBoard(route: FramedRoute): void {
  const boardId = route.page === 'board' ? route.boardId : null;
  const exists = useWorkspace((state) => state.boards.some((board) => board.id === boardId));
  useEffect(() => {
    if (boardId !== null && exists) changeSettings({ lastBoard: boardId });
  }, [boardId, exists]);
}

function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
