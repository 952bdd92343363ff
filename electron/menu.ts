import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import type { Language } from './profile/settings';

// Electron does not translate the labels of its roles, so each is written here.
const words = {
  en: {
    file: 'File',
    startWindow: 'Start window',
    close: 'Close window',
    quit: 'Quit Handschlag',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Reload',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    developer: 'Developer tools',
  },
  de: {
    file: 'Datei',
    startWindow: 'Startfenster',
    close: 'Fenster schließen',
    quit: 'Handschlag beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    reload: 'Neu laden',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    developer: 'Entwicklerwerkzeuge',
  },
} as const satisfies Record<Language, Record<string, string>>;

interface MenuOptions {
  language: Language;
  packaged: boolean;
  /** The way to the other workspaces: the app starts with the one that was used last. */
  openStart: () => void;
}

export function menuTemplate({ language, packaged, openStart }: MenuOptions): MenuItemConstructorOptions[] {
  const say = words[language];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: say.file,
      submenu: [
        { id: 'start-window', label: say.startWindow, accelerator: 'CmdOrCtrl+Shift+N', click: openStart },
        { role: 'close', label: say.close },
        separator,
        { role: 'quit', label: say.quit },
      ],
    },
    {
      label: say.edit,
      submenu: [
        // Undo belongs to the page: its shared documents have their own, which knows whose change was whose.
        { label: say.undo, accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: pressZ() },
        {
          label: say.redo,
          accelerator: 'CmdOrCtrl+Shift+Z',
          registerAccelerator: false,
          click: pressZ('shift'),
        },
        separator,
        { role: 'cut', label: say.cut },
        { role: 'copy', label: say.copy },
        { role: 'paste', label: say.paste },
        { role: 'selectAll', label: say.selectAll },
      ],
    },
    {
      label: say.view,
      submenu: [
        { role: 'reload', label: say.reload },
        separator,
        { role: 'resetZoom', label: say.actualSize },
        { role: 'zoomIn', label: say.zoomIn },
        { role: 'zoomOut', label: say.zoomOut },
        separator,
        { role: 'togglefullscreen', label: say.fullScreen },
        ...(packaged ? [] : [separator, { role: 'toggleDevTools', label: say.developer } as const]),
      ],
    },
  ];
}

/** Presses the page's own key for it. The browser's undo does nothing where no text has the focus. */
function pressZ(...others: readonly 'shift'[]): NonNullable<MenuItemConstructorOptions['click']> {
  const command = process.platform === 'darwin' ? 'meta' : 'control';
  return (_item, window) =>
    (window as BrowserWindow | undefined)?.webContents.sendInputEvent({
      type: 'keyDown',
      keyCode: 'Z',
      modifiers: [command, ...others],
    });
}
