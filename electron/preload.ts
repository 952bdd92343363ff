// Runs sandboxed in every page before the page's own code: the only connection between page and main process.
import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import {
  channelOf,
  contract,
  type DesktopApi,
  type Input,
  type Method,
  type Output,
} from '../shared/ipc/contract';
import { DesktopError, type Reply } from '../shared/ipc/errors';

// The page's policy forbids making code from text, which zod otherwise tries for speed.
z.config({ jitless: true });

async function call<M extends Method>(method: M, input: unknown): Promise<Output<M>> {
  const reply = (await ipcRenderer.invoke(channelOf(method), input)) as Reply;
  if (!reply.ok) throw new DesktopError(reply.code);
  return contract[method].output.parse(reply.value) as Output<M>;
}

const api = {
  workspaces: () => call('workspaces', undefined),
  openWorkspace: (input: Input<'openWorkspace'>) => call('openWorkspace', input),
  openPlanLink: (input: Input<'openPlanLink'>) => call('openPlanLink', input),
  forgetWorkspace: (input: Input<'forgetWorkspace'>) => call('forgetWorkspace', input),
  createWorkspace: (input: Input<'createWorkspace'>) => call('createWorkspace', input),
  joinWithLink: (input: Input<'joinWithLink'>) => call('joinWithLink', input),
  recoverAt: (input: Input<'recoverAt'>) => call('recoverAt', input),
  moveWorkspace: (input: Input<'moveWorkspace'>) => call('moveWorkspace', input),
  openBackup: (input: Input<'openBackup'>) => call('openBackup', input),
  startExample: () => call('startExample', undefined),
  stageScreens: () => call('stageScreens', undefined),
  openStage: (input: Input<'openStage'>) => call('openStage', input),
  fullScreen: (input: Input<'fullScreen'>) => call('fullScreen', input),
  showWelcome: () => call('showWelcome', undefined),
  discardExample: () => call('discardExample', undefined),
  hostStatus: () => call('hostStatus', undefined),
  openToNetwork: () => call('openToNetwork', undefined),
  checkHost: () => call('checkHost', undefined),
  trustLink: (input: Input<'trustLink'>) => call('trustLink', input),
  rememberProfile: (input: Input<'rememberProfile'>) => call('rememberProfile', input),
  keys: {
    load: (input: Input<'loadKey'>) => call('loadKey', input),
    save: (input: Input<'saveKey'>) => call('saveKey', input),
  },
  setLanguage: (language: Input<'setLanguage'>) => call('setLanguage', language),
  printToPdf: () => call('printToPdf', undefined),
  setBadge: (input: Input<'setBadge'>) => call('setBadge', input),
  notify: (input: Input<'notify'>) => call('notify', input),
  saveFile: (input: Input<'saveFile'>) => call('saveFile', input),
  writeFile: (input: Input<'writeFile'>) => call('writeFile', input),
  endFile: (input: Input<'endFile'>) => call('endFile', input),
} satisfies DesktopApi;

contextBridge.exposeInMainWorld('desktop', api);
