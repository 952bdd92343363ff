import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ensureElectron, rootFlags } from '../../../scripts/setup/electron-runtime.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { HANGS_MS } from '../hangs';
import { STILL } from './chromium';

export interface LaunchOptions {
  language?: 'de' | 'en';
  /** Start again on what an earlier start left behind; otherwise a new, empty folder. */
  userData?: string;
  /** Another binary, such as the packed app; then no folder is passed to it. */
  packed?: string;
  colorScheme?: 'light' | 'dark';
  /** The backup that it opens, without a dialog. */
  openFile?: string;
}

export interface RunningApp {
  app: ElectronApplication;
  userData: string;
  /** Where `saveFile` writes, without a dialog. */
  saved: string;
  /** The window whose address fits; waits until there is one. */
  window(fits: (url: URL) => boolean): Promise<Page>;
  /** The start window, as a fresh app shows it. */
  welcome(): Promise<Page>;
  /** The start window, opened by the menu once the workspace that was used last is open. */
  startWindow(): Promise<Page>;
  /** Closes the app and, unless it was passed in, removes its folder. */
  close(options?: { keep?: boolean }): Promise<void>;
  /** kill -9, as when the plug is pulled; keeps the folder. */
  kill(): Promise<void>;
}

/** The built app in real Electron, with its own user data. Needs a display: `npm test` starts one. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const userData = options.userData ?? mkdtempSync(path.join(os.tmpdir(), 'handschlag-app-'));
  const saved = mkdtempSync(path.join(os.tmpdir(), 'handschlag-saved-'));
  const binary = options.packed ?? (await ensureElectron()).binary;
  const app = await _electron.launch({
    executablePath: binary,
    // A screen that nobody sees has no graphics card: imitating one costs some tenth of what a test takes.
    args: [
      ...rootFlags(),
      '--disable-gpu',
      ...(options.packed ? [] : [root]),
      `--lang=${options.language ?? 'de'}`,
    ],
    cwd: root,
    env: {
      ...environment(),
      HANDSCHLAG_USER_DATA: userData,
      HANDSCHLAG_SAVE_DIR: saved,
      HANDSCHLAG_RELAUNCH: 'no',
      ...(options.openFile === undefined ? {} : { HANDSCHLAG_OPEN_FILE: options.openFile }),
    },
    colorScheme: options.colorScheme ?? 'light',
    timeout: HANGS_MS,
  });
  const pid = app.process().pid ?? 0;
  const window = (fits: (url: URL) => boolean) => windowOf(app, fits);
  const welcome = () => window((url) => url.protocol === 'app:' && !url.searchParams.has('host'));
  // Whoever is connected while a test ends the app: it quits, unless the test answers otherwise.
  await answerQuestions(app, 0);
  return {
    app,
    userData,
    saved,
    window,
    welcome,
    async startWindow() {
      await window((url) => url.searchParams.has('host'));
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('start-window')?.click());
      return welcome();
    },
    async close({ keep = false } = {}) {
      await quit(app);
      rmSync(saved, { recursive: true, force: true });
      if (!keep && options.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
    async kill() {
      const gone = new Promise((resolve) => app.process().once('exit', resolve));
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}

/** What the person answers to the questions that the app asks outside of its windows, by the number of the button. */
export function answerQuestions(app: ElectronApplication, button: number): Promise<void> {
  return app.evaluate(({ dialog }, response) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, options: unknown) => {
        asked.push(options);
        return Promise.resolve({ response, checkboxChecked: false });
      },
    });
  }, button);
}

/** Quits as a person would; an app that does not end is a fault, found here and not by a test's time limit. */
async function quit(app: ElectronApplication): Promise<void> {
  const child = app.process();
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, HANGS_MS);
  await app.close();
  clearTimeout(timer);
  if (hung) throw new Error(`The app did not quit within ${HANGS_MS / 1000} s.`);
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

async function windowOf(app: ElectronApplication, fits: (url: URL) => boolean): Promise<Page> {
  const deadline = Date.now() + HANGS_MS;
  for (;;) {
    const found = app
      .windows()
      .find((page) => !page.isClosed() && URL.canParse(page.url()) && fits(new URL(page.url())));
    if (found) {
      await found.waitForLoadState('domcontentloaded');
      await found.emulateMedia(STILL);
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `No such window. There are: ${
          app
            .windows()
            .map((page) => page.url())
            .join(', ') || 'none'
        }`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
