import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { bringBack } from '../../../server/backup/bring-back';
import { startHost, type RunningHost } from '../../../server/start';
import { hostAddress } from '../../../shared/api/links';
import { Actor } from '../../support/clients/actor';
import { joinAs } from '../../support/clients/clients';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';
import { evidenceOf, prepare } from '../../support/desktop/evidence';
import { postPlan } from '../../support/host/company';
import { secretOf } from '../../support/host/host';
import { makeRecovery } from '../../support/host/recovery';
import { arrive, BOARD, introduce, joinWithApp, leaveFor, type AtApp } from '../../support/desktop/two-apps';

const ANNA = { name: 'Anna Krüger', department: 'marketing', company: 'Lindner & Söhne' } as const;
const windows: Record<string, Actor['page']> = {};

/** A host of Anna's with a board and a plan, on a computer of that name. */
async function startCompany(folder: string, name: string, options: { tls?: 'own' } = {}) {
  const host = await startHost({ data: path.join(folder, name), port: 0, ...options });
  const owner = await joinAs(host.url, { secret: secretOf(host.ownerInvite ?? ''), ...ANNA });
  await postPlan(owner, await owner.createBoard(BOARD), 'plan', { title: 'Frühjahr', goal: '40 Anfragen' });
  const saveBackup = async () => {
    const file = path.join(folder, `${name}.handschlag`);
    const headers = { authorization: `Bearer ${owner.token}` };
    writeFileSync(file, await (await fetch(`${host.url}/api/backup`, { headers })).bytes());
    return file;
  };
  return { host, owner, saveBackup };
}

