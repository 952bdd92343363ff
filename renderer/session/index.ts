import './jitless';

export {
  SessionRoot,
  BoardProvider,
  useAccess,
  useBoard,
  useBoardActions,
  useBrief,
  useToday,
  useWaiting,
  useWorkspace,
  useWorkspaceActions,
} from './react';
export { join, leaveWorkspace, recover, recoverAt, viewInvite } from './identity';
export { makeRecoveryCode } from './recovery-code';
export { startExample, discardExample } from './example';
export { hasHost, isRecovering, pendingInvite } from './page';
export { connectNow } from './reconnector';
export { memberName } from './members';
export type * from './types';
