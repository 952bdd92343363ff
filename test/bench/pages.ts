import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { build } from 'vite';
import { ensureElectron, rootFlags } from '../../scripts/setup/electron-runtime.mjs';
import { joinLink } from '../../shared/api/links';
import type { AtEnd } from './harness';
import type { BarePage, BareRow } from './reference/bare-list';
import type { World } from './world';

const WINDOW = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('about:blank'));`;

/** What a page is asked to show: a place of the app or, without one, the bare list. */
interface Shown {
  readonly hash?: string;
  /** A selector of what is there once it is drawn. */
  readonly mark: string;
  /** Whether it is to be there, or gone. */
  readonly waits: boolean;
  /** Waits until such parts fill the window to its lower end, and until what is pressed stands above them. */
  readonly whole?: boolean;
}

/**
 * Run inside of a page: milliseconds until the frame with what was asked for has been painted. It is painted in the task in which
 * it is found, so the next task is behind it; another frame would measure what comes after it, too.
 */
export async function drawn({ hash, mark, waits, whole }: Shown): Promise<number> {
  const page = window as unknown as BarePage;
  const started = performance.now();
  if (hash === undefined) page.show(waits);
  else location.hash = hash;
  await new Promise<void>((done, fail) => {
    // Nothing is drawn in a window that nobody shows, and nothing of it would ever tell.
    const hung = setTimeout(
      () => fail(new Error(`after a minute: ${hash ?? 'the list'} is not drawn`)),
      60_000,
    );
    const isWhole = () =>
      document.querySelector('main header button') !== null &&
      [...document.querySelectorAll(mark)].some(
        (part) => part.getBoundingClientRect().bottom > window.innerHeight - 120,
      );
    const look = () => {
      const isThere = document.querySelector(mark) !== null && (!whole || isWhole());
      if (isThere !== waits) return requestAnimationFrame(look);
      clearTimeout(hung);
      return setTimeout(done);
    };
    requestAnimationFrame(look);
  });
  return performance.now() - started;
}

/** The page of a bare Electron window. */
async function openWindow(atEnd: AtEnd): Promise<Page> {
  const { binary } = await ensureElectron();
  const folder = mkdtempSync(join(tmpdir(), 'handschlag-bare-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{"name":"bare","version":"1.0.0","main":"main.js"}');
  writeFileSync(join(folder, 'main.js'), WINDOW);
  const app = await _electron.launch({
    executablePath: binary,
    args: [...rootFlags(), '--disable-gpu', folder, `--user-data-dir=${join(folder, 'data')}`],
  });
  atEnd(() => app.close());
  return app.firstWindow();
}

/** The app as the owner of a world has it, and beside it a window in which a bare list of rows can be shown. */
export async function besideBare(
  { host, owner }: World,
  rows: readonly BareRow[],
  atEnd: AtEnd,
): Promise<{ ours: Page; bare: Page }> {
  const script = await bareList(atEnd);
  const [ours, bare] = [await openWindow(atEnd), await openWindow(atEnd)];
  const secret = await owner.deviceLink();
  await ours.goto(joinLink({ origin: host.url, kind: 'device', secret, cert: null }));
  await ours.getByRole('main').getByRole('link', { name: 'Bench' }).waitFor();
  await bare.addScriptTag({ content: script });
  await bare.evaluate((all) => void Object.assign(window, { rows: all }), rows);
  return { ours, bare };
}

/** The bare list, packed as a script of one file. */
async function bareList(atEnd: AtEnd): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'handschlag-list-'));
  atEnd(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      target: 'chrome114',
      lib: {
        entry: join(import.meta.dirname, 'reference/bare-list.ts'),
        formats: ['iife'],
        name: 'bare',
        fileName: () => 'list.js',
      },
    },
  });
  return readFileSync(join(outDir, 'list.js'), 'utf8');
}
