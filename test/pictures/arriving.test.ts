import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLink } from '../../shared/api/links';
import { createPlan } from '../../shared/doc/commands';
import { Actor, PATIENCE } from '../support/clients/actor';
import type { TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { takePicture } from '../support/desktop/pictures';
import { createInBrowser } from '../support/desktop/two-apps';
import { postPlan } from '../support/host/company';
import { startHostProcess } from '../support/host/host';
import { startProxy } from '../support/host/proxy';

const BOARD = 'Wärmepumpe 2027';
const WIDE = { width: 1440, height: 900 };
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('getting in, being told, and what is in the way', () => {
  let house: House;
  let owner: TestMember;
  let board: string;
  const opened: Page[] = [];

  prepare(async () => {
    house = await openHouse();
    ({ owner } = house);
    board = await owner.createBoard(BOARD);
    await postPlan(owner, board, 'plan', {
      title: 'Wärmepumpentage Oberschwaben',
      budgetMinor: 2_450_050,
      currency: 'EUR',
    });
  });
  beforeEach(() => keepEvidence(() => ({ page: opened.at(-1) })));
  afterAll(async () => {
    await house?.close();
  });

  const newPage = async (script?: () => void) => {
    const context = await house.browser.newContext({ locale: 'de-DE', viewport: WIDE });
    if (script) await context.addInitScript(script);
    const page = await context.newPage();
    opened.push(page);
    return page;
  };
  const at = async (member: TestMember) => {
    const actor = await enterBoard(house.browser, member, BOARD);
    opened.push(actor.page);
    await actor.page.setViewportSize(WIDE);
    return actor;
  };

  test('whoever founds a workspace is asked whether he decides, and begins with a board', async () => {
    const host = await startHostProcess();
    const page = await newPage();
    const founder = new Actor(page);
    const { welcome, common } = founder.words;
    await page.goto(`${host.url}/#invite=${host.ownerSecret ?? ''}`);
    await page.getByRole('button', { name: welcome('create.title') }).click();
    await founder.check(common('department.marketing'));
    await page.getByLabel(welcome('company'), { exact: true }).fill('Lindner & Söhne');
    await takePicture(page, 'founding');
    await createInBrowser(
      await newPage(),
      `${host.url}/#invite=${host.ownerSecret ?? ''}`,
      { name: 'Anna Größl', department: 'marketing', company: 'Lindner & Söhne' },
      'de',
    );
    await takePicture(opened.at(-1) ?? page, 'first-sight');
    await host.close();
  });

  test('a plan that waits for nobody says so, with the remedy; who may decide sees it at once', async () => {
    const { status } = await owner.state(board, 'plan', { kind: 'plan-submitted' });
    expect(status).toBe(201);
    const maren = await at(owner);
    await maren.openCard('Wärmepumpentage');
    await maren.status.waitFor();
    await takePicture(maren.page, 'waits-for-nobody');
    const jonas = await owner.invite({ name: 'Jonas Keller', department: 'sales' });
    const ben = await at(jonas);
    await ben.openCard('Wärmepumpentage');
    await owner.ask('PATCH', `/api/members/${jonas.id}`, { approver: true });
    await ben.button(ben.words.decision('approve.approve'), ben.status).waitFor();
    await takePicture(ben.page, 'may-decide-now');
    await ben.page.evaluate(() => (location.hash = '#/inbox'));
    await ben.page.getByRole('main').getByRole('listitem').first().waitFor();
    await takePicture(ben.page, 'inbox-of-who-decides');

    const asked = { kind: 'decision', verdict: 'request-changes', note: 'Bitte erst nach Ostern.' } as const;
    expect((await jonas.state(board, 'plan', asked)).status).toBe(201);
    await maren.page.evaluate(() => (location.hash = '#/inbox'));
    await maren.page.getByRole('main').getByText('Bitte erst nach Ostern.').waitFor();
    await takePicture(maren.page, 'changes-were-asked');
  });

  test('a link that is used up says what helps; one from a plan leads to it', async () => {
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    const page = await newPage();
    const cleo = new Actor(page);
    await page.goto(`${body.link}&board=${board}&plan=plan`);
    await page.getByLabel(cleo.words.welcome('name'), { exact: true }).fill('Cleo Brandt');
    await cleo.check(cleo.words.common('department.sales'));
    await takePicture(page, 'invited');
    await cleo.press(cleo.words.welcome('join.submit'));
    await cleo.status.waitFor();
    await takePicture(page, 'landed-on-the-plan');
    const other = await newPage();
    await other.goto(body.link);
    await other.getByText(cleo.words.problems('failure.invite-invalid.title')).waitFor();
    await takePicture(other, 'link-used-up');
  });

  test('a browser that stores nothing opens all the same, and says so', async () => {
    const page = await newPage(() => {
      const refuse = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      for (const store of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, store, { get: refuse });
    });
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    await page.goto(body.link);
    const dora = new Actor(page);
    await page.getByText(dora.words.frame('banner.unkeptTitle')).waitFor();
    await takePicture(page, 'stores-nothing');
  });

  test('a proxy that takes no WebSockets is named, and so is a path that leads nowhere', async () => {
    const proxy = await startProxy(house.host.url, () => ({}), 'refused');
    const page = await newPage();
    const anna = new Actor(page);
    await page.goto(
      joinLink({ origin: proxy.url, kind: 'device', secret: await owner.deviceLink(), cert: null }),
    );
    await anna.openBoard(BOARD);
    await page.getByText(anna.words.frame('banner.blockedTitle')).waitFor();
    await takePicture(page, 'behind-a-proxy');
    await proxy.close();
    const below = await newPage();
    await below.goto(`${owner.url}/handschlag/`);
    await takePicture(below, 'below-a-path');
  });

  test('what stands in an inbox that waits for nothing', async () => {
    const ida = await at(await owner.invite({ name: 'Ida Lorenz', department: 'marketing' }));
    const { doc, close } = await owner.openBoard(board);
    createPlan(doc, { id: 'mine', kind: 'campaign', ownerId: owner.id, fields: { title: 'Herbst' } });
    await ida.page.evaluate(() => (location.hash = '#/inbox'));
    await ida.page.getByText(ida.words.inbox('emptyTitle')).waitFor();
    await takePicture(ida.page, 'nothing-waits');
    close();
    await poll(() => ida.page.getByRole('main').count()).toBe(1);
  });
});
