import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { startHost } from '../../../server/start';
import { joinLink, type PlanPlace } from '../../../shared/api/links';
import type { Department } from '../../../shared/domain/people';
import { Actor } from '../clients/actor';
import { joinAs, type TestMember } from '../clients/clients';
import { memoryFolder } from '../host/memory-folder';
import { secretOf } from '../host/host';
import { launchChromium } from './chromium';

/** A company with its host in this process, its first owner, and a browser for whoever comes. */
export interface House {
  /** What its host keeps. */
  readonly data: string;
  readonly host: Awaited<ReturnType<typeof startHost>>;
  readonly owner: TestMember;
  readonly browser: Browser;
  close(): Promise<void>;
}

interface FirstOwner {
  readonly name?: string;
  readonly department?: Department;
  readonly company?: string;
}

export async function openHouse(owner: FirstOwner = {}): Promise<House> {
  const data = memoryFolder('house');
  const browser = launchChromium();
  const host = await startHost({ data, port: 0, rendererDir: fromRoot('out', 'renderer') });
  return {
    data,
    host,
    owner: await joinAs(host.url, {
      secret: secretOf(host.ownerInvite ?? ''),
      name: 'Maren Vogt',
      department: 'marketing',
      company: 'Brenner',
      ...owner,
    }),
    browser: await browser,
    async close() {
      await (await browser).close();
      await host.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A browser of a member's, in German, with a board open and its plans on the screen. */
export async function enterBoard(browser: Browser, member: TestMember, board: string): Promise<Actor> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  const actor = new Actor(await context.newPage());
  const secret = await member.deviceLink();
  await actor.page.goto(joinLink({ origin: member.url, kind: 'device', secret, cert: null }));
  await actor.openBoard(board);
  await actor.page.locator('a[data-plan]').first().waitFor();
  return actor;
}

/** The same with a plan open, where only that is the matter; in whatever context else. */
export async function enterPlan(
  browser: Browser,
  member: TestMember,
  place: PlanPlace,
  options: BrowserContextOptions = {},
): Promise<Actor> {
  const window = { locale: 'de-DE', viewport: { width: 1280, height: 800 }, ...options };
  const context = await browser.newContext(window);
  const actor = new Actor(await context.newPage(), window.locale.startsWith('en') ? 'en' : 'de');
  const secret = await member.deviceLink();
  await actor.page.goto(joinLink({ origin: member.url, kind: 'device', secret, cert: null, place }));
  await actor.status.waitFor();
  return actor;
}
