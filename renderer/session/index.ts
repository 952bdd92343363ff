import './jitless';

export {
  SessionRoot,
  BoardProvider,
  useBoard,
  useBoardActions,
  useBrief,
  useToday,
  useWaiting,
  useWorkspace,
  useWorkspaceActions,
} from './react';
export { join, leaveWorkspace, viewInvite } from './identity';
export { startExample, discardExample } from './example';
export { pendingInvite } from './page';
export { connectNow } from './reconnector';
export { memberName } from './members';
export type * from './types';
