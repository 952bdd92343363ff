import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseState, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fusesOf } from '../../../scripts/after-pack.mjs';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';

const output = mkdtempSync(path.join(os.tmpdir(), 'handschlag-packed-'));
let running: RunningApp | undefined;

beforeAll(() => {
  execFileSync(process.execPath, [fromRoot('scripts', 'package.mjs'), '--output', output], {
    // Playwright drives it through the inspector, which the released binary refuses.
    env: { ...process.env, HANDSCHLAG_PACKAGE_INSPECTABLE: '1' },
    stdio: 'pipe',
  });
});
afterAll(async () => {
  await running?.close();
  rmSync(output, { recursive: true, force: true });
});

test('the packed app starts, and its own host answers from inside the archive', async () => {
  running = await launchApp({ packed: path.join(output, 'linux-unpacked', 'handschlag'), language: 'en' });
  expect(await running.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
  const welcome = await running.welcome();
  const asked = welcome.evaluate(
    `desktop.createWorkspace({ name: 'Anne', department: 'sales', company: 'Firma' })`,
  );
  asked.catch(() => undefined);
  const page = await running.window((url) => url.searchParams.has('host'));
  const host = new URL(page.url()).searchParams.get('host');
  const status = page.evaluate((url) => fetch(url).then((answer) => answer.status), `${host}/healthz`);
  expect(await status).toBe(200);
});

test("[ELECTRON-12] its fuses are those decided, so that it runs nobody else's code", async () => {
  const { version: _version, ...wire } = await getCurrentFuseWire(
    path.join(output, 'linux-unpacked', 'handschlag'),
  );
  const wanted = Object.entries(fusesOf({ inspectable: true, wire: Object.keys(wire).length }));
  expect(wanted.length).toBeGreaterThan(4);
  for (const [fuse, on] of wanted)
    expect([fuse, wire[Number(fuse) as keyof typeof wire]]).toEqual([
      fuse,
      on ? FuseState.ENABLE : FuseState.DISABLE,
    ]);
});
