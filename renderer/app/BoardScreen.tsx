import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { Columns3, List, Presentation, Redo2, Undo2, UserPlus, Vote } from 'lucide-react';
import { mayAdminister } from '../../shared/domain/policy';
import { useBoard, useWorkspace } from '../client';
import { useT } from '../i18n';
import { closePlan, currentRoute, hrefOf, useRoute } from '../state/route';
import { useDialogs } from '../state/dialogs';
import {
  cx,
  EmptyState,
  IconButton,
  isComposing,
  isEditable,
  OVERLAYS,
  Progress,
  SegmentLinks,
  useKeys,
} from '../ui';
import { Bin } from '../features/board/Bin';
import { BoardColumns } from '../features/board/BoardColumns';
import { BoardList } from '../features/board/BoardList';
import { NewPlan, useNewPlan } from '../features/board/NewPlan';
import { WorkshopChip } from '../features/workshop/WorkshopChip';
import { OpenStage } from '../features/stage/OpenStage';
import { BoardBanners } from './banners/BoardBanners';
import { Banners } from './banners/Banners';
import { ErrorBoundary } from './ErrorBoundary';
import { NARROW, useMedia } from './media';
import { PeopleHere } from './frame/PeopleHere';
import { SavedState } from './frame/SavedState';
import { TopLine } from './frame/TopLine';
import { useUndoing } from './undoing';
import styles from './frame/Frame.module.css';

const CalendarView = lazy(async () => ({
  default: (await import('../features/calendar/CalendarView')).CalendarView,
}));
const RecordView = lazy(async () => ({
  default: (await import('../features/record/RecordView')).RecordView,
}));
const WorkshopView = lazy(async () => ({
  default: (await import('../features/workshop/WorkshopView')).WorkshopView,
}));
const Rounds = lazy(async () => ({ default: (await import('../features/rounds')).Rounds }));
const RoundOutcome = lazy(async () => ({ default: (await import('../features/rounds')).RoundOutcome }));
const PlanPanel = lazy(async () => ({ default: (await import('../features/plan/PlanPanel')).PlanPanel }));

/** The board itself, in two ways, its workshops and its rounds. Its calendar and its record are places of the rail. */
const VIEWS = [
  ['columns', <Columns3 key="icon" size={15} aria-hidden />],
  ['list', <List key="icon" size={15} aria-hidden />],
  ['workshop', <Presentation key="icon" size={15} aria-hidden />],
  ['rounds', <Vote key="icon" size={15} aria-hidden />],
] as const;

/** One board: its views, and next to them the plan that is open. Must stand inside a `BoardProvider`. */
export function BoardScreen({ boardId, onHelp }: { boardId: string; onHelp: () => void }) {
  const t = useT('frame');
  const route = useRoute();
  const title = useWorkspace((state) => state.boards.find((board) => board.id === boardId)?.title ?? '');
  const loaded = useBoard((state) => state.loaded);
  const isEmpty = useBoard((state) => state.order.length === 0);
  const travel = useUndoing();
  useBoardKeys();
  const view = route.page === 'board' ? route.view : 'columns';
  const planId = route.page === 'board' ? route.planId : null;
  useFocusBack(planId);
  const isNarrow = useMedia(NARROW);
  const [asPage, setAsPage] = useState(false);

  return (
    <>
      <TopLine
        title={title}
        onHelp={onHelp}
        hasPlanOpen={planId !== null}
        views={
          <SegmentLinks
            label={t('view.label')}
            className={styles['viewWords']}
            items={VIEWS.map(([each, icon]) => ({
              href: hrefOf({ page: 'board', boardId, view: each, planId: null }),
              label: t(`view.${each}`),
              icon,
              isCurrent: each === view,
            }))}
          />
        }
      >
        {view === 'workshop' ? null : <WorkshopChip />}
        <BoardTools boardId={boardId} travel={travel} />
        {isEmpty ? null : <NewPlan isPrimary={planId === null && view !== 'workshop' && view !== 'rounds'} />}
      </TopLine>
      <BannersOfBoard boardId={boardId} />
      <div
        className={cx(styles['board'], planId !== null && styles['hasPanel'], asPage && styles['planAsPage'])}
      >
        <main
          className={styles['boardView']}
          id="content"
          tabIndex={-1}
          aria-label={`${title}: ${t(`view.${view}`)}`}
        >
          {loaded ? (
            <ErrorBoundary resetKey={view}>
              <Suspense fallback={<Waiting text={t('openingBoard')} />}>
                {view === 'columns' ? <BoardColumns /> : null}
                {view === 'list' ? <BoardList /> : null}
                {view === 'calendar' ? <CalendarView /> : null}
                {view === 'record' ? <RecordView /> : null}
                {view === 'workshop' ? (
                  <WorkshopView
                    rounds={({ id, facilitator }, item) => (
                      <Rounds boardId={boardId} session={{ id, facilitator }} level={item ? 4 : 3} />
                    )}
                    outcome={(round) => <RoundOutcome view={round} />}
                  />
                ) : null}
                {view === 'rounds' ? <Rounds boardId={boardId} /> : null}
              </Suspense>
            </ErrorBoundary>
          ) : (
            <NotYetHere />
          )}
        </main>
        {planId !== null && loaded ? (
          <div
            role={isNarrow || asPage ? 'main' : 'complementary'}
            tabIndex={-1}
            className={styles['panel']}
            aria-label={t('plan')}
            data-panel
            key={planId}
          >
            <ErrorBoundary resetKey={planId}>
              <Suspense fallback={<Waiting text={t('openingPlan')} />}>
                <PlanPanel
                  planId={planId}
                  onClose={closePlan}
                  asPage={isNarrow || asPage}
                  {...(isNarrow ? {} : { onTogglePage: () => setAsPage(!asPage) })}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
        ) : null}
      </div>
    </>
  );
}

