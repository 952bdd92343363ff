// The desktop app's main process: puts the parts together and follows the app's life.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, Menu, powerMonitor, safeStorage } from 'electron';
import { Hosts } from './hosts/hosts';
import { makeHandlers } from './ipc/handlers';
import { registerIpc } from './ipc/register';
import { KeyStore } from './profile/key-store';
import { menuTemplate } from './menu';
import { Notices } from './notices';
import { quitQuestion, Quitting } from './quitting';
import { registerScheme } from './page/protocol';
import { secureApp } from './page/security';
import { Settings } from './profile/settings';
import { Shell } from './shell';
import { Windows, type WindowTarget } from './windows';
import { Workspaces } from './profile/workspaces';

// Tests, and people who keep two installations apart, choose the folder; it also decides who shares the single app.
const chosenFolder = process.env['HANDSCHLAG_USER_DATA'];
if (chosenFolder) app.setPath('userData', path.resolve(chosenFolder));
// The lock is a file in it, and Electron does not make the folder for that.
mkdirSync(app.getPath('userData'), { recursive: true });

const log = (message: string) => process.stderr.write(`${message}\n`);

if (app.requestSingleInstanceLock()) {
  registerScheme();
  secureApp();
  app.whenReady().then(compose, (error: unknown) => log(String(error)));
} else app.quit();

/** Removes the storage of forgotten profiles. This cannot be done while the app that used it still runs. */
function sweepPartitions(userData: string, workspaces: Workspaces): void {
  const kept = new Set(workspaces.all().flatMap((entry) => entry.profiles.map((one) => `profile-${one.id}`)));
  const folder = path.join(userData, 'Partitions');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.startsWith('profile-') && !kept.has(name))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function compose(): void {
  const userData = app.getPath('userData');
  const rendererDir = path.join(__dirname, '..', 'renderer');
  const settings = new Settings(userData);
  const workspaces = new Workspaces(userData);
  const keys = new KeyStore(userData, safeStorage);
  sweepPartitions(userData, workspaces);
  const language = () => settings.language(app.getLocale());

  const quitting: Quitting = new Quitting({
    others: () => hosts.others(),
    ask: async (others) => {
      const question = quitQuestion(language(), others);
      const options = { type: 'question', noLink: true, ...question } as const;
      return (await dialog.showMessageBox(windows.focusAny(), options)).response === 0;
    },
    quit: () => app.quit(),
  });
  /** The last window, which a person closed: the app ends with it, and it counts as closed all the same. */
  let last: { readonly target: WindowTarget | undefined } | null = null;
  const mayCloseLast = (target: WindowTarget | undefined) => {
    if (process.platform === 'darwin' || !hosts.running) return true;
    if (!quitting.isDecided) last = { target };
    return quitting.mayQuit();
  };
  const closed = (target: WindowTarget | undefined) => {
    if (!quitting.isDecided || target === last?.target) shell.windowClosed(target);
  };
  const preload = path.join(__dirname, '..', 'preload', 'preload.js');
  const windows = new Windows({
    preload,
    rendererDir,
    settings,
    language,
    onClosed: closed,
    onFocused: (target) => {
      // As the app quits, each window that closes hands its focus on to one that nobody turned to.
      if (!quitting.isDecided) shell.windowFocused(target);
    },
    mayCloseLast,
  });
  const hosts = new Hosts({
    entry: path.join(__dirname, 'host-entry.js'),
    rendererDir,
    workspaces,
    log,
    onMoved: (id, host) => windows.moveWorkspace(id, { host, cert: null }),
    onGivenUp: () => dialog.showErrorBox('Handschlag', hostGone[language()]),
  });
  const restart = () => {
    // Tests start it again themselves.
    if (process.env['HANDSCHLAG_RELAUNCH'] !== 'no') app.relaunch();
    quitting.quitNow();
  };
  const shell = new Shell({ userData, workspaces, hosts, windows, keys, restart });

  const showMenu = () => {
    const openStart = () => void windows.openWelcome();
    const template = menuTemplate({ language: language(), packaged: app.isPackaged, openStart });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const setLanguage = (chosen: 'de' | 'en') => {
    settings.setLanguage(chosen, app.getLocale());
    showMenu();
  };
  const saveDir = process.env['HANDSCHLAG_SAVE_DIR'];
  const openFile = process.env['HANDSCHLAG_OPEN_FILE'];
  const notices = new Notices();
  const handlers = makeHandlers({
    shell,
    windows,
    workspaces,
    keys,
    notices,
    setLanguage,
    saveDir,
    openFile,
  });
  registerIpc(handlers, (contents) => windows.kindOf(contents), log);
  showMenu();
  void shell.start();

  app.on('before-quit', (event) => {
    if (!quitting.mayQuit()) event.preventDefault();
  });
  // The system ends, and would end a question too: what the hosts have is settled in the time that is left.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => quitting.quitNow());
  powerMonitor.on('shutdown', () => quitting.quitNow());
  app.on('second-instance', () => windows.focusAny());
  app.on('activate', () => windows.focusAny());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (!hosts.running) return;
    // Hosts first: they commit what they have and close their files.
    event.preventDefault();
    // In a later turn: Electron ignores a quit that is asked for while it handles one.
    void hosts.stopAll().finally(() => setImmediate(() => app.quit()));
  });
}

const hostGone = {
  en: 'The workspace on this computer stopped several times and was not started again. Nothing saved is lost. Quit Handschlag and open it again.',
  de: 'Der Arbeitsbereich auf diesem Rechner wurde mehrmals beendet und nicht erneut gestartet. Gespeichertes ist nicht verloren. Beenden Sie Handschlag und öffnen Sie es wieder.',
};
