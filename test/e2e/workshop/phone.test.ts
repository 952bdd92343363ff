import { devices } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { openHouse, type House } from '../../support/desktop/house';
import { seriousFaults, wrongInSight } from '../../support/desktop/page-checks';
import { Workshop } from '../../support/host/workshops';

const LONG = 'Niedertemperaturheizkörperaustauschförderungsberatungsgespräche im Bestand';

describe('a phone of somebody who may be in several workshops', () => {
  let house: House;
  let owner: TestMember;
  let phone: Actor;

  prepare(async () => {
    house = await openHouse();
    ({ owner } = house);
    const viewport = { width: 390, height: 844 };
    const context = await house.browser.newContext({ ...devices['Pixel 5'], viewport, locale: 'de-DE' });
    phone = new Actor(await context.newPage());
  });
  beforeEach(() => keepEvidence(() => ({ phone: phone.page })));
  afterAll(async () => {
    await house?.close();
  });

  test('[PHONE-4] [SESSUI-19] chooses where two are on, and goes in where one is', async () => {
    const { page, words } = phone;
    const workshops: Workshop[] = [];
    for (const title of [LONG, 'Solarthermie 2027']) {
      const workshop = await Workshop.plan(owner, await owner.createBoard(title), {
        title: `Runde ${title}`,
      });
      await workshop.command(owner, 'start');
      workshops.push(workshop);
    }
    const secret = await owner.deviceLink();
    await page.goto(joinLink({ origin: owner.url, kind: 'device', secret, cert: null }));
    const row = (title: string) =>
      page.getByRole('link').filter({ hasText: words.phone('on', { title: `Runde ${title}` }) });
    await row('Solarthermie 2027').waitFor();
    const beyond = await page
      .getByRole('link')
      .locator('span')
      .evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
    expect(Math.max(...beyond)).toBe(0);
    expect(await page.title()).toBe('Brenner');
    expect(await wrongInSight(page, 'phone/two')).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await row('Solarthermie 2027').tap();
    await page.getByRole('heading', { level: 1, name: 'Solarthermie 2027' }).waitFor();
    expect(await page.title()).toBe('Solarthermie 2027 · Brenner');

    await workshops[0]?.closeAsItIs(owner);
    await page.evaluate(() => {
      location.hash = '#/boards';
    });
    await page.getByText(words.phone('workshops')).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Solarthermie 2027' }).waitFor();
  });

  test('[SESSUI-7] raised hands leave the room to what it is about, however long the names are', async () => {
    const { page, words } = phone;
    const { body } = await owner.ask<{ boards: { id: string; title: string }[] }>('GET', '/api/boards');
    const board = body.boards.find(({ title }) => title === 'Solarthermie 2027')?.id ?? '';
    const { body: on } = await owner.ask<{ sessions: { id: string }[] }>(
      'GET',
      `/api/boards/${board}/sessions`,
    );
    const workshop = new Workshop(board, on.sessions[0]?.id ?? '');
    for (const at of [1, 2, 3, 4]) {
      const name = `${LONG.slice(0, 60)} von und zu Hohenfels-Schwarzenberg ${at}`;
      const somebody = await owner.invite({ name, department: 'sales' });
      await workshop.command(somebody, 'hand', { up: true });
    }
    const raised = page.getByRole('list', { name: words.workshop('hands.label') }).getByRole('listitem');
    const more = page.getByRole('button', { name: words.workshop('hands.more', { count: 2 }) });
    await more.waitFor();
    expect(await raised.count()).toBe(2);
    const height = () => page.locator('footer').evaluate((foot) => foot.clientHeight / innerHeight);
    expect(await height()).toBeLessThan(0.25);
    expect(await wrongInSight(page, 'phone/hands')).toEqual([]);
    await more.tap();
    await expect.poll(() => raised.count()).toBe(4);
    expect(await height()).toBeLessThanOrEqual(0.4);
    const whole = await raised
      .locator('[title]')
      .evaluateAll((all) => all.map((name) => name.scrollWidth - name.clientWidth));
    expect(Math.max(...whole)).toBeLessThanOrEqual(0);
    expect(await wrongInSight(page, 'phone/hands-whole')).toEqual([]);
  });
});
