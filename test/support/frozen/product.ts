/**
 * Every module of the product that the frozen data are opened with, in one place: whoever moves one changes a line here.
 */
export { startHost } from '../../../server/start';
export type { RunningHost } from '../../../server/run/running';
export { bringBack } from '../../../server/backup/bring-back';
export { openSqlite } from '../../../server/storage/sqlite';
export { openBoardDoc, readPlans } from '../../../shared/doc/board-doc';
export { readThreads } from '../../../shared/doc/threads';
export { writtenMention } from '../../../shared/domain/text/mentions';
export { sha256OfJson } from '../../../shared/domain/json';
export type { Json } from '../../../shared/domain/json';
export { copyKeys } from '../../../renderer/client/copy/unsent';
export { deviceKeys } from '../../../renderer/client/device/device-keys';
export { openDeviceStore } from '../../../renderer/client/device/device-store';
export { identityStore, startClient } from '../../../renderer/client/entry/identity';
export type { LocalStore } from '../../../renderer/client/device/local-store';
export { ParkedCopies } from '../../../renderer/client/copy/parked';
export { OwnCopy } from '../../../renderer/client/copy/own-copy';
export { Profiles, type Profile } from '../../../renderer/client/device/profiles';
export { OpenWorkspace } from '../../../renderer/client/workspace/open-workspace';
export { wholeBoards } from '../../../renderer/client/workspace/whole-boards';
export { KeyStore, type Vault } from '../../../electron/profile/key-store';
export { Settings } from '../../../electron/profile/settings';
export { Workspaces } from '../../../electron/profile/workspaces';

/** Read as it is loaded: the window it belongs to has to be there before. */
export const windowSettings = async () =>
  (await import('../../../renderer/state/settings')).useSettings.getState();
