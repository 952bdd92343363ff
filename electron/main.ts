// The desktop app's main process: puts the parts together and follows the app's life.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, Menu, safeStorage } from 'electron';
import { Hosts } from './hosts/hosts';
import { makeHandlers } from './ipc/handlers';
import { registerIpc } from './ipc/register';
import { KeyStore } from './profile/key-store';
import { menuTemplate } from './menu';
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

  let quitting = false;
  const closed = (target: WindowTarget | undefined) => {
    if (!quitting) shell.windowClosed(target);
  };
  const preload = path.join(__dirname, '..', 'preload', 'preload.js');
  const windows = new Windows({ preload, rendererDir, settings, language, onClosed: closed });
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
    app.quit();
  };
  const shell = new Shell({ userData, workspaces, hosts, windows, keys, restart });

  const showMenu = () => {
    const newWindow = () => void windows.openWelcome();
    const template = menuTemplate({ language: language(), packaged: app.isPackaged, newWindow });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const setLanguage = (chosen: 'de' | 'en') => {
    settings.setLanguage(chosen, app.getLocale());
    showMenu();
  };
  const saveDir = process.env['HANDSCHLAG_SAVE_DIR'];
  const openFile = process.env['HANDSCHLAG_OPEN_FILE'];
  const handlers = makeHandlers({ shell, windows, workspaces, keys, setLanguage, saveDir, openFile });
  registerIpc(handlers, (contents) => windows.kindOf(contents), log);
  showMenu();
  windows.openWelcome();

  app.on('before-quit', () => (quitting = true));
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
