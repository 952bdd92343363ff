import type { ReactNode } from 'react';
import type { CivilDate } from '../../shared/domain/dates';
import type { Member } from '../../shared/domain/people';
import type { InviteView } from '../../shared/api/contract';
import type * as T from './types';

export type * from './types';

function notYet(): never {
  throw new Error('not connected');
}

export const SessionRoot: (props: { welcome: ReactNode; joining: ReactNode; children: ReactNode }) => ReactNode = notYet;
export const BoardProvider: (props: { boardId: string; children: ReactNode }) => ReactNode = notYet;
export const useWorkspace: <V>(select: (state: T.WorkspaceState) => V) => V = notYet;
export const useWorkspaceActions: () => T.WorkspaceActions = notYet;
export const useBoard: <V>(select: (state: T.BoardState) => V) => V = notYet;
export const useBoardActions: () => T.BoardActions = notYet;
export const useBrief: (planId: string) => T.BriefBinding | null = notYet;
export const useWaiting: () => readonly T.WaitingPlan[] = notYet;
export const join: (input: T.JoinInput) => Promise<T.Outcome<void>> = notYet;
export const viewInvite: (secret: string) => Promise<T.Outcome<InviteView>> = notYet;
export const pendingInvite: () => T.PendingInvite | null = notYet;
export const startExample: () => Promise<T.Outcome<void>> = notYet;
export const discardExample: () => Promise<T.Outcome<void>> = notYet;
export const useToday: () => CivilDate = notYet;
export const memberName: (members: ReadonlyMap<string, Member>, id: string) => string = notYet;
/** Hands a file to the browser or to the desktop's save dialog. */
export const exportFile: (file: { name: string; mime: string; content: Blob }) => Promise<T.Outcome<void>> = notYet;
