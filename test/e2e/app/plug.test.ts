import { rmSync } from 'node:fs';
import type { Browser, ElectronApplication } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import { joinAs } from '../../support/clients/clients';
import { launchChromium } from '../../support/desktop/chromium';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';
import { evidenceOf } from '../../support/desktop/evidence';
import { enterBoard } from '../../support/desktop/house';
import { postPlan } from '../../support/host/company';
import { startHostProcess, type HostProcess } from '../../support/host/host';
import { arrive, BOARD, createWorkspace, joinWithApp } from '../../support/desktop/two-apps';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

const running: RunningApp[] = [];
const hosts: HostProcess[] = [];
const windows: Record<string, Actor['page']> = {};
let browser: Browser | undefined;

afterEach(async ({ task }) => {
  await evidenceOf(task, windows);
  for (const app of running.splice(0)) {
    await app.close({ keep: true }).catch(() => undefined);
    rmSync(app.userData, { recursive: true, force: true });
  }
  for (const host of hosts.splice(0)) await host.close();
  await browser?.close();
});

describe('the plug is pulled', () => {
  test('app and host killed in the middle of typing: what was saved is there, what was typed arrives', async () => {
    const { running: app, actor: anna } = await createWorkspace({
      name: 'Anna',
      department: 'marketing',
      company: 'Lindner & Söhne',
    });
    running.push(app);
    windows['before'] = anna.page;
    await anna.createBoard(BOARD);
    await anna.createPlan({ title: 'Steckerplan', goal: 'Gespeichertes Ziel' });
    await anna.saved();

    await anna.field('audience').focus();
    await anna.page.keyboard.type('Was der Rechner noch bestätigt hat, ');
    const [host] = await hostPids(app.app);
    process.kill(host ?? 0, 'SIGKILL');
    await anna.page.keyboard.type('und was ohne ihn getippt wurde, und noch ein paar Worte');
    const typed = await anna.field('audience').inputValue();
    // The last keys are promised once they are called kept, or saved: the app starts its host again at once.
    await anna.page.locator('[data-kept=true], [data-saved=saved]').waitFor();
    await app.kill();

    const again = await launchApp({ userData: app.userData });
    running.push(again);
    const after = await arrive(again, 'de');
    windows['after'] = after.page;
    await after.openBoard(BOARD);
    await after.openCard('Steckerplan');
    await after.saved();
    expect(await after.field('goal').inputValue()).toBe('Gespeichertes Ziel');
    expect(await after.field('audience').inputValue()).toBe(typed);
  });

  test('a day without network: both go on, one even starts anew, and in the evening it is one plan', async () => {
    const host = await startHostProcess();
    hosts.push(host);
    const secret = host.ownerSecret ?? '';
    const owner = await joinAs(host.url, {
      secret,
      name: 'Anna',
      department: 'marketing',
      company: 'Lindner & Söhne',
    });
    const board = await owner.createBoard(BOARD);
    await postPlan(owner, board, 'day', {
      title: 'Tag ohne Netz',
      goal: 'Ziel',
      audience: 'Alle',
      message: 'Botschaft',
      budgetMinor: 100_000,
      currency: 'EUR',
    });
    expect((await owner.state(board, 'day', { kind: 'plan-submitted' })).status).toBe(201);
    browser = await launchChromium();
    const anna = await enterBoard(browser, owner, BOARD);
    windows['anna'] = anna.page;
    await anna.openCard('Tag ohne Netz');
    await anna.sees('in-review');
    const invite = { role: 'member', department: 'sales', approver: true };
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', invite);
    const { running: appB, actor: ben } = await joinWithApp(body.link, { name: 'Ben', department: 'sales' });
    windows['ben'] = ben.page;
    await ben.openBoard(BOARD);
    await ben.openCard('Tag ohne Netz');
    await ben.sees('in-review');

    await host.stop();
    await offline(anna);
    await offline(ben);
    // Nobody can decide what cannot be recorded, and nothing is left behind of the attempt.
    await ben.press(ben.words.decision('approve.approve'), ben.status);
    await ben.promise({ owner: 'Ben', days: '2', share: '40', capacity: '30' });
    await ben.press(ben.words.decision('approve.press'), ben.dialog);
    await ben.dialog.getByText(ben.words.problems('failure.offline.title')).waitFor();
    await ben.press(ben.words.decision('approve.back'), ben.dialog);
    await ben.press(ben.words.common('cancel'), ben.dialog);
    await anna.fill({ message: 'Botschaft vom Vormittag' });
    await ben.fill({ audience: 'Alle, sagt der Vertrieb' });
    await poll(() => ben.page.locator('[data-saved=offline]').textContent()).toMatch(/\d/);

    await appB.close({ keep: true });
    const appB2 = await launchApp({ userData: appB.userData });
    running.push(appB2);
    const later = await arrive(appB2, 'de');
    windows['later'] = later.page;
    await later.document.getByText('Alle, sagt der Vertrieb').waitFor();
    await later.fill({ goal: 'Ziel vom Nachmittag' });

    hosts.push(await startHostProcess({ data: host.data, port: Number(new URL(host.url).port) }));
    await later.saved();
    await anna.saved();
    for (const actor of [anna, later]) {
      await poll(() => actor.field('goal').inputValue()).toBe('Ziel vom Nachmittag');
      await poll(() => actor.field('audience').inputValue()).toBe('Alle, sagt der Vertrieb');
      await poll(() => actor.field('message').inputValue()).toBe('Botschaft vom Vormittag');
      await actor.sees('in-review');
      expect(await actor.history()).toHaveLength(1);
    }
  });
});

async function offline(actor: Actor): Promise<void> {
  await actor.page.locator('[data-saved=offline]').waitFor();
}

function hostPids(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Handschlag host'))
      .map(({ pid }) => pid),
  );
}
