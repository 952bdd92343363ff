import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { createPlan } from '../../../shared/doc/commands';
import { joinLink } from '../../../shared/api/links';
import type { Department, Role } from '../../../shared/domain/people';
import { PATIENCE } from '../../support/clients/actor';
import { joinAs, type OpenBoard, type TestMember } from '../../support/clients/clients';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { overflowOf, seriousFaults } from '../../support/desktop/page-checks';
import { secretOf } from '../../support/host/host';

type Size = { readonly width: number; readonly height: number };

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('sealed rounds in three browsers', () => {
  let house: House;
  let host: House['host'];
  let owner: TestMember;
  let colleague: OpenBoard;
  let board: string;
  let browser: Browser;
  let jonas: Page;
  let mia: Page;
  let tom: Page;
  let guest: Page | undefined;
  const windows = () => ({ jonas, mia, tom, guest });

  prepare(async () => {
    house = await openHouse();
    ({ host, owner, browser } = house);
    board = await owner.createBoard('Wärmepumpe 2027');
    colleague = await owner.openBoard(board);
    createPlan(colleague.doc, {
      id: 'messe',
      kind: 'campaign',
      ownerId: owner.id,
      fields: { title: 'Frühjahrsmesse' },
    });
    jonas = await memberAt('Jonas Keller', 'marketing', { width: 1440, height: 900 });
    mia = await memberAt('Mia Brandt', 'sales', { width: 1024, height: 700 });
    tom = await memberAt('Tom Ried', 'sales', { width: 390, height: 780 });
  });
  afterAll(async () => {
    colleague?.close();
    await house?.close();
  });

  const memberAt = async (name: string, department: Department, viewport: Size, role: Role = 'member') => {
    const member = await owner.invite({ name, department, role });
    const page = await (await browser.newContext({ locale: 'de-DE', viewport })).newPage();
    const secret = await member.deviceLink();
    await page.goto(joinLink({ origin: host.url, kind: 'device', secret, cert: null }));
    await page.getByRole('link', { name: 'Wärmepumpe 2027' }).first().waitFor();
    await page.goto(`${host.url}/#/board/${board}/rounds`);
    return page;
  };
  const roundOf = (page: Page, title: string) => page.getByRole('listitem', { name: title });
  const writeNote = async (page: Page, title: string, text: string) => {
    const round = roundOf(page, title);
    await round.getByLabel('Neue Notiz').fill(text);
    await round.getByRole('button', { name: 'Notiz abgeben' }).click();
    await round.getByText('Abgegeben.').waitFor();
  };
  const open = async (page: Page, kind: string, title: string) => {
    await page.getByRole('button', { name: 'Neue Runde' }).click();
    const dialog = page.getByRole('dialog', { name: 'Neue Runde' });
    await dialog.getByRole('radio', { name: new RegExp(`^${kind}`) }).check({ force: true });
    await dialog.getByLabel('Frage oder Thema').fill(title);
    return dialog;
  };
  const press = async (page: Page) => {
    const dialog = page.getByRole('dialog', { name: 'Neue Runde' });
    await dialog.getByRole('button', { name: 'Runde eröffnen' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  const reveal = async (page: Page, title: string) => {
    await roundOf(page, title).getByRole('button', { name: 'Aufdecken' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Aufdecken' }).click();
  };

  test('[ROUNDUI-3] [ROUNDUI-4] [ROUNDUI-11] [ROUNDUI-12] [UI-35] notes are seen by their author alone, also after a reload, until all are revealed', async () => {
    keepEvidence(windows);
    const title = 'Was hält Kunden ab?';
    await open(jonas, 'Notizen', title);
    await press(jonas);
    await roundOf(jonas, title).getByLabel('Neue Notiz').fill('\u200b');
    await jonas.keyboard.press('Enter');
    expect(await roundOf(jonas, title).getByLabel('Neue Notiz').inputValue()).toBe('\u200b');
    await writeNote(jonas, title, 'Der Preis');
    await writeNote(mia, title, 'Die Lieferzeit');
    await writeNote(tom, title, 'Der Einbau');
    await writeNote(tom, title, 'Förderung unklar');
    const seesNoOther = async () => {
      for (const [page, others] of [
        [jonas, ['Die Lieferzeit', 'Der Einbau', 'Förderung unklar']],
        [mia, ['Der Preis', 'Der Einbau', 'Förderung unklar']],
        [tom, ['Der Preis', 'Die Lieferzeit']],
      ] as const) {
        await roundOf(page, title)
          .getByLabel(/^(Neue Notiz|Notiz ändern)$/)
          .waitFor();
        for (const other of others) expect(await page.getByText(other).count()).toBe(0);
      }
    };
    await seesNoOther();
    await tom.getByRole('button', { name: 'Notiz ändern: Der Einbau' }).click();
    const change = roundOf(tom, title).getByLabel('Notiz ändern', { exact: true });
    await change.fill('Der Einbau');
    await change.press('Escape');
    // A new one that is being written is handed in when he turns to another.
    await roundOf(tom, title).getByLabel('Neue Notiz').fill('Zu laut');
    await tom.getByRole('button', { name: 'Notiz ändern: Der Einbau' }).click();
    await tom.getByRole('button', { name: 'Notiz ändern: Zu laut' }).waitFor();
    await change.fill('Der Einbau dauert');
    await Promise.all([jonas, mia, tom].map((page) => page.reload()));
    await expect.poll(() => change.inputValue()).toBe('Der Einbau dauert');
    await roundOf(tom, title).getByText('Förderung unklar').waitFor();
    await seesNoOther();
    await tom.getByRole('button', { name: 'Notiz zurücknehmen: Zu laut' }).click();
    await roundOf(tom, title).getByRole('button', { name: 'Notiz ändern', exact: true }).click();
    await roundOf(tom, title).getByText('Der Einbau dauert').waitFor();
    expect(await roundOf(tom, title).getByRole('button', { name: 'Aufdecken' }).count()).toBe(0);
    expect(await overflowOf(tom)).toBe(0);
    await poll(() => tom.getByText('Abgegeben.').count()).toBe(1);
    // Mia still writes, and Tom has only taken a note up again.
    await roundOf(mia, title).getByLabel('Neue Notiz').fill('Noch nicht fert');
    await tom.getByRole('button', { name: 'Notiz ändern: Der Einbau dauert' }).click();
    // Of two the question about the rounds, asked as one is revealed, gets lost on its way.
    for (const page of [jonas, tom])
      await page.route('**/rounds', (route) => route.abort('connectionfailed'), { times: 1 });
    await reveal(jonas, title);
    for (const page of [jonas, mia, tom]) {
      await roundOf(page, title).getByText('aufgedeckt').waitFor();
      await roundOf(page, title).getByText('3 Personen haben geantwortet').waitFor();
      for (const text of ['Der Preis', 'Die Lieferzeit', 'Der Einbau dauert', 'Förderung unklar'])
        await roundOf(page, title).getByText(text, { exact: true }).waitFor();
    }
    await roundOf(mia, title).getByText('Noch nicht fert', { exact: true }).waitFor();
    for (const page of [jonas, tom]) expect(await page.getByText(/nicht mehr abgegeben/).count()).toBe(0);
    await mia.reload();
    await roundOf(mia, title).getByText('Noch nicht fert', { exact: true }).waitFor();
    await roundOf(mia, title).getByRole('button', { name: 'Ausblenden' }).click();
    expect(await mia.getByText('Noch nicht fert').count()).toBe(0);
  });

  test('[ROUNDUI-1] [ROUNDUI-5] [ROUNDUI-7] [SESSUI-19] votes are given by keys and by thumb, and shown as bars with numbers', async () => {
    keepEvidence(windows);
    const title = 'Womit fangen wir an?';
    // Who has scrolled to the end of an earlier one, with nothing in hand, has the new one in sight.
    await tom.getByText('Förderung unklar').click();
    const dialog = await open(jonas, 'Punkte vergeben', title);
    await dialog.getByText('Frühjahrsmesse').click();
    await dialog.getByRole('textbox', { name: 'Eigene Vorschläge' }).fill('Kundenbrief\nHausmesse');
    await dialog.getByText('Mehrere Punkte auf denselben').click();
    await press(jonas);
    await tom
      .getByRole('status')
      .filter({ hasText: `Runde eröffnet: ${title}` })
      .waitFor();
    await poll(async () => (await roundOf(tom, title).boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
    const dots = (page: Page, label: string) => page.getByRole('spinbutton', { name: `Punkte für ${label}` });
    await dots(jonas, 'Frühjahrsmesse').focus();
    await jonas.keyboard.press('ArrowUp');
    await jonas.keyboard.press('ArrowUp');
    await jonas.keyboard.press('Tab');
    await jonas.keyboard.press('End');
    await jonas.getByText('Alle Punkte vergeben').waitFor();
    expect(await dots(jonas, 'Frühjahrsmesse').getAttribute('aria-valuetext')).toBe('2 Punkte');
    expect(await dots(jonas, 'Kundenbrief').getAttribute('aria-valuetext')).toBe('1 Punkt');
    for (let press = 0; press < 3; press++)
      await tom.getByRole('button', { name: 'Punkt für Kundenbrief vergeben' }).click();
    await roundOf(tom, title).getByText('Alle Punkte vergeben').waitFor();
    await roundOf(tom, title).getByText('Abgegeben.').waitFor();
    await dots(mia, 'Frühjahrsmesse').waitFor();
    for (const label of ['Frühjahrsmesse', 'Kundenbrief', 'Hausmesse'])
      expect(await dots(mia, label).getAttribute('aria-valuenow')).toBe('0');
    await roundOf(jonas, title).getByText('Abgegeben.').waitFor();
    // Not where the round was opened: the announcement of that dialog's button outlives it by some seconds.
    for (const page of [mia, tom]) expect(await seriousFaults(page)).toEqual([]);
    await reveal(jonas, title);
    await mia
      .getByRole('status')
      .filter({ hasText: `Aufgedeckt: ${title}` })
      .waitFor();
    const bars = roundOf(mia, title).getByRole('listitem');
    const read = async () => (await bars.allTextContents()).map((text) => text.replaceAll('\u00AD', ''));
    await poll(read).toEqual(['Kundenbrief4 Punkte', 'Frühjahrsmesse2 Punkte', 'Hausmessekein Punkt']);
  });

  test('[ROUNDUI-6] a pulse of five tells the mean; who could see what is said before', async () => {
    keepEvidence(windows);
    const title = 'Dieser Monat';
    await open(jonas, 'Stimmungsnote', title);
    await press(jonas);
    for (const [page, grade] of [
      [jonas, '2 gut'],
      [mia, '4 ausreichend'],
      [tom, '3 befriedigend'],
    ] as const) {
      const round = roundOf(page, title);
      await round.getByText('Was gespeichert wird und wer es sehen könnte').waitFor();
      await round.getByText(grade).click();
      if (page === mia) await round.getByLabel('Ein Satz dazu').fill('Mehr Zeit füreinander');
      await round.getByRole('button', { name: 'Note abgeben' }).click();
      await round.getByText('Abgegeben.').waitFor();
    }
    await tom.reload();
    await roundOf(tom, title).getByRole('button', { name: 'Note ändern' }).waitFor();
    expect(await roundOf(tom, title).getByRole('radio', { name: '3 befriedigend' }).isChecked()).toBe(true);
    const { body } = await owner.ask<{ rounds: { id: string; kind: string }[] }>(
      'GET',
      `/api/boards/${board}/rounds`,
    );
    const pulse = body.rounds.find(({ kind }) => kind === 'pulse')?.id ?? '';
    const lena = await joinAs(host.url, { secret: await invited(), name: 'Lena', department: 'sales' });
    for (const member of [owner, lena])
      expect(
        (await member.ask('POST', `/api/boards/${board}/rounds/${pulse}/entries`, { grade: 3 })).status,
      ).toBe(201);
    await reveal(jonas, title);
    for (const page of [jonas, mia, tom]) {
      await roundOf(page, title).getByText('5 Personen haben geantwortet').waitFor();
      await roundOf(page, title).getByText('Mehr Zeit füreinander').waitFor();
    }
    const figures = await roundOf(tom, title).locator('dd').allTextContents();
    expect(figures[0]).toBe('3');
    expect(figures[1]).toContain('0,63');
  });

  test('[ROUNDUI-7] [ROUNDUI-8] sales alone estimates, a guest sees what came of it', async () => {
    keepEvidence(windows);
    const dialog = await open(jonas, 'Schätzung', '');
    await dialog.getByRole('button', { name: /^Bitte wählen/ }).click();
    await jonas.getByRole('option', { name: 'Frühjahrsmesse' }).click();
    await press(jonas);
    const title = 'Frühjahrsmesse';
    await roundOf(jonas, title).getByText('Hier schätzt der Vertrieb.').waitFor();
    guest = await memberAt('Gabi Gast', 'other', { width: 390, height: 780 }, 'guest');
    await roundOf(guest, title).getByText('Als Gast sehen Sie die Ergebnisse').waitFor();
    for (const [page, enquiries, closings] of [
      [mia, '1.200', '30'],
      [tom, '800', ''],
    ] as const) {
      const round = roundOf(page, title);
      await round.getByRole('textbox', { name: 'Anfragen' }).fill(enquiries);
      await round.getByRole('textbox', { name: 'Abschlüsse' }).fill(closings);
      await round.getByRole('button', { name: 'Schätzung abgeben' }).click();
      await round.getByText('Abgegeben.').waitFor();
    }
    await reveal(jonas, title);
    const figures = roundOf(guest, title).locator('dd');
    await poll(() => figures.allTextContents()).toEqual(['1.000', '800 · 1.200', '30']);
    expect(await guest.getByRole('button', { name: 'Neue Runde' }).count()).toBe(0);
  });

  test('[ROUNDUI-9] a board whose rules switch the pulse off offers none', async () => {
    keepEvidence(windows);
    await owner.ask('PATCH', `/api/boards/${board}`, { settings: { pulse: false, rhythmWeeks: 6 } });
    const opening = await open(jonas, 'Notizen', '');
    await opening.getByText('Auf diesem Board ist die Stimmungsnote ausgeschaltet.').waitFor();
    expect(await opening.getByRole('radio', { name: /^Stimmungsnote/ }).count()).toBe(0);
    await jonas.keyboard.press('Escape');
  });

  const invited = async () => {
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    return secretOf(body.link);
  };
});
