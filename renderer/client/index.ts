import './device/jitless';

export {
  WorkspaceRoot,
  BoardProvider,
  useAccess,
  useAround,
  useBackups,
  useBin,
  useDeletedAt,
  useBoard,
  useBoardActions,
  useBoardAhead,
  useBrief,
  useCompanyDays,
  useRecordTools,
  useDeviceKeeps,
  useDrawnPlans,
  useFacilitator,
  useFollowUpLoad,
  useHostTrust,
  useInbox,
  useInboxActions,
  useLooks,
  useWatchBoardNews,
  useUnread,
  useOpeningPhase,
  useInsertKept,
  useMayEdit,
  useMakeStatement,
  useBriefWithOwn,
  useOwnFields,
  useParked,
  useReadBoard,
  useSealedRounds,
  useSeatedCount,
  useStateSingly,
  useToday,
  useUnsent,
  useWaiting,
  useWorkspace,
  useWorkspaceActions,
  useWorkspaceDay,
  useNextWorkshop,
  useWorkshopActions,
  useWorkshopOn,
  useHostClock,
  useWorkshops,
} from './hooks/hooks';
export { openWarnings, useWarnings } from './hooks/warner';
export { useWarnedAmong, useWarnedPlans, type Marked } from './hooks/warned';
export { planDrawing } from './board/rows/drawn-plans';
export {
  followLinksHere,
  goOnAsBefore,
  isSomebodyHere,
  join,
  leaveWorkspace,
  recover,
  recoverAt,
  viewInvite,
} from './entry/identity';
export { makeRecoveryCode } from './entry/recovering';
export { addressOf, useLinkBase, useReach, type Reach } from './entry/reach';
export { startExample, discardExample } from './entry/example';
export { hasHost, isRecovering, pendingInvite, takeOpeningFailure, trustLink } from './entry/page';
export { openStage, stageScreens, toggleFullScreen, leaveFullScreen } from './entry/stage';
export { setBadge, showNotice } from './entry/notices';
export { exportFile, printToPdf } from './workspace/export-file';
export { connectNow } from './connection/reconnector';
export { memberName } from '../../shared/domain/people';
export type { BackupChoice } from './workspace/parts/backups';
export type { ParkedCopy, ParkedPlan } from './copy/parked';
export type { AuditResult, CheckProgress } from './record/checks';
export type * from './board/types';
export type { DeletedPlan } from './hooks/hooks';
export type * from './workspace/types';
export type { PulseAnswer, RoundEntry, ShownRound } from './workspace/parts/rounds';
export type { StatementDraft } from './record/statements';
export type { Came } from './workspace/singly';
export type { Failure, Outcome } from './connection/outcome';
export type { PendingInvite } from './entry/page';
