import type { Json } from '../../../shared/domain/json';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useStore } from 'zustand';
import { mayEdit } from '../../../shared/domain/policy';
import type { PlanDrawing } from '../board/rows/drawn-plans';
import type { CivilDate } from '../../../shared/domain/dates';
import type { Span } from '../../../shared/domain/timeline/span';
import type { Load } from '../../../shared/domain/warnings/warnings';
import { isInForce } from '../../../shared/domain/turn/delegation';
import type { Around } from '../../../shared/domain/turn/turn';
import type { OpenBoard } from '../board/open-board';
import type { ReadBoard } from '../board/read-board';
import { deviceStore } from '../device/device-store';
import { hostTrust, type HostTrust } from '../connection/host-trust';
import type { RecordTools } from '../record/tools';
import {
  identityStore,
  startClient,
  type Identity,
  type ShownBoard,
  type ShownWorkspace,
} from '../entry/identity';
import type { ParkedContent, ParkedCopy } from '../copy/parked';
import type { UnsentPlan } from '../copy/unsent-texts';
import { onNewDay, todayStore } from '../device/today';
import type { Access, WaitingPlan, WorkspaceActions, WorkspaceState } from '../workspace/types';
import type { BoardActions, BoardState, BriefBinding, PlanRow } from '../board/types';
import type { Backups, BackupState } from '../workspace/parts/backups';
import type { Looks } from '../workspace/parts/looks';
import { unreadOf, type InboxList, type InboxView } from '../workspace/parts/inbox';
import type { CompanyDays } from '../workspace/parts/days';
import type { DaysAnswer, Planned } from '../../../shared/api/days';
import type { BoardDoor } from '../workspace/board-door';
import { stateSingly, type BoardStatement, type SinglyOptions } from '../workspace/singly';
import type { Rounds } from '../workspace/parts/rounds';
import { newestFirst, nextOf, type Workshops } from '../workspace/parts/workshops';
import type { SessionView } from '../../../shared/domain/session/session';
import { BoardNews, watchNews } from '../board/news';
import { useSlice } from './slice';

const OpenWorkspaceContext = createContext<ShownWorkspace | null>(null);
const OpenBoardContext = createContext<ShownBoard | null>(null);

/** Who answers where this window's host should be. */
export function useHostTrust(): HostTrust {
  return useStore(hostTrust);
}

interface RootProps extends Record<'welcome' | 'joining' | 'children', ReactNode> {
  /** How this page opens boards. */
  readonly door: BoardDoor<ShownBoard>;
}

/** Shows `welcome` to a stranger, `joining` while a workspace opens, then the app with everything ready. */
export function WorkspaceRoot({ door, welcome, joining, children }: RootProps) {
  const identity = useStore(identityStore);
  useEffect(() => void startClient(door), [door]);
  if (!identity.workspace) return identity.phase === 'stranger' ? welcome : joining;
  return (
    <OpenWorkspaceContext key={identity.workspace.profile.id} value={identity.workspace}>
      {children}
    </OpenWorkspaceContext>
  );
}

/** Part of the workspace; drawn again only when that part changes. */
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useOpenWorkspace().store, useSlice(select));
}

export function useWorkspaceActions(): WorkspaceActions {
  return useOpenWorkspace().actions;
}

/** Opens a board for what is inside; it stays open a little longer than that. */
export function BoardProvider({ boardId, children }: { boardId: string; children: ReactNode }) {
  const { boards } = useOpenWorkspace();
  const board = boards.get(boardId);
  useEffect(() => boards.use(boardId), [boards, boardId]);
  useEffect(() => ('show' in board ? board.show() : undefined), [board]);
  return (
    <OpenBoardContext key={boardId} value={board}>
      {children}
    </OpenBoardContext>
  );
}

/** Part of the board; drawn again only when that part changes. */
export function useBoard<T>(select: (state: BoardState) => T): T {
  return useStore(useShownBoard().store, useSlice(select));
}

/**
 * What a view draws of each plan of the board, in the order of the board; drawn again only when that changes.
 */
export function useDrawnPlans<T>(drawing: PlanDrawing<T>): readonly T[] {
  const { store } = useOpenBoard();
  return useStore(store, drawing(store));
}

/** Whether this person may change anything on the board that is open. */
export function useMayEdit(): boolean {
  const boardId = useBoard((state) => state.boardId);
  return useWorkspace(({ me, members, boards, ended }) => {
    const member = members.get(me.id) ?? { ...me, active: true };
    const archived = boards.find((board) => board.id === boardId)?.archived ?? false;
    return ended === null && !archived && mayEdit(member) === null;
  });
}

