import { afterAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { joinLink } from '../../../shared/api/links';
import { Actor } from '../../support/clients/actor';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { startProxy, type Proxy } from '../../support/host/proxy';

let house: House;
let proxy: Proxy;
let page: Page;

prepare(async () => {
  house = await openHouse();
  proxy = await startProxy(house.host.url, () => ({}), 'refused');
});
afterAll(async () => {
  await proxy?.close();
  await house?.close();
});

test('[CLIENT-62] [CLIENT-63] behind a proxy that takes no WebSockets it says so, and that a new board has to wait for that', async () => {
  const { owner, browser } = house;
  await owner.createBoard('Hinter dem Proxy');
  page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  keepEvidence(() => ({ page }));
  const anna = new Actor(page);
  const { frame } = anna.words;
  const secret = await owner.deviceLink();
  await page.goto(joinLink({ origin: proxy.url, kind: 'device', secret, cert: null }));
  await anna.openBoard('Hinter dem Proxy');
  await page.getByText(frame('banner.blockedTitle')).waitFor();
  await page.getByText(frame('boardNotHere.title')).waitFor();
  expect(await page.getByText(frame('openingBoard')).count()).toBe(0);
});
