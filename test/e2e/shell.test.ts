import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app';

const reach = (page: Page, url: string) =>
  page.evaluate(
    (target) =>
      fetch(target).then(
        (answer) => answer.status,
        () => 0,
      ),
    url,
  );

const hostPids = (app: ElectronApplication) =>
  app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Handschlag host'))
      .map(({ pid }) => pid),
  );

async function createWorkspace(running: RunningApp): Promise<Page> {
  const page = await running.welcome();
  // Its window makes way for the workspace's, so the answer may never come.
  const asked = page.evaluate(
    `desktop.createWorkspace({ name: 'Änne', department: 'marketing', company: 'Wärme AG' })`,
  );
  asked.catch(() => undefined);
  return running.window((url) => url.searchParams.has('host'));
}

describe('the shell around the pages', () => {
  let running: RunningApp;
  let page: Page;
  let host: string;
  beforeAll(async () => {
    running = await launchApp();
    page = await createWorkspace(running);
    host = new URL(page.url()).searchParams.get('host') ?? '';
  });
  afterAll(() => running.close());

  test('a saved file stays in the folder, whatever its name says', async () => {
    await page.evaluate(
      `desktop.saveFile({ suggestedName: '../../ü.csv', mime: 'text/csv', base64: btoa('a') })`,
    );
    expect(existsSync(path.join(running.saved, 'ü.csv'))).toBe(true);
  });

  test('a killed host is back at the same address', async () => {
    const [before] = await hostPids(running.app);
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => hostPids(running.app), { timeout: 20_000 }).not.toContain(before);
    await expect.poll(() => reach(page, `${host}/healthz`), { timeout: 20_000 }).toBe(200);
  });

  test('a killed app takes its host along, and finds its workspace again', async () => {
    const [pid] = await hostPids(running.app);
    await running.kill();
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
    running = await launchApp({ userData: running.userData });
    const welcome = await running.welcome();
    expect(await welcome.evaluate(() => window.desktop?.workspaces())).toMatchObject([{ kind: 'embedded' }]);
  });
});
