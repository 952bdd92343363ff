import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import { ensureElectron, rootFlags } from '../../scripts/setup/electron-runtime.mjs';
import type { AtEnd, Comparison, Pair } from './harness';

/** How long a window is left alone before its memory is read. */
const IDLE_MS = 3000;
const EMPTY_WINDOW = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 860 }).loadURL('data:text/html,<p>empty'));`;

/** From starting the process to the first useful paint: for us the welcome screen. */
export function windowStart(root: string): Comparison {
  return {
    name: 'app from start to first useful paint',
    reference: 'an empty Electron window',
    unit: 'ms',
    rounds: 5,
    prepare: (atEnd) => prepare(root, measureStart, atEnd),
  };
}

/** Working sets of all processes of an idle app, summed. */
export function windowMemory(root: string): Comparison {
  return {
    name: 'memory of the idle app',
    reference: 'an empty Electron window',
    unit: 'MiB',
    rounds: 3,
    prepare: (atEnd) => prepare(root, measureMemory, atEnd),
  };
}

type Measure = (app: ElectronApplication, started: number) => Promise<number>;

async function prepare(root: string, measure: Measure, atEnd: AtEnd): Promise<Pair> {
  const { binary } = await ensureElectron();
  const empty = mkdtempSync(join(tmpdir(), 'handschlag-empty-'));
  atEnd(() => rmSync(empty, { recursive: true }));
  writeFileSync(join(empty, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.js"}');
  writeFileSync(join(empty, 'main.js'), EMPTY_WINDOW);
  const run = async (folder: string) => {
    const userData = mkdtempSync(join(tmpdir(), 'handschlag-bench-'));
    const started = Date.now();
    const app = await _electron.launch({
      executablePath: binary,
      args: [...rootFlags(), folder, `--user-data-dir=${userData}`],
      env: { ...environment(), HANDSCHLAG_USER_DATA: userData },
    });
    try {
      return await measure(app, started);
    } finally {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    }
  };
  return {
    reference: () => run(empty),
    ours: () => run(root),
  };
}

async function measureStart(app: ElectronApplication, started: number): Promise<number> {
  const page = await app.firstWindow();
  const paint = await page.waitForFunction(() => {
    const [entry] = performance.getEntriesByName('first-contentful-paint');
    // Paint times count from the page's own beginning.
    return entry && document.querySelector('p, h1, h2') ? performance.timeOrigin + entry.startTime : null;
  });
  return ((await paint.jsonValue()) ?? Number.NaN) - started;
}

async function measureMemory(app: ElectronApplication): Promise<number> {
  await (await app.firstWindow()).waitForSelector('p, h1, h2');
  await wait(IDLE_MS);
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return kilobytes / 1024;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
