import './jitless';

export {
  SessionRoot,
  BoardProvider,
  useAccess,
  useBackups,
  useBoard,
  useBoardActions,
  useBrief,
  useRecordTools,
  useDeviceKeeps,
  useHostTrust,
  useIsWaiting,
  useParked,
  useToday,
  useUnsent,
  useWaiting,
  useWorkspace,
  useWorkspaceActions,
} from './react';
export { join, leaveWorkspace, recover, recoverAt, viewInvite } from './identity';
export { makeRecoveryCode } from './recovery-code';
export { trustLink } from './trust-link';
export { addressOf, useReach, type Reach } from './reach';
export { startExample, discardExample } from './example';
export { hasHost, isRecovering, pendingInvite } from './page';
export { exportFile } from './export-file';
export { connectNow } from './reconnector';
export { memberName } from './members';
export type { BackupChoice } from './backups';
export type { ParkedCopy, ParkedPlan } from './parked';
export type { AuditResult, CheckProgress } from './record-checks';
export type * from './types';
