import { spawnSync } from 'node:child_process';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { launchChromium } from '../../support/desktop/chromium';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { hostCli, startHostProcess, type HostProcess } from '../../support/host/host';
import { BOARD, createInBrowser, joinInBrowser } from '../../support/desktop/two-apps';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('the members page, as an owner uses it', () => {
  let host: HostProcess;
  let browser: Browser;
  let anna: Actor;
  let ben: Actor;
  let rows: Locator;
  const words = () => anna.words.members;

  prepare(async () => {
    browser = await launchChromium();
    host = await startHostProcess();
    const owner = `${host.url}/#invite=${host.ownerSecret ?? ''}`;
    const person = { name: 'Anna Krüger', department: 'marketing', company: 'Lindner' } as const;
    anna = await createInBrowser(await newPage(), owner, person, 'de');
    await anna.createBoard(BOARD);
    const link = await anna.invite({ department: 'sales' });
    ben = await joinInBrowser(await newPage(), link, { name: 'Ben Özdemir', department: 'sales' }, 'de');
    rows = anna.page.getByRole('table', { name: words()('title') }).getByRole('row');
    await toMembers(anna);
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page, ben: ben.page })));
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  const newPage = () => browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  const toMembers = ({ page, words: { frame } }: Actor) =>
    page
      .getByRole('link', { name: frame('members') })
      .first()
      .click();
  const rowOf = (name: string) => rows.filter({ hasText: name });
  const devicesOf = (name: string) =>
    rowOf(name).getByRole('button', { name: new RegExp(`^${words()('devices.of', { name, words: '' })}`) });

  test('[PEOPLE-1] shows who is there, as what, on how many devices and since when', async () => {
    await poll(() => rows.count()).toBe(3);
    const text = (await devicesOf('Ben Özdemir').textContent()) ?? '';
    expect(text).toContain(words()('devices.count', { count: 1 }));
    expect(text).toContain(words()('device.seen', { date: '' }).trim());
    // The last owner stays one.
    expect(await rowOf('Anna Krüger').textContent()).toContain(words()('lastOwner'));
    await anna.press(words()('more', { name: 'Anna Krüger' }));
    const remove = anna.page.getByRole('menuitem', { name: words()('remove') });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await anna.page.keyboard.press('Escape');
  });

  test('[HTTP-4] [PEOPLE-10] makes somebody an approver and an owner, and he sees it at once', async () => {
    await toMembers(ben);
    expect(await ben.page.getByRole('checkbox').count()).toBe(0);
    await rowOf('Ben Özdemir').getByRole('cell').nth(2).locator('label').click();
    const own = ben.page.getByRole('row').filter({ hasText: 'Ben Özdemir' });
    await poll(() => own.textContent()).toContain(words()('approver.yes'));
    await anna.choose(words()('roleOf', { name: 'Ben Özdemir' }), anna.words.common('role.owner'));
    // Now he may change others himself, and she is no longer the last.
    await poll(() => ben.page.getByRole('checkbox').count()).toBe(2);
    await poll(() => rowOf('Anna Krüger').textContent()).not.toContain(words()('lastOwner'));
    await anna.choose(words()('roleOf', { name: 'Ben Özdemir' }), anna.words.common('role.member'));
    await poll(() => ben.page.getByRole('checkbox').count()).toBe(0);
  });

  test('[PEOPLE-5] [UI-71] lists what was handed out, and withdraws it', async () => {
    const link = await anna.invite({ role: 'guest', from: 'members' });
    const invites = anna.page.getByRole('region', { name: words()('invites.title') });
    const open = invites.locator('> ul').getByRole('listitem');
    await poll(() => open.count()).toBe(1);
    expect(await open.textContent()).toContain(words()('invites.by', { name: 'Anna Krüger' }));
    await open.getByRole('button', { name: words()('invites.revoke') }).click();
    await anna.press(words()('invites.revoke'), anna.dialog);
    await invites.getByText(words()('invites.none')).waitFor();
    await invites.locator('summary').click();
    await invites.getByText(words()('invites.revoked')).waitFor();

    const page = await browser.newPage({ locale: 'de-DE' });
    const stranger = new Actor(page);
    await page.goto(link);
    await page
      .getByText(`${stranger.words.problems('failure.invite-invalid.title')}.`, { exact: true })
      .waitFor();
    await page.getByText(stranger.words.problems('failure.invite-invalid.text')).waitFor();
    expect(await page.getByLabel(stranger.words.welcome('name'), { exact: true }).count()).toBe(0);
    await page.close();
  });

  test('[HTTP-13] [PEOPLE-2] [PEOPLE-11] adds a phone by a link, is told of it on the other device, and removes it', async () => {
    await ben.press(words()('devices.add'));
    await ben.press(ben.words.invite('device.create'), ben.dialog);
    const field = ben.dialog.getByRole('textbox', { name: ben.words.invite('link.label'), exact: true });
    const link = await field.inputValue();
    await ben.press(ben.words.common('done'), ben.dialog);

    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'de-DE' });
    const phone = new Actor(page);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: phone.words.frame('boards') }).waitFor();
    await ben.page.getByText(ben.words.frame('alert.deviceTitle')).waitFor();
    await ben.press(ben.words.frame('alert.mine'));

    await poll(() => devicesOf('Ben Özdemir').textContent()).toContain('2 Geräte');
    await devicesOf('Ben Özdemir').click();
    const devices = anna.page.getByRole('cell').getByRole('listitem');
    await poll(() => devices.count()).toBe(2);
    // Of two that look alike, the one that was added last.
    const names = await devices.getByRole('button').evaluateAll((all) => all.map((each) => each.ariaLabel));
    expect(names.every((name) => name?.includes('Gerät'))).toBe(true);
    const own = ben.page.getByRole('region', { name: words()('devices.title') }).getByRole('listitem');
    await own.nth(1).getByRole('button').click();
    await ben.press(words()('removeDo'), ben.dialog);
    await page.getByText(phone.words.frame('banner.device-removedTitle')).first().waitFor();
    await poll(() => devices.count()).toBe(1);
    await page.close();
  });

  test('[PEOPLE-2] removes a person, whose windows close for him at once, and the record says by whom', async () => {
    await anna.press(words()('more', { name: 'Ben Özdemir' }));
    await anna.page.getByRole('menuitem', { name: words()('remove') }).click();
    await anna.press(words()('removeDo'), anna.dialog);
    await ben.page.getByText(ben.words.frame('banner.removedTitle')).first().waitFor();
    await poll(() => rows.count()).toBe(2);
    await anna.page
      .locator('summary')
      .filter({ hasText: words()('former', { count: 1 }) })
      .waitFor();

    await anna.page.getByRole('link', { name: BOARD }).first().click();
    await anna.goTo('record');
    await anna.page.getByRole('radio', { name: anna.words.record('whose.workspace') }).click();
    const [who, owner] = ['Ben Özdemir', 'Anna Krüger'];
    for (const line of [
      anna.words.record('workspace.member-removed', { who, by: owner }),
      anna.words.record('workspace.device-removed', { who, by: who }),
      anna.words.record('workspace.invite-revoked', { by: owner }),
    ])
      expect([line, await anna.page.getByText(line).count()]).toEqual([line, 1]);
  });

  test('[PEOPLE-9] [PEOPLE-11] is told when a link for a new owner was made on the machine of the host', async () => {
    await host.stop();
    const args = ['recover-owner', '--data', host.data, '--url', host.url];
    expect(spawnSync(process.execPath, [await hostCli(), ...args]).status).toBe(0);
    host = await startHostProcess({ data: host.data, port: Number(new URL(host.url).port) });
    const alert = anna.page.getByText(anna.words.frame('alert.owner-linkTitle'));
    await alert.waitFor();
    expect(await alert.isVisible()).toBe(true);
  });
});
