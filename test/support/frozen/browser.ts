import type { Page } from 'playwright-core';
import { Actor } from '../clients/actor';
import type { TestMember } from '../clients/clients';
import { secretOf } from '../host/host';
import { backupOf, restore } from '../host/restoring';
import { dumpBrowserStorage } from './browser-storage';
import type { FrozenDevice } from './device-reading';
import { BOARD, must, SECOND_BOARD } from './story';

const CLARA = { name: 'Clara Weiß', department: 'marketing' } as const;
const EDITED = 'Mailing Bestandskunden Wartung';

/** What Clara writes while her host is away, as it has to be there once she reaches it again. */
export const TYPED = {
  [BOARD]: {
    title: EDITED,
    goal: 'Wartungsverträge, auch für Gewerbe',
    message: 'Im Zug geschrieben: Wartung jetzt',
  },
  [SECOND_BOARD]: { title: 'Hausmesse', goal: 'Im Funkloch angelegt' },
} as const;
export const COMMENT = 'Ohne Netz gefragt: Passt der Termin?';

/** Clara joins in her browser and works; then the workspace is brought back to before her last words. */
export async function workInBrowser(page: Page, owner: TestMember): Promise<Actor> {
  const invite = { role: 'member', department: CLARA.department };
  const { link } = await must<{ link: string }>(owner, 'POST', '/api/invites', invite);
  const clara = new Actor(page, 'de');
  const { words } = clara;
  await page.goto(`${owner.url}/#invite=${secretOf(link)}`);
  await page.getByLabel(words.welcome('name'), { exact: true }).fill(CLARA.name);
  await clara.press(words.welcome('join.submit'));
  await page.getByRole('heading', { level: 1, name: words.frame('boards') }).waitFor();
  await clara.openBoard(SECOND_BOARD);
  await clara.saved();
  await goToBoard(clara, BOARD);
  await clara.openCard(EDITED);
  await clara.fill({ goal: 'Wartungsverträge' });
  await clara.saved();

  const before = await backupOf(owner);
  await clara.fill({ goal: 'Was nur bis zur Wiederherstellung galt' });
  await clara.saved();
  const { status } = await restore(owner, before);
  if (status >= 300) throw new Error(`restoring answers ${status}`);
  await page.getByText(words.frame('banner.parkedTitle')).waitFor();

  await clara.fill({ audience: 'Bestandskunden und Gewerbe' });
  await clara.brief.fill('Nach der Wiederherstellung geschrieben.');
  await clara.addTags('tags', ['Wartung']);
  await clara.panel
    .getByRole('textbox', { name: words.comments('label'), exact: true })
    .fill('Mit Netz gefragt.');
  await clara.press(words.comments('send'), clara.panel);
  await clara.saved();
  await clara.press(words.frame('settings.label'));
  await page.getByRole('menu').getByText(words.frame('settings.dark'), { exact: true }).click();
  return clara;
}

/** She goes on while nobody answers; then the page's storage is what a browser that is closed now keeps. */
export async function workAway(clara: Actor): Promise<FrozenDevice> {
  const { page, words } = clara;
  await page.locator('[data-saved=offline]').waitFor();
  const { title: _title, ...first } = TYPED[BOARD];
  await clara.fill(first);
  await clara.panel.getByRole('textbox', { name: words.comments('label'), exact: true }).fill(COMMENT);
  await clara.press(words.comments('send'), clara.panel);
  await goToBoard(clara, SECOND_BOARD);
  await clara.createPlan(TYPED[SECOND_BOARD]);
  let dump = '';
  // Everything is written within moments; it is there once nothing more comes.
  for (let last = '-'; dump !== last;) {
    last = dump;
    await page.waitForTimeout(1500);
    dump = JSON.stringify(await page.evaluate(dumpBrowserStorage));
  }
  return { origin: new URL(page.url()).origin, ...(JSON.parse(dump) as Omit<FrozenDevice, 'origin'>) };
}

async function goToBoard(clara: Actor, title: string): Promise<void> {
  await clara.page.getByRole('navigation').getByRole('link', { name: title }).first().click();
  await clara.page.getByRole('heading', { level: 1, name: title }).waitFor();
}
