import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type * as Y from 'yjs';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CivilDate } from '../../shared/domain/dates';
import type { BoardSession } from './board-session';
import { deviceStore } from './device-store';
import { hostTrust, type HostTrust } from './host-trust';
import type { RecordTools } from './record-tools';
import { identityStore, startSession } from './identity';
import { contentOf, type ParkedContent, type ParkedCopy } from './parked';
import type { UnsentPlan } from './unsent-texts';
import { onNewDay, todayStore } from './today';
import type {
  Access,
  BoardActions,
  BoardState,
  BriefBinding,
  WaitingPlan,
  WorkspaceActions,
  WorkspaceState,
} from './types';
import type { Backups, BackupState } from './backups';
import type { WorkspaceSession } from './workspace-session';

const WorkspaceContext = createContext<WorkspaceSession | null>(null);
const BoardContext = createContext<BoardSession | null>(null);

/** Who answers where this window's host should be. */
export function useHostTrust(): HostTrust {
  return useStore(hostTrust);
}

/** Shows `welcome` to a stranger, `joining` while a workspace opens, then the app with everything ready. */
export function SessionRoot({
  welcome,
  joining,
  children,
}: Record<'welcome' | 'joining' | 'children', ReactNode>) {
  const identity = useStore(identityStore);
  useEffect(() => void startSession(), []);
  if (!identity.workspace) return identity.phase === 'stranger' ? welcome : joining;
  return (
    <WorkspaceContext key={identity.workspace.profile.id} value={identity.workspace}>
      {children}
    </WorkspaceContext>
  );
}

/** Part of the workspace; drawn again only when that part changes. */
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspaceSession().store, useShallow(select));
}

export function useWorkspaceActions(): WorkspaceActions {
  return useWorkspaceSession().actions;
}

/** Opens a board for what is inside; it stays open a little longer than that. */
export function BoardProvider({ boardId, children }: { boardId: string; children: ReactNode }) {
  const { boards } = useWorkspaceSession();
  const board = boards.get(boardId);
  useEffect(() => boards.use(boardId), [boards, boardId]);
  useEffect(() => board.show(), [board]);
  return (
    <BoardContext key={boardId} value={board}>
      {children}
    </BoardContext>
  );
}

/** Part of the board; drawn again only when that part changes. */
export function useBoard<T>(select: (state: BoardState) => T): T {
  return useStore(useBoardSession().store, useShallow(select));
}

/** What can be done with the record of this board or, without one, of the workspace. */
export function useRecordTools(whose: 'board' | 'workspace' = 'board'): RecordTools {
  const workspace = useWorkspaceSession();
  const board = useContext(BoardContext);
  return (whose === 'board' && board ? board : workspace).recordTools;
}

export function useBoardActions(): BoardActions {
  return useBoardSession().actions;
}

/** What the editor of a plan's brief binds to; null while there is no such plan. */
export function useBrief(planId: string): BriefBinding | null {
  const board = useBoardSession();
  // A plan that was deleted and restored has another fragment, a restored workspace another document.
  return useSyncExternalStore(board.store.subscribe, () => board.brief(planId));
}

/**
 * What a parked copy has that its board has not, and how to discard the copy; inside the `BoardProvider` of its board
 * if there is one still. The content is null while it is being read.
 */
export function useParked(copy: ParkedCopy): {
  readonly content: ParkedContent | null;
  readonly discard: () => Promise<void>;
} {
  const workspace = useWorkspaceSession();
  const board = useContext(BoardContext);
  const [doc, setDoc] = useState<Y.Doc | null>(null);
  useEffect(() => {
    let isGone = false;
    void workspace.loadParked(copy).then((loaded) => isGone || setDoc(loaded));
    return () => {
      isGone = true;
    };
  }, [workspace, copy]);
  const shown = useSyncExternalStore(
    board?.store.subscribe ?? neverChanges,
    () => board?.store.getState() ?? null,
  );
  const content = useMemo(() => {
    if (!doc || (board && shown?.loaded !== true)) return null;
    return board ? board.compare(doc) : contentOf(doc, null);
  }, [doc, board, shown]);
  return { content, discard: () => workspace.discardParked(copy) };
}

/** What was written on this board and the host does not have. */
export function useUnsent(): readonly UnsentPlan[] {
  const board = useBoardSession();
  useStore(board.store);
  return board.actions.unsent();
}

/** While the workspace is being opened: whether its host does not answer. It is tried again and again. */
export function useIsWaiting(): boolean {
  return useStore(identityStore, ({ phase }) => phase === 'waiting');
}

/** Whether this device keeps what is written; while not, it is only in this window and with the host. */
export function useDeviceKeeps(): boolean {
  return useStore(deviceStore, ({ keeps }) => keeps);
}

/** What waits for this member, on any board. */
export function useWaiting(): readonly WaitingPlan[] {
  const { waiting } = useWorkspaceSession();
  useEffect(() => waiting.use(), [waiting]);
  return useStore(waiting.store, (state) => state.plans);
}

/** Devices and invites, fresh while somebody looks at them. */
export function useAccess(): Access {
  const { access } = useWorkspaceSession();
  useEffect(() => access.use(), [access]);
  return useStore(access.store);
}

/** Backups, and the copies that lie on the host. */
export function useBackups(): BackupState & Pick<Backups, 'save' | 'preview' | 'restore'> {
  const { backups } = useWorkspaceSession();
  const state = useStore(backups.store);
  const { save, preview, restore } = backups;
  return { ...state, save, preview, restore };
}

/** Today on this machine's calendar; changes at midnight. */
export function useToday(): CivilDate {
  return useSyncExternalStore(onNewDay, () => todayStore.getState().date);
}

const neverChanges = () => () => undefined;

function useWorkspaceSession(): WorkspaceSession {
  const session = useContext(WorkspaceContext);
  if (!session) throw new Error('outside of SessionRoot');
  return session;
}

function useBoardSession(): BoardSession {
  const session = useContext(BoardContext);
  if (!session) throw new Error('outside of BoardProvider');
  return session;
}