/** What can be done with the record of this board or, without one, of the workspace. */
export function useRecordTools(whose: 'board' | 'workspace' = 'board'): RecordTools {
  const workspace = useOpenWorkspace();
  const board = useContext(OpenBoardContext);
  return (whose === 'board' && board && 'recordTools' in board ? board : workspace).recordTools;
}

/** How something is stated about the plans of the board that is open. */
export function useMakeStatement(): BoardActions['makeStatement'] {
  const board = useShownBoard();
  return 'actions' in board ? board.actions.makeStatement : (draft) => board.makeStatement(draft);
}

/** States several things one after the other, on whatever boards, each as a statement of its own. */
export function useStateSingly() {
  const { boards } = useOpenWorkspace();
  return <Why,>(statements: readonly BoardStatement[], options: SinglyOptions<Why>): Promise<void> =>
    stateSingly(
      (boardId, task, signal) => boards.visit(boardId, (board) => task(whole(board)), signal),
      statements,
      options,
    );
}

/** Opens a board ahead of its being shown; null: none. */
export function useBoardAhead(boardId: string | null): void {
  const { boards } = useOpenWorkspace();
  useEffect(() => (boardId === null ? undefined : boards.use(boardId)), [boards, boardId]);
}

/** The board of a page that asks the host for what it shows of it. */
export function useReadBoard(): ReadBoard {
  const board = useShownBoard();
  if (!('look' in board)) throw new Error('this page has the whole board');
  return board;
}

export function useBoardActions(): BoardActions {
  return useOpenBoard().actions;
}

/** Tells of a plan's plain fields whether this member wrote last what they say: that is nothing new for him. */
export function useOwnFields(planId: string): (field: string) => boolean {
  const board = useOpenBoard();
  return useCallback((field) => board.isOwnField(planId, field), [board, planId]);
}

/** Reads a plan's brief with what this member wrote of it covered: that is nothing new for him either. */
export function useBriefWithOwn(planId: string): () => Json | null {
  const board = useOpenBoard();
  return useCallback(() => board.briefWithOwn(planId), [board, planId]);
}

/** What the editor of a plan's brief binds to; null while there is no such plan. */
export function useBrief(planId: string): BriefBinding | null {
  const board = useOpenBoard();
  // A plan that was deleted and restored has another fragment, a restored workspace another document.
  return useSyncExternalStore(board.store.subscribe, () => board.brief(planId));
}

/** What a parked copy has that its board has not, and how to discard the copy. The content is null while it is being read. */
export function useParked(copy: ParkedCopy): {
  readonly content: ParkedContent | null;
  readonly discard: () => Promise<void>;
} {
  const workspace = useOpenWorkspace();
  const [content, setContent] = useState<ParkedContent | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    void workspace
      .contentOfParked(copy, gone.signal)
      .then((found) => gone.signal.aborted || setContent(found));
    return () => gone.abort();
  }, [workspace, copy]);
  return { content, discard: () => workspace.discardParked(copy) };
}

/** Adds a plan of a parked copy to its board; answers the ID it has there. */
export function useInsertKept(): ShownWorkspace['insertKept'] {
  const workspace = useOpenWorkspace();
  return (...kept) => workspace.insertKept(...kept);
}

/** What was written on this board and the host does not have. */
export function useUnsent(): readonly UnsentPlan[] {
  const board = useOpenBoard();
  useStore(board.store);
  return board.actions.unsent();
}

/** How far the opening of the workspace is. */
export function useOpeningPhase(): Identity['phase'] {
  return useStore(identityStore, ({ phase }) => phase);
}

/** Whether this device keeps what is written; while not, it is only in this window and with the host. */
export function useDeviceKeeps(): boolean {
  return useStore(deviceStore, ({ keeps }) => keeps);
}

export interface DeletedPlan {
  readonly row: PlanRow;
  /** The member who deleted it; '' as long as the host has not said whose client that was. */
  readonly by: string;
}

/** The plans in the bin of the board that is open. */
export function useBin(): readonly DeletedPlan[] {
  const gone = useBoard((board) => board.gone);
  const owners = useBoard((board) => board.owners);
  return useMemo(
    () => gone.map(({ row, clientId }) => ({ row, by: owners.get(clientId) ?? '' })),
    [gone, owners],
  );
}

