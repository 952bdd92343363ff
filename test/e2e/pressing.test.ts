import { afterAll, describe, expect, test } from 'vitest';
import { PATIENCE } from '../support/clients/actor';
import { prepare } from '../support/desktop/evidence';
import { createWorkspace, type AtApp } from '../support/desktop/two-apps';

describe('pressing a button while the page still learns things', () => {
  let owner: AtApp;
  prepare(async () => {
    owner = await createWorkspace({ name: 'Anne', department: 'marketing', company: 'Wärme AG' });
  });
  afterAll(() => owner?.running.close());

  test('[UI-70] a press counts although a banner goes while the button is down', async () => {
    const { page, words, dialog } = owner.actor;
    let isReachable = false;
    await page.route('**/api/tickets', (route) => (isReachable ? route.continue() : route.abort()));
    await page.reload();
    const banner = page.getByText(words.frame('banner.offlineTitle'));
    await banner.waitFor();
    const button = owner.actor.button(words.board('boards.create'));
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
    const { page, words, dialog } = owner.actor;
    const asked = page.waitForRequest((request) => 'authorization' in request.headers());
    await page.reload();
    const { authorization = '' } = (await asked).headers();
    await owner.actor.press(words.board('boards.create'));
    const name = dialog.getByLabel(words.board('boards.name'));
    await name.fill('Herbst');
    const host = new URL(page.url()).searchParams.get('host');
    const made = await fetch(`${host}/api/boards`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Sommer' }),
    });
    expect(made.status).toBe(201);
    await page.getByText('Sommer').first().waitFor();
    expect(await name.inputValue()).toBe('Herbst');
  });
});
