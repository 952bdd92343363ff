import { dialog, type BrowserWindow, type WebContents } from 'electron';
import type { Input, Method, Output } from '../../shared/ipc/contract';
import { DesktopError } from '../../shared/ipc/errors';
import type { Notices } from '../notices';
import type { KeyStore } from '../profile/key-store';
import type { Language } from '../profile/settings';
import type { Shell } from '../shell';
import type { Windows } from '../windows';
import type { Workspaces } from '../profile/workspaces';
import { Saver } from './save-file';

export type Handlers = {
  [M in Method]: (input: Input<M>, caller: WebContents) => Output<M> | Promise<Output<M>>;
};

export interface HandlersOptions {
  shell: Shell;
  windows: Windows;
  workspaces: Workspaces;
  keys: KeyStore;
  notices: Notices;
  setLanguage: (language: Language) => void;
  /** Tests save here without a dialog. */
  saveDir: string | undefined;
  /** Tests open this backup without a dialog. */
  openFile: string | undefined;
}

export function makeHandlers(o: HandlersOptions): Handlers {
  /** A window holds the key of its own profile and of no other. */
  const own = (profile: string, caller: WebContents) => {
    if (o.shell.targetOf(caller).profileId !== profile) throw new DesktopError('not-yours');
    return profile;
  };
  const saver = new Saver(o.saveDir);
  return {
    workspaces: () =>
      o.workspaces.all().map(({ id, kind, name, lastOpened, hidden, profiles }) => ({
        id,
        kind,
        name,
        lastOpened,
        hidden,
        memberName: kind === 'example' ? undefined : profiles[0]?.memberName,
      })),
    openWorkspace: ({ id }) => o.shell.open(id),
    forgetWorkspace: ({ id }) => o.shell.forget(id),
    createWorkspace: (input) => o.shell.create(input),
    joinWithLink: (input) => o.shell.join(input),
    openPlanLink: (input) => o.shell.openPlanLink(input),
    recoverAt: (input) => o.shell.recoverAt(input),
    moveWorkspace: (input) => o.shell.move(input),
    openBackup: async (input, caller) => {
      const file = o.openFile ?? (await askForBackup(o.windows.windowOf(caller)));
      if (file === undefined) return { opened: false };
      await o.shell.openBackup(file, input);
      return { opened: true };
    },
    startExample: () => o.shell.startExample(),
    stageScreens: (_input, caller) => o.windows.screensFor(caller),
    openStage: (input, caller) => o.windows.openStage(caller, input),
    fullScreen: (wanted, caller) => o.windows.fillScreen(caller, wanted),
    showWelcome: () => void o.windows.openWelcome(),
    discardExample: (_input, caller) => {
      const own = o.windows.targetOf(caller)?.workspaceId;
      if (own !== undefined && o.workspaces.example()?.id !== own) throw new DesktopError('not-here');
      return o.shell.discardExample();
    },
    hostStatus: (_input, caller) => o.shell.hostStatus(caller),
    openToNetwork: (_input, caller) => o.shell.openToNetwork(caller),
    checkHost: (_input, caller) => o.shell.checkHost(caller),
    trustLink: (input, caller) => o.shell.trustLink(input, caller),
    rememberProfile: (names, caller) => {
      const { workspaceId, profileId } = o.shell.targetOf(caller);
      o.workspaces.joined(workspaceId, profileId, names);
    },
    loadKey: ({ profile }, caller) => o.keys.load(own(profile, caller)),
    saveKey: ({ profile, secret }, caller) => o.keys.save(own(profile, caller), secret),
    setLanguage: (language) => o.setLanguage(language),
    printToPdf: async (_input, caller) => ({ bytes: await printed(caller) }),
    setBadge: ({ count }, caller) => o.notices.count(count, caller),
    notify: async (text, caller) => {
      const { clicked } = await o.notices.notify(text, caller);
      if (clicked) o.windows.bringUp(caller);
      return { clicked };
    },
    saveFile: ({ suggestedName }, caller) => saver.begin(suggestedName, o.windows.windowOf(caller)),
    writeFile: ({ file, bytes }, caller) => saver.write(file, bytes, o.windows.windowOf(caller)),
    endFile: ({ file, keep }, caller) => saver.end(file, keep, o.windows.windowOf(caller)),
  };
}

/** The person chooses what is read, not the page. */
async function askForBackup(window: BrowserWindow | undefined): Promise<string | undefined> {
  if (!window) return undefined;
  const filters = [{ name: 'Handschlag', extensions: ['handschlag'] }];
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
  return filePaths[0];
}

/**
 * As much as a window shows when it is printed, whatever it says: it gets nothing that it does not have. On A4, unless the
 * page asks for another paper.
 */
async function printed(caller: WebContents): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(
      await caller.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true }),
    );
  } catch {
    throw new DesktopError('save-failed');
  }
}
