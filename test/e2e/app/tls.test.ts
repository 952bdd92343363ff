import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startHost, type RunningHost } from '../../../server/start';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { joinAs, type TestMember } from '../../support/clients/clients';
import { launchApp, type RunningApp } from '../../support/desktop/electron-app';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { secretOf } from '../../support/host/host';
import { arrive, fillJoin, leaveFor, BOARD, type AtApp } from '../../support/desktop/two-apps';

const SALES = { name: 'Ben Özdemir', department: 'sales' } as const;

describe('an app and a host that it knows by its certificate', () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'handschlag-tls-e2e-'));
  let host: RunningHost;
  let owner: TestMember;
  let sales: AtApp;
  let ben: Actor;

  /** `tls: own` as when other machines are let in, while everything stays on this one. */
  const start = (port: number) => startHost({ data, port, tls: 'own' });
  const newLink = async () =>
    (await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' })).body.link;

  prepare(async () => {
    host = await start(0);
    const secret = secretOf(host.ownerInvite ?? '');
    owner = await joinAs(host.url, { secret, name: 'Anna', department: 'marketing', company: 'Lindner' });
    await owner.createBoard(BOARD);
    const running = await launchApp();
    ben = new Actor(await running.welcome());
    sales = { running, actor: ben };
  });
  beforeEach(() => keepEvidence(() => ({ ben: ben.page })));
  afterAll(async () => {
    await sales?.running.close();
    await host?.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** The same address with another certificate, as a machine in between would show. */
  async function exchangeCertificate(): Promise<void> {
    const port = Number(new URL(host.url).port);
    await host.close();
    rmSync(path.join(data, 'host-certificate.pem'));
    host = await start(port);
  }

  async function tryToJoin(running: RunningApp, link: string): Promise<Actor> {
    const welcome = await fillJoin(running, link, SALES, 'de');
    await welcome.press(welcome.words.welcome('join.submit'));
    return welcome;
  }

  test('[TLS-25] a link whose fingerprint is not the one that is shown is refused in words', async () => {
    const { running } = sales;
    const wrong = (await newLink()).replace(/cert=.{4}/, 'cert=AAAA');
    const welcome = await tryToJoin(running, wrong);
    await welcome.page.getByText(welcome.words.problems('failure.certificate-differs.title')).waitFor();
    expect(running.app.windows()).toHaveLength(1);
    expect((await owner.ask<{ members: object[] }>('GET', '/api/members')).body.members).toHaveLength(1);
    await welcome.press(welcome.words.common('back'));
  });

  test('[TLS-22] it joins by https and works over it, and nothing else can be reached from its window', async () => {
    const welcome = await fillJoin(sales.running, await newLink(), SALES, 'de');
    await leaveFor(welcome, welcome.words.welcome('join.submit'));
    ben = await arrive(sales.running, 'de');
    sales = { running: sales.running, actor: ben };
    const address = new URL(ben.page.url()).searchParams.get('host') ?? '';
    expect(address).toBe(host.url.replace('http:', 'https:'));
    await ben.openBoard(BOARD);
    await ben.createPlan({ title: 'Über TLS' });
    await ben.saved();
    // Encrypted, so nobody has to be warned.
    expect(await ben.page.getByText(ben.words.frame('banner.insecureTitle')).count()).toBe(0);
    const plain = await ben.page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      `${host.url}/healthz`,
    );
    expect(plain).toBe('refused');
  });

  test('[TLS-30] when the certificate changes it says so, sends nothing, and goes on by a new link', async () => {
    const { words } = ben;
    await exchangeCertificate();
    const title = words.trust('title.other');
    await ben.page.getByText(title).waitFor({ timeout: PATIENCE });
    await ben.backToBoard();
    await ben.createPlan({ title: 'Währenddessen' });
    await ben.press(words.trust('more'));
    await ben.page.getByRole('heading', { name: title }).waitFor();

    const link = ben.page.getByLabel(words.trust('link'));
    await link.fill((await newLink()).replace(/&cert=.*/, ''));
    await ben.press(words.trust('submit'), ben.dialog);
    await ben.page.getByText(words.problems('failure.link-unencrypted.title')).waitFor();
    await link.fill(await newLink());
    const ended = new Promise<void>((done) => sales.running.app.once('close', () => done()));
    await ben.press(words.trust('submit'), ben.dialog).catch(() => undefined);
    await ended;
    const running = await launchApp({ userData: sales.running.userData });
    ben = await arrive(running, 'de');
    sales = { running, actor: ben };
    await ben.toBoards();
    await ben.openBoard(BOARD);
    await ben.saved();
    const plans = await owner.ask<{ boards: { id: string }[] }>('GET', '/api/boards');
    const board = plans.body.boards[0]?.id ?? '';
    await expect
      .poll(async () => JSON.stringify((await owner.ask('GET', `/api/boards/${board}/plans`)).body), {
        timeout: PATIENCE,
      })
      .toContain('Währenddessen');
  });

  test('[TLS-23] a later link of the same address does not replace what is known; and without what it knows, a window says so', async () => {
    await exchangeCertificate();
    const { userData } = sales.running;
    await sales.running.close({ keep: true });
    const running = await launchApp({ userData });
    await running.startWindow();
    const welcome = await tryToJoin(running, await newLink());
    const replaced = welcome.page.getByText(welcome.words.problems('failure.certificate-replaced.title'));
    await replaced.waitFor();
    expect(running.app.windows()).toHaveLength(2);
    await welcome.press(welcome.words.common('back'));
    ben = await arrive(running, 'de');
    sales = { running, actor: ben };
    await ben.page.getByText(ben.words.trust('title.other')).waitFor({ timeout: PATIENCE });
  });
});