describe('the computer of the workspace is gone, and a backup is there', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handschlag-moved-'));
  let running: RunningApp | undefined;
  let backup: string;
  let code: string;

  prepare(async () => {
    const { host, owner, saveBackup } = await startCompany(folder, 'former');
    ({ code } = await makeRecovery(owner));
    backup = await saveBackup();
    await host.close();
  });
  afterEach(async ({ task }) => {
    await evidenceOf(task, windows);
    await running?.close();
    running = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A new computer, at the page where a backup is opened. */
  async function onNewComputer(openFile: string): Promise<{ app: RunningApp; welcome: Actor }> {
    const app = await launchApp({ openFile });
    running = app;
    const welcome = new Actor(await app.welcome());
    windows['welcome'] = welcome.page;
    await welcome.page.getByRole('button', { name: welcome.words.welcome('backup.title') }).click();
    return { app, welcome };
  }

  /** The board and its plan as they were, found by a person. */
  async function goalSeenBy(actor: Actor): Promise<string> {
    await actor.openBoard(BOARD);
    await actor.openCard('Frühjahr');
    return actor.field('goal').inputValue();
  }

  test('[RESTORE-9] [TLS-32] a file that is no backup leaves nothing behind; with his backup its owner comes back by his code', async () => {
    const file = path.join(folder, 'Urlaub.handschlag');
    writeFileSync(file, 'no backup '.repeat(1000));
    const { app, welcome } = await onNewComputer(file);
    await welcome.press(welcome.words.welcome('backup.submit'));
    await welcome.page.getByText(welcome.words.problems('failure.not-a-backup.title')).waitFor();
    expect(readdirSync(path.join(app.userData, 'workspaces'))).toEqual([]);
    await welcome.press(welcome.words.common('back'));
    expect(await welcome.page.getByText('Urlaub').count()).toBe(0);

    copyFileSync(backup, file);
    await welcome.page.getByRole('button', { name: welcome.words.welcome('backup.title') }).click();
    await leaveFor(welcome, welcome.words.welcome('backup.submit'));
    const anna = new Actor(await app.window((url) => url.searchParams.has('host')));
    windows['anna'] = anna.page;
    await anna.page.getByLabel(anna.words.welcome('recover.code'), { exact: true }).fill(code);
    await anna.press(anna.words.welcome('recover.submit'));
    await anna.page.getByText(ANNA.name, { exact: true }).first().waitFor();
    expect(await goalSeenBy(anna)).toBe('40 Anfragen');
    await anna.field('audience').fill('Händler');
    await anna.saved();

    // The others need the new address, which leads here once the network may.
    await anna.page
      .getByRole('link', { name: anna.words.frame('members') })
      .first()
      .click();
    const address = anna.page.getByRole('region', { name: anna.words.members('address.title') });
    await address.getByText(anna.words.members('address.closed')).waitFor();
    await anna.invite({ department: 'sales', network: true, from: 'members' });
    await address.getByText(/^http:.*#cert=[\w-]{43}$/).waitFor();
  });

  test('[RESTORE-9] [UI-32] without a code somebody becomes a new owner, and it stays one workspace after a restart, hidden or not', async () => {
    const { app, welcome } = await onNewComputer(backup);
    const { words } = welcome;
    await welcome.check(words.welcome('backup.owner'));
    await introduce(welcome, { name: 'Carla Neu', department: 'sales' });
    await leaveFor(welcome, words.welcome('backup.submit'));
    const carla = new Actor(await app.window((url) => url.searchParams.has('host')));
    windows['carla'] = carla.page;
    expect(await goalSeenBy(carla)).toBe('40 Anfragen');
    await app.close({ keep: true });

    running = await launchApp({ userData: app.userData });
    const back = await arrive(running, 'de');
    await back.toBoards();
    expect(await goalSeenBy(back)).toBe('40 Anfragen');

    // Hidden in the list of workspaces, it can be brought back.
    const list = new Actor(await running.startWindow());
    windows['list'] = list.page;
    await back.page.close();
    const known = list.page.getByRole('listitem').getByRole('button');
    await known.nth(1).click();
    await list.press(words.welcome('known.showHidden', { count: 1 }));
    await known.first().click();
    const again = await arrive(running, 'de');
    windows['carla'] = again.page;
    await again.toBoards();
    expect(await goalSeenBy(again)).toBe('40 Anfragen');
  });
});

describe('the computer of the host is another one now', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handschlag-moved-host-'));
  const start = (name: string) => startHost({ data: path.join(folder, name), port: 0, tls: 'own' });
  const addressOf = (host: RunningHost) => hostAddress({ origin: host.url, cert: host.pin() });
  let ben: AtApp;
  afterEach(({ task }) => evidenceOf(task, windows));
  afterAll(async () => {
    await ben?.running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('[TLS-32] a member goes on with it as himself by its new address, and goes nowhere else', async () => {
    const { host: former, owner, saveBackup } = await startCompany(folder, 'former', { tls: 'own' });
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    ben = await joinWithApp(body.link, { name: 'Ben Özdemir', department: 'sales' });
    windows['ben'] = ben.actor.page;
    await bringBack(path.join(folder, 'latter'), await saveBackup());
    await former.close();
    const latter = await start('latter');
    const foreign = await start('foreign');

    const { running } = ben;
    const welcome = new Actor(await running.startWindow());
    windows['welcome'] = welcome.page;
    const { words } = welcome;
    await welcome.press(words.welcome('moved.open', { name: ANNA.company }));
    const address = welcome.page.getByLabel(words.welcome('moved.address'), { exact: true });
    const enter = async (text: string) => {
      await address.fill(text);
      await welcome.press(words.welcome('moved.submit'));
    };
    for (const [text, failure] of [
      [addressOf(foreign), 'host-another'],
      [latter.url, 'link-unencrypted'],
      [addressOf(latter).replace(/cert=.{4}/, 'cert=AAAA'), 'certificate-differs'],
      [addressOf(former), 'host-silent'],
    ] as const) {
      await enter(text);
      await welcome.page.getByText(words.problems(`failure.${failure}.title`)).waitFor();
    }
    const ended = new Promise<void>((done) => running.app.once('close', () => done()));
    await enter(addressOf(latter)).catch(() => undefined);
    await ended;

    const again = await launchApp({ userData: running.userData });
    ben = { running: again, actor: await arrive(again, 'de') };
    windows['ben'] = ben.actor.page;
    await ben.actor.toBoards();
    await ben.actor.openBoard(BOARD);
    await ben.actor.openCard('Frühjahr');
    expect(await ben.actor.field('goal').inputValue()).toBe('40 Anfragen');
    await ben.actor.field('audience').fill('Händler');
    await ben.actor.saved();
    await latter.close();
    await foreign.close();
  });
});
