import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatOf } from '../../renderer/i18n/format';
import { labelsOf } from '../../shared/export/labels';
import { PATIENCE, type Actor } from '../support/clients/actor';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { BOARD, createWorkspace, joinWithApp, type AtApp } from '../support/desktop/two-apps';

const HEAT_PUMP = {
  goal: '300 Beratungstermine für Altbauten',
  audience: 'Eigentümerinnen und Eigentümer größerer Altbauten',
  message: 'Wärme, die sich rechnet',
  start: '01.03.2027',
  end: '30.04.2027',
  budgetMinor: '24.500,50',
  expectedEnquiries: '300',
};

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('marketing and sales, each at an app of their own', () => {
  let marketing: AtApp;
  let sales: AtApp;
  let anna: Actor;
  let ben: Actor;
  let link: string;

  prepare(async () => {
    marketing = await createWorkspace({
      name: 'Anna Größl',
      department: 'marketing',
      company: 'Lindner & Söhne',
    });
    anna = marketing.actor;
    await anna.createBoard(BOARD);
    link = await anna.invite({ department: 'sales', approver: true, network: true });
    sales = await joinWithApp(link, { name: 'Ben Özdemir', department: 'sales' });
    ben = sales.actor;
    await ben.openBoard(BOARD);
  });
  beforeEach(async () => {
    keepEvidence(() => ({ anna: anna.page, ben: ben.page }));
    await anna.backToBoard();
    await ben.backToBoard();
  });
  afterAll(async () => {
    await sales?.running.close();
    await marketing?.running.close();
  });

  /** Both in one plan of marketing's, which says as much as it needs. */
  async function postPlan(title: string, fields: object = {}): Promise<void> {
    await anna.createPlan({ title, ...fields });
    await anna.saved();
    await ben.openCard(title);
    await poll(() => ben.field('title').inputValue()).toBe(title);
  }

  test('every field of a plan is kept as typed, and what cannot be is named beside it', async () => {
    const { common, problems } = anna.words;
    await postPlan('Frühjahr: Förderung für Altbauten', HEAT_PUMP);
    await anna.addTags('channels', ['Fachpresse', 'Außenwerbung']);
    await anna.addTags('regions', ['Österreich']);
    await anna.brief.click();
    await anna.page.keyboard.type('Kern.');
    await anna.saved();
    await poll(() => ben.brief.textContent()).toContain('Kern.');
    for (const [field, text] of Object.entries(HEAT_PUMP))
      await poll(() => ben.field(field as 'goal').inputValue()).toBe(text);
    await ben.panel.getByText('Außenwerbung', { exact: true }).waitFor();

    await anna.fill({ end: '01.02.2027' });
    await anna.panel.getByText(problems('field.end-before-start')).first().waitFor();
    await anna.fill({ end: '31.02.2027' });
    await anna.panel.getByText(problems('field.no-such-date')).waitFor();
    expect(await anna.field('end').inputValue()).toBe('31.02.2027');
    await anna.fill({ budgetMinor: '-5' });
    await anna.panel.getByText(problems('budget.negative')).waitFor();
    expect(await anna.field('budgetMinor').inputValue()).toMatch(/^[-−]5/);
    await poll(() => ben.field('end').inputValue()).toBe('31.02.2027');

    await anna.press(anna.words.plan('step.submit'), anna.status);
    const blocked = anna.dialog.getByRole('listitem');
    await poll(() => blocked.allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(common('field.end')),
        expect.stringContaining(common('field.budgetMinor')),
      ]),
    );
    expect(await anna.button(anna.words.decision('submit.press'), anna.dialog).isDisabled()).toBe(true);
    await anna.press(common('cancel'), anna.dialog);
  });

  test('[PLANUI-3] [PLANUI-5] each sees that the other is here, what he writes, and that a start has come', async () => {
    // Opened to the network, the link leads others to this machine too.
    expect(new URL(link).hostname).not.toBe('127.0.0.1');
    await postPlan('Wer ist hier');
    const { frame, plan } = anna.words;
    await anna.page
      .getByRole('button', { name: frame('here', { count: 1, names: 'Ben Özdemir' }) })
      .waitFor();
    await ben.page.getByRole('button', { name: frame('here', { count: 1, names: 'Anna Größl' }) }).waitFor();
    await anna.panel.getByTitle(plan('here', { count: 1, names: 'Ben Özdemir' })).waitFor();
    await ben.field('goal').focus();
    const goal = anna.words.common('field.goal');
    const inGoal = anna.panel.getByTitle(plan('inField', { count: 1, names: 'Ben Özdemir', field: goal }));
    await inGoal.waitFor();
    expect(await inGoal.count()).toBe(1);

    // Both are in the same field: what one of them types stands there for the other at once.
    await anna.field('goal').fill('Annas Ziel');
    await poll(() => ben.field('goal').inputValue()).toBe('Annas Ziel');
    expect(await ben.field('goal').evaluate((field) => field === document.activeElement)).toBe(true);
    await ben.page.keyboard.type('!');
    await poll(() => anna.field('goal').inputValue()).toBe(await ben.field('goal').inputValue());

    await anna.fill({ start: '01.03.2020' });
    for (const { status } of [anna, ben])
      await status.getByText(plan('status.startedUnagreed', { date: '01.03.2020' })).waitFor();
  });

  test('[PLANUI-30] [PLANUI-31] [PLANUI-32] they discuss: threads, a reply with a mention, settled and open again, edited and deleted', async () => {
    await postPlan('Zu besprechen');
    const { comments, common } = anna.words;
    await anna.panel
      .getByRole('textbox', { name: comments('label'), exact: true })
      .fill('Reicht das Budget?');
    await anna.press(comments('send'), anna.panel);

    const atBen = ben.panel.getByRole('article', { name: comments('thread', { name: 'Anna Größl' }) });
    await ben.press(comments('reply'), atBen);
    const reply = atBen.getByRole('textbox', { name: comments('replyLabel') });
    await reply.pressSequentially('Ja, @Ann');
    await ben.page.getByRole('option', { name: 'Anna Größl' }).click();
    await ben.press(comments('reply'), atBen);

    const atAnna = anna.panel.getByRole('article', { name: comments('thread', { name: 'Anna Größl' }) });
    await poll(() => atAnna.locator('strong').allTextContents()).toEqual(['@Anna Größl']);
    const own = (item: 'edit' | 'delete') =>
      ben
        .press(comments('own'), atBen)
        .then(() => ben.page.getByRole('menuitem', { name: comments(item) }).click());
    await own('edit');
    await ben.page.getByRole('menu').waitFor({ state: 'detached' });
    const edited = atBen.getByRole('textbox', { name: comments('edit') });
    const hasFocus = () => edited.evaluate((field) => field === document.activeElement);
    await expect.poll(hasFocus, { timeout: PATIENCE }).toBe(true);
    await edited.fill('Ja, für zwei Monate.');
    await ben.press(comments('save'), atBen);
    await atAnna.getByText('Ja, für zwei Monate.').waitFor();
    await atAnna.getByText(comments('edited')).waitFor();

    // Whoever has just answered settles it without another word; anybody else says why.
    await ben.press(comments('resolve'), atBen);
    await anna.press(comments('showResolved', { count: 1 }), anna.panel);
    await anna.press(comments('reopen'), atAnna);
    await anna.press(comments('resolve'), atAnna);
    const why = atAnna.getByRole('textbox', { name: comments('whyLabel') });
    await why.fill('Es reicht bis Juni.');
    await why.press('Escape');
    await anna.closePlan();
    await anna.openCard('Zu besprechen');
    await poll(() => why.inputValue()).toBe('Es reicht bis Juni.');
    await anna.press(comments('resolveSend'), atAnna);
    await ben.press(comments('showResolved', { count: 1 }), ben.panel);
    await atBen.getByText('Es reicht bis Juni.').waitFor();
    await ben.press(comments('reopen'), atBen);
    await own('delete');
    await atAnna.getByText('Ja, für zwei Monate.').waitFor({ state: 'detached' });
    // Nobody edits or deletes what somebody else has said.
    expect(await ben.button(comments('own'), atBen).count()).toBe(0);

    const budget = common('field.budgetMinor');
    await ben.press(comments('addAt', { count: 0, field: budget }), ben.panel);
    await ben.panel
      .getByRole('textbox', { name: comments('labelField', { field: budget }) })
      .fill('Zu hoch.');
    await ben.press(comments('send'), ben.panel);
    await anna.button(comments('addAt', { count: 1, field: budget }), anna.panel).waitFor();
  });

  /** The year as a PDF on A3, the quarters on A4, and a slide: files that others open. */
  async function savePictures(): Promise<void> {
    const { calendar } = anna.words;
    const open = async () => {
      await anna.press(calendar('export.button'));
      await anna.page.getByRole('button', { name: calendar('export.picture') }).click();
    };
    const choose = (form: 'quarter' | 'slide') =>
      anna.dialog.getByText(calendar(`picture.${form}`), { exact: true }).click();
    for (const form of ['wall', 'quarter'] as const) {
      await open();
      if (form === 'quarter') await choose(form);
      await anna.press(calendar('picture.pdf'), anna.dialog);
      await anna.dialog.waitFor({ state: 'detached' });
      const pdf = savedBytes(marketing, 'pdf').toString('latin1');
      const size = form === 'wall' ? { width: 420, height: 297 } : { width: 297, height: 210 };
      expect(pagesOf(pdf)).toEqual(Array.from({ length: form === 'wall' ? 1 : 4 }, () => size));
      expect(pdf).toMatch(/\/FontFile2/);
    }
    await open();
    await choose('slide');
    await anna.press(calendar('picture.svg'), anna.dialog);
    await anna.dialog.waitFor({ state: 'detached' });
    const svg = savedFile(marketing, 'svg');
    expect(svg).toContain(`>${labelsOf('de').plans(1)}<`);
    expect(svg).toContain(formatOf('de').dateRange('2027-01-01', '2027-12-31'));
    await open();
    await choose('slide');
    await anna.press(calendar('picture.png'), anna.dialog);
    await anna.dialog.waitFor({ state: 'detached' });
    const png = savedBytes(marketing, 'png');
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16)]).toEqual(['PNG', 3200]);
  }

  test('[PICTURE-5] [PLANUI-13] [PLANUI-14] [PLANUI-19] [PLANUI-20] submitted, approved, changed, put back, agreed again, launched, exported', async () => {
    const title = 'Wärmepumpentage für Große';
    await postPlan(title, HEAT_PUMP);
    const { plan, decision, calendar } = anna.words;

    // Submitting, with a return promise.
    await anna.press(plan('step.submit'), anna.status);
    await anna.press(decision('submit.addReturn'), anna.dialog);
    await anna.dialog.getByLabel(decision('submit.returnDue'), { exact: true }).fill('15.02.2027');
    await anna.press(decision('submit.press'), anna.dialog);
    const message = await anna.readyMessage();
    expect(message).toContain(title);
    expect(message).toMatch(/http:\/\/\S+#\/board\//);

    // It waits for the approver, who approves with a follow-up promise.
    // How many there are depends on what he has read of the other plans.
    await ben.page.getByRole('link', { name: ben.words.frame('inbox') }).click();
    await ben.page.getByRole('main').getByRole('link', { name: title }).click();

    // What was submitted is what he sees, and what has changed since nobody can approve.
    await ben.press(decision('approve.approve'), ben.status);
    await ben.press(decision('approve.back'), ben.dialog);
    await anna.fill({ budgetMinor: '25.000' });
    const approving = ben.button(decision('approve.approve'), ben.dialog);
    await poll(() => approving.isDisabled()).toBe(true);
    await ben.dialog.getByRole('definition').filter({ hasText: '24.500,50' }).first().waitFor();
    await poll(() => ben.dialog.locator('ins').allTextContents()).toEqual([
      expect.stringContaining('25.000'),
    ]);
    await ben.press(ben.words.common('cancel'), ben.dialog);
    await anna.fill({ budgetMinor: '24.500,50' });
    await anna.saved();
    await ben.document.getByText('24.500,50').waitFor();

    const signed = await ben.approve({ owner: 'Ben Özdemir', days: '2', share: '40', capacity: '30' });
    expect(signed).toMatch(/Ben Özdemir.*40.%/);
    await poll(() => anna.panel.locator('[data-sentence]').first().textContent()).toBe(signed);
    await anna.sees('agreed');
    await ben.sees('agreed');
    const handshake = anna.status.getByRole('img', { name: decision('handshake.label') });
    await poll(() => handshake.getAttribute('class')).toMatch(/meeting/);
    await anna.closePlan();
    await anna.openCard(title);
    await handshake.waitFor();
    expect(await handshake.getAttribute('class')).not.toMatch(/meeting/);
    await anna.status.getByText(/Ben Özdemir verschickt .* 2 Arbeitstagen/).waitFor();

    // Changed: at once, on both sides, with the values side by side, and no launch.
    await anna.fill({ budgetMinor: '30.000' });
    await anna.sees('changed-since-agreed', 1);
    await ben.sees('changed-since-agreed', 1);
    await poll(() => ben.status.locator('del').allTextContents()).toEqual([
      expect.stringContaining('24.500,50'),
    ]);
    await poll(() => ben.status.locator('ins').allTextContents()).toEqual([
      expect.stringContaining('30.000'),
    ]);
    expect(await anna.button(plan('step.launch'), anna.status).count()).toBe(0);

    // Put back: agreed, and nothing new in the record.
    const before = await ben.history();
    await anna.fill({ budgetMinor: '24.500,50' });
    await anna.sees('agreed');
    await ben.sees('agreed');
    expect(await ben.history()).toEqual(before);

    // Changed for good: one click each.
    await anna.fill({ budgetMinor: '30.000' });
    await anna.sees('changed-since-agreed', 1);
    await anna.submit({ again: true });
    await ben.approve();
    await anna.sees('agreed');
    expect(await ben.history()).toHaveLength(before.length + 2);

    await anna.press(plan('step.launch'), anna.status);
    await anna.press(decision('confirm.launchPress'), anna.dialog);
    await ben.sees('launched');

    // The record page says what was signed in the very words of the dialog.
    await anna.goTo('record');
    await poll(() => anna.page.locator('[data-sentence]').allTextContents()).toContain(signed);
    await anna.goTo('calendar');
    await anna.page.getByRole('main').getByText('2027').first().waitFor();
    await forwardTo2027(anna);
    const bar = anna.page.locator('[data-look]', { hasText: title });
    await poll(() => bar.getAttribute('data-look')).toBe('launched');
    for (const format of ['ics', 'csv'] as const) {
      await anna.press(calendar('export.button'));
      await anna.page.getByRole('button', { name: calendar(`export.${format}`) }).click();
      await poll(() => savedFile(marketing, format)).toBeTruthy();
    }
    expect(eventsOf(savedFile(marketing, 'ics'))).toEqual([
      expect.objectContaining({
        summary: expect.stringContaining(title),
        start: '2027-03-01',
        end: '2027-05-01',
      }),
    ]);
    await savePictures();
    const { columns } = labelsOf('de');
    const csv = savedFile(marketing, 'csv');
    // Without it Excel takes umlauts for something else.
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const [row] = rowsOf(csv);
    expect(row).toMatchObject({
      [columns.title]: title,
      [columns.start]: '01.03.2027',
      [columns.end]: '30.04.2027',
      [columns.budget]: '30000,00',
      [columns.currency]: 'EUR',
      [columns.audience]: HEAT_PUMP.audience,
      [columns.owner]: 'Anna Größl',
    });
  });
});

/** A page in millimetres, from a PDF whose objects lie open in it. */
function pagesOf(pdf: string): { width: number; height: number }[] {
  const boxes = [...pdf.matchAll(/\/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  const millimetres = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
  return boxes.map(([, width, height]) => ({ width: millimetres(width), height: millimetres(height) }));
}

async function forwardTo2027(actor: Actor): Promise<void> {
  const next = actor.button(actor.words.calendar('next.year'));
  const bar = actor.page.locator('[data-look]').first();
  for (let year = new Date().getFullYear(); year < 2027; year += 1)
    if (!(await bar.isVisible())) await next.click();
}

function savedFile(app: AtApp, ending: string): string {
  return savedBytes(app, ending).toString('utf8');
}

function savedBytes({ running }: AtApp, ending: string): Buffer {
  const names = existsSync(running.saved) ? readdirSync(running.saved) : [];
  const name = names.find((each) => each.endsWith(`.${ending}`));
  return name ? readFileSync(path.join(running.saved, name)) : Buffer.alloc(0);
}

function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return { summary: event.summary, start: event.startDate.toString(), end: event.endDate.toString() };
  });
}

function rowsOf(csv: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(csv.slice(1), {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  }).data;
}
