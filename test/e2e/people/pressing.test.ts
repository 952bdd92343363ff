import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import { launchChromium } from '../../support/desktop/chromium';
import { prepare } from '../../support/desktop/evidence';
import { createInBrowser } from '../../support/desktop/two-apps';
import { startHostProcess, type HostProcess } from '../../support/host/host';

describe('pressing a button while the page still learns things', () => {
  let host: HostProcess;
  let browser: Browser;
  let owner: Actor;
  prepare(async () => {
    [host, browser] = await Promise.all([startHostProcess(), launchChromium()]);
    owner = await createInBrowser(
      await browser.newPage({ locale: 'de-DE' }),
      `${host.url}/#invite=${host.ownerSecret ?? ''}`,
      { name: 'Anne', department: 'marketing', company: 'Wärme AG' },
      'de',
    );
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  test('[UI-70] a press counts although a banner goes while the button is down', async () => {
    const { page, words, dialog } = owner;
    let isReachable = false;
    await page.route('**/api/tickets', (route) => (isReachable ? route.continue() : route.abort()));
    await page.reload();
    const banner = page.getByText(words.frame('banner.offlineTitle'));
    await banner.waitFor();
    const button = owner.button(words.board('boards.create'));
    const at = await button.boundingBox();
    if (!at) throw new Error('no button');
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await page.mouse.down();
    isReachable = true;
    await banner.waitFor({ state: 'detached' });
    // More than half of the button's height: where the pointer is there would be no button any more.
    const whileDown = await button.boundingBox();
    await page.mouse.up();
    await dialog.getByLabel(words.board('boards.name')).waitFor();
    expect(whileDown).toEqual(at);
    await expect
      .poll(async () => at.y - ((await button.boundingBox())?.y ?? 0), { timeout: PATIENCE })
      .toBeGreaterThan(at.height / 2);
    await page.unrouteAll();
  });

  test('[UI-70] a dialog stays, with what was typed, although its button goes with the first board of somebody else', async () => {
    const { page, words, dialog } = owner;
    const asked = page.waitForRequest((request) => 'authorization' in request.headers());
    await page.reload();
    const { authorization = '' } = (await asked).headers();
    await owner.press(words.board('boards.create'));
    const name = dialog.getByLabel(words.board('boards.name'));
    await name.fill('Herbst');
    const made = await fetch(`${host.url}/api/boards`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Sommer' }),
    });
    expect(made.status).toBe(201);
    await page.getByText('Sommer').first().waitFor();
    expect(await name.inputValue()).toBe('Herbst');
  });
});
