import { afterEach, expect, test } from 'vitest';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';
import { evidenceOf } from '../../support/desktop/evidence';
import { createWorkspace } from '../../support/desktop/two-apps';

const running: RunningApp[] = [];
const windows: Record<string, Actor['page']> = {};
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

afterEach(async ({ task }) => {
  await evidenceOf(task, windows);
  for (const app of running.splice(0).toReversed()) await app.close();
});

test('[PEOPLE-7] [PEOPLE-11] [PEOPLE-12] an owner loses his device and comes back in another app by his code', async () => {
  const person = { name: 'Anna', department: 'marketing', company: 'Lindner & Söhne' } as const;
  const { running: app, actor: anna } = await createWorkspace(person);
  running.push(app);
  windows['lost'] = anna.page;
  const { members, welcome, frame } = anna.words;
  const host = new URL(anna.page.url()).searchParams.get('host') ?? '';
  await anna.page
    .getByRole('link', { name: frame('members') })
    .first()
    .click();
  await anna.press(members('recovery.make'));
  const groups = await anna.dialog.getByRole('listitem').allInnerTexts();
  const sheet = anna.page.locator('[data-print-sheet]');
  expect(await sheet.textContent()).toContain(members('recovery.sheetHere'));
  const finish = anna.button(members('recovery.finish'), anna.dialog);
  expect(await finish.isDisabled()).toBe(true);
  await anna.check(members('recovery.kept'));
  await finish.click();
  await anna.button(members('recovery.renew')).waitFor();

  const second = await launchApp();
  running.push(second);
  const stranger = new Actor(await second.welcome());
  windows['welcome'] = stranger.page;
  await stranger.page.getByRole('button', { name: welcome('recover.title') }).click();
  await stranger.page.getByLabel(welcome('recover.address'), { exact: true }).fill(host);
  // Its window gives way to one on the host, so the press itself may never be answered.
  await stranger.press(welcome('recover.next')).catch((error: unknown) => {
    if (!String(error).includes('closed')) throw error;
  });
  const back = new Actor(await second.window((url) => url.searchParams.has('host')));
  windows['back'] = back.page;
  const code = back.page.getByLabel(welcome('recover.code'), { exact: true });
  await code.fill(groups.join(' ').toLowerCase());
  await back.press(welcome('recover.submit'));
  await back.page.getByText(person.name, { exact: true }).first().waitFor();

  // The lost one is told; the new one ends it.
  await anna.page.getByText(frame('alert.deviceTitle')).waitFor();
  await back.page
    .getByRole('link', { name: frame('members') })
    .first()
    .click();
  const devices = back.page.getByRole('region', { name: members('devices.title') });
  await poll(() => devices.getByRole('listitem').count()).toBe(2);
  await devices.getByRole('listitem').nth(1).getByRole('button').click();
  await back.press(members('removeDo'), back.dialog);
  await poll(() => devices.getByRole('listitem').count()).toBe(1);
  await anna.page.getByText(frame('banner.device-removedTitle')).waitFor();
  expect(await back.page.getByText(frame('banner.faultTitle')).count()).toBe(0);
});