/** When each of these plans of the bin was deleted, by the host's clock; of what the host has not said, nothing. */
export function useDeletedAt(deleted: readonly DeletedPlan[]): ReadonlyMap<string, string> {
  const boardId = useBoard((board) => board.boardId);
  const { bin } = useOpenWorkspace().actions;
  const [times, setTimes] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (deleted.length === 0) return;
    let isClosed = false;
    void bin(boardId).then((known) => (isClosed ? undefined : setTimes(known)));
    return () => {
      isClosed = true;
    };
  }, [bin, boardId, deleted]);
  return times;
}

/** What concerns this member, on any board, and when the host said so. */
export function useInbox(): InboxView {
  return useStore(useOpenWorkspace().inbox.store);
}

/** How much of it is to be looked at. */
export function useUnread(): number {
  return useStore(useOpenWorkspace().inbox.store, ({ items }) => unreadOf(items));
}

/** What can be done with it. */
export function useInboxActions(): InboxList {
  return useOpenWorkspace().inbox;
}

/** What this member saw of plans last. */
export function useLooks(): Looks {
  return useOpenWorkspace().looks;
}

/** So long after what one wrote oneself the host is told that one knows it. */
const OWN_MS = 1_000;

/** How to be told on which plans of the board something is new for this member; what that gives ends it. */
export function useWatchBoardNews(): (tell: (plans: ReadonlySet<string>) => void) => () => void {
  const { looks } = useOpenWorkspace();
  const board = useOpenBoard();
  const me = useWorkspace((workspace) => workspace.me.id);
  const isOnline = useWorkspace((workspace) => workspace.online === true);
  return useCallback(
    (tell) => {
      const { boardId } = board.store.getState();
      if (isOnline) void looks.readBoard(boardId);
      const settle = () => board.ownEdits?.settle(board.store.getState().plans);
      const news = new BoardNews();
      const stopNews = watchNews(
        { looks: looks.store, board: board.store },
        { me, settle, isOwnField: (...of) => board.isOwnField(...of) },
        tell,
        news,
      );
      const stopEdits = board.ownEdits?.listen((edit) =>
        looks.wrote(boardId, edit, (digest) => news.seenAs(digest)),
      );
      const keep = () => {
        if (board.store.getState().saved.state !== 'saved') return;
        settle();
        void looks.keepOwn(boardId);
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stopSaved = board.store.subscribe(() => {
        clearTimeout(timer);
        timer = setTimeout(keep, OWN_MS);
      });
      return () => {
        clearTimeout(timer);
        keep();
        for (const stop of [stopNews, stopEdits, stopSaved]) stop?.();
      };
    },
    [looks, board, me, isOnline],
  );
}

/** What waits for this member, on any board. */
export function useWaiting(): readonly WaitingPlan[] {
  return useStore(useOpenWorkspace().waiting.store, ({ plans }) => plans);
}

/** Now by the host's clock, in milliseconds since 1970; by this machine's own as long as nobody told. */
export function useHostClock(): () => number {
  const { clock } = useOpenWorkspace();
  return useCallback(() => clock.estimate(), [clock]);
}

/**
 * Every workshop of a board, the newest first: those that the host tells of, and what it answered of closed ones.
 * Null until it has answered.
 */
export function useWorkshops(boardId: string): readonly SessionView[] | null {
  const { workshops, store } = useOpenWorkspace();
  const online = useStore(store, (state) => state.online);
  const views = useStore(workshops.store, (state) => state.views);
  const [listed, setListed] = useState<readonly SessionView[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void workshops.list(boardId).then((answer) => {
      if (answer.ok && !isGone) setListed(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [workshops, boardId, online]);
  return useMemo(() => listed && newestFirst(boardId, listed, views), [boardId, listed, views]);
}

/** The workshop of a board that is open or comes next, as far as the host tells of one. */
export function useNextWorkshop(boardId: string): SessionView | null {
  const { workshops } = useOpenWorkspace();
  return useStore(workshops.store, ({ views }) => nextOf(boardId, views));
}

/** The board on which a workshop is on, if that is so of one alone. */
export function useWorkshopOn(): string | null {
  const { workshops } = useOpenWorkspace();
  return useStore(workshops.store, ({ views }) => {
    const open = [...views.values()].filter(({ state }) => state === 'open');
    return open.length === 1 ? (open[0]?.board ?? null) : null;
  });
}

/** What is asked of the host about workshops. */
export function useWorkshopActions(): Workshops {
  return useOpenWorkspace().workshops;
}

/** The sealed rounds of boards; `changes` grows whenever the host says that one of this board was opened or closed. */
export function useSealedRounds(boardId: string): { readonly rounds: Rounds; readonly changes: number } {
  const { rounds } = useOpenWorkspace();
  const changes = useStore(rounds.changes, (counts) => counts[boardId] ?? 0);
  return { rounds, changes };
}

/** Who leads a workshop, as the host told last; null where it told of none. */
export function useFacilitator(session: string | undefined): string | null {
  const { workshops } = useOpenWorkspace();
  return useStore(workshops.store, ({ views }) => views.get(session ?? '')?.facilitator ?? null);
}

/** How many people without a device are in a workshop, as the host told last. */
export function useSeatedCount(session: string | undefined): number {
  const { workshops } = useOpenWorkspace();
  return useStore(workshops.store, ({ views }) => views.get(session ?? '')?.seated.length ?? 0);
}

/** Days that matter to everybody's plans, and what the host can be asked about them. */
export function useCompanyDays(): DaysAnswer & Pick<CompanyDays, 'set' | 'change' | 'end' | 'setFrame'> {
  const { days } = useOpenWorkspace();
  const state = useStore(days.store);
  const { set, change, end, setFrame } = days;
  return { ...state, set, change, end, setFrame };
}

/**
 * What agreed plans of all boards ask of one person in a span, week by week; null until the host has told, or without a person or
 * a span.
 */
export function useFollowUpLoad(owner: string | null, span: Span | null): Load | null {
  const { followUpLoad } = useWorkspaceActions();
  const [answer, setAnswer] = useState<Load | null>(null);
  const [from, to] = [span?.from, span?.to];
  useEffect(() => {
    if (owner === null || from === undefined || to === undefined) return;
    let isGone = false;
    void followUpLoad(owner, { from, to }).then((outcome) => {
      if (outcome.ok && !isGone) setAnswer(outcome.value);
    });
    return () => {
      isGone = true;
    };
  }, [followUpLoad, owner, from, to]);
  return answer?.owner === owner ? answer : null;
}

/** What is agreed or in review on the boards that this member may read; asked for anew by whoever begins to look. */
export function usePlanned(): readonly Planned[] {
  const { days, store } = useOpenWorkspace();
  const online = useStore(store, (state) => state.online);
  const planned = useStore(days.planned);
  useEffect(() => {
    if (online) void days.refreshPlanned();
  }, [days, online]);
  return planned;
}

/** Devices and invites, fresh while somebody looks at them. */
export function useAccess(): Access {
  const { access } = useOpenWorkspace();
  useEffect(() => access.use(), [access]);
  return useStore(access.store);
}

/** Backups, and the copies that lie on the host. */
export function useBackups(): BackupState & Pick<Backups, 'save' | 'preview' | 'restore'> {
  const { backups } = useOpenWorkspace();
  const state = useStore(backups.store);
  const { save, preview, restore } = backups;
  return { ...state, save, preview, restore };
}

/** What a turn is derived from on the board that is open: those who read it, who of them is away, who stands in. */
export function useAround(boardId: string): Around {
  const today = useWorkspaceDay();
  const { clock } = useOpenWorkspace();
  const { members, absences, delegations } = useWorkspace((state) => ({
    members: state.members,
    absences: state.absences,
    delegations: state.delegations,
  }));
  return useMemo(() => {
    // What was in force a moment ago is looked at again with the next day, or the next change.
    const now = new Date(clock.estimate()).toISOString();
    const readers = [...members.values()].filter(({ boards }) => boards === null || boards.includes(boardId));
    const inForce = delegations.filter((each) => isInForce(each, now));
    return { members: readers, absences, delegations: inForce, today };
  }, [members, absences, delegations, boardId, today, clock]);
}

/** Today by the host's clock, in this machine's time zone; changes at midnight. */
export function useToday(): CivilDate {
  return useSyncExternalStore(onNewDay, () => todayStore.getState().date);
}

/** Today in the workspace's time zone, wherever this machine is: deadlines end, and people are away, by its days. */
export function useWorkspaceDay(): CivilDate {
  return useSyncExternalStore(onNewDay, () => todayStore.getState().there);
}

function useOpenWorkspace(): ShownWorkspace {
  const workspace = useContext(OpenWorkspaceContext);
  if (!workspace) throw new Error('outside of WorkspaceRoot');
  return workspace;
}

function useShownBoard(): ShownBoard {
  const board = useContext(OpenBoardContext);
  if (!board) throw new Error('outside of BoardProvider');
  return board;
}

/** A board with its document. */
function useOpenBoard(): OpenBoard {
  return whole(useShownBoard());
}

function whole(board: ShownBoard): OpenBoard {
  if (!('actions' in board)) throw new Error('this page opens no documents');
  return board;
}