/** As {@link BoardTools}: they are the same over all views. */
const BannersOfBoard = memo(function BannersOfBoard({ boardId }: { boardId: string }) {
  return (
    <Banners>
      <BoardBanners boardId={boardId} />
    </Banners>
  );
});

/** A board that this device has no copy of: it comes with the connection, and without one nobody can work on it. */
function NotYetHere() {
  const t = useT('frame');
  const online = useWorkspace((workspace) => workspace.online);
  return online === false ? (
    <EmptyState title={t('boardNotHere.title')} text={t('boardNotHere.text')} />
  ) : (
    <Waiting text={t('openingBoard')} />
  );
}

/**
 * What one does on a board whatever one looks at; changing its view draws none of it again. What is as wide as its words stands
 * first, so that nothing moves away from under a pointer ([UI-70]).
 */
const BoardTools = memo(function BoardTools({ boardId, travel }: { boardId: string } & TravelProps) {
  return (
    <>
      <SavedState />
      <PeopleHere />
      <InviteButton />
      <OpenStage boardId={boardId} />
      <Bin />
      <UndoButtons travel={travel} />
    </>
  );
});

function Waiting({ text }: { text: string }) {
  return (
    <div className={styles['centre']}>
      <Progress>{text}</Progress>
    </div>
  );
}

interface TravelProps {
  readonly travel: (way: 'undo' | 'redo') => void;
}

function UndoButtons({ travel }: TravelProps) {
  const t = useT('frame');
  const canUndo = useBoard((state) => state.canUndo);
  const canRedo = useBoard((state) => state.canRedo);
  return (
    <span className={styles['undo']}>
      <IconButton
        size="small"
        icon={<Undo2 size={15} />}
        label={t('undo')}
        keys="Ctrl+Z"
        isDisabled={!canUndo}
        onPress={() => travel('undo')}
      />
      <IconButton
        size="small"
        icon={<Redo2 size={15} />}
        label={t('redo')}
        keys="Ctrl+Y"
        isDisabled={!canRedo}
        onPress={() => travel('redo')}
      />
    </span>
  );
}

function useBoardKeys(): void {
  const newPlan = useNewPlan();
  useKeys({
    n: () => newPlan?.(),
    '/': focusSearch,
    '[Shift]+/': focusSearch,
  });
  useEffect(() => {
    window.addEventListener('keydown', leaveByEscape);
    return () => window.removeEventListener('keydown', leaveByEscape);
  }, []);
}

/** The first Escape leaves a field of the plan, the next one the plan. Parts that use the key themselves stop it. */
function leaveByEscape(event: KeyboardEvent): void {
  if (isComposing(event)) return;
  const route = currentRoute();
  const { target } = event;
  if (event.key !== 'Escape' || event.defaultPrevented || route.page !== 'board' || route.planId === null)
    return;
  if (!(target instanceof HTMLElement) || target.closest(OVERLAYS)) return;
  const panel = target.closest<HTMLElement>('[data-panel]');
  if (!isEditable(target)) closePlan();
  else panel?.focus();
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('[data-search] input')?.focus();
}

/** When the panel closes, the focus returns to the place where the plan was opened. */
function useFocusBack(planId: string | null): void {
  const before = useRef(planId);
  useEffect(() => {
    const closed = before.current;
    before.current = planId;
    if (planId !== null || closed === null) return;
    const active = document.activeElement;
    if (active && active !== document.body) return;
    const origin = document.querySelector<HTMLElement>(`[data-plan="${CSS.escape(closed)}"]`);
    (origin ?? document.getElementById('content'))?.focus({ preventScroll: true });
  }, [planId]);
}

/** Invites more people to the board; shown only to those who may invite. */
function InviteButton() {
  const t = useT('frame');
  const mayInvite = useWorkspace(({ me }) => mayAdminister({ ...me, active: true }) === null);
  const openInvite = useDialogs((state) => state.openInvite);
  if (!mayInvite) return null;
  return (
    <IconButton size="small" icon={<UserPlus size={16} />} label={t('invite')} onPress={() => openInvite()} />
  );
}
