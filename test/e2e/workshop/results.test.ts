import { devices, type Browser, type Locator } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { addAgendaItem } from '../../../shared/doc/agenda';
import { addTask } from '../../../shared/doc/tasks';
import { addDays, dayOfInstant } from '../../../shared/domain/dates';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { Keys } from '../../support/clients/keys';
import { type TestMember } from '../../support/clients/clients';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import {
  namelessOn,
  overflowOf,
  resize,
  seriousFaults,
  settled,
  wrongInSight,
} from '../../support/desktop/page-checks';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';
import { Workshop } from '../../support/host/workshops';

const BOARD = 'Wärmepumpe 2027';
/** Where the same things are looked at again, so that nothing of them is cut or lies beyond the edge. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 390, height: 844 },
];
const rounds = wordsOf('de', 'rounds');

/** What a workshop is for: a promise that can be kept, a vote in which everybody counts, minutes, and what follows. */
describe('what comes of a workshop', () => {
  let house: House;
  let browser: Browser;
  let owner: TestMember;
  let jonas: TestMember;
  let board: string;
  let workshop: Workshop;
  let maren: Actor;
  let approver: Actor;

  prepare(async () => {
    house = await openHouse();
    ({ owner, browser } = house);
    jonas = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    board = await owner.createBoard(BOARD);
    await agreeElsewhere();
    await submit(board, 'messe', { title: 'Messe ISH', expectedEnquiries: 60 });
    workshop = await Workshop.plan(owner, board, {
      title: 'Frühjahrsrunde',
      at: '2027-03-01T10:00:00+01:00',
    });
    const { doc, close } = await owner.openBoard(board);
    const about = { session: workshop.id, minutes: 20 };
    addAgendaItem(doc, { ...about, id: 'one', kind: 'plan', ref: 'messe', title: 'Messe ISH' });
    addAgendaItem(doc, { ...about, id: 'two', kind: 'topic', title: 'Was zuerst?' });
    addTask(doc, { id: 'task', text: 'Halle anfragen', ownerId: owner.id, dueOn: '2026-01-05', from: 'one' });
    await vi.waitFor(async () => {
      const { body } = await owner.ask<{ tasks: unknown[] }>('GET', '/api/waiting');
      if (body.tasks.length !== 1) throw new Error('the task is not due yet');
    }, PATIENCE);
    close();
    maren = await comes(owner, 'light');
    approver = await comes(jonas, 'dark');
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page, approver: approver.page })));
  afterAll(async () => {
    await house?.close();
  });

  async function submit(on: string, plan: string, fields: Record<string, unknown>): Promise<void> {
    await postPlan(owner, on, plan, { start: '2027-03-01', end: '2027-03-14', goal: 'Anfragen', ...fields });
    expect((await owner.state(on, plan, { kind: 'plan-submitted' })).status).toBe(201);
  }

  /** Jonas has promised something on another board already. */
  async function agreeElsewhere(): Promise<void> {
    const other = await owner.createBoard('Solar 2027');
    await submit(other, 'solar', { title: 'Solaraktion', expectedEnquiries: 60 });
    const promise = { ownerId: jonas.id, days: 2, callShare: 1, capacityPerWeek: 40 };
    const decided = await jonas.state(other, 'solar', { kind: 'decision', verdict: 'approve', promise });
    expect(decided.status).toBe(201);
  }

  async function comes(member: TestMember, colorScheme: 'light' | 'dark'): Promise<Actor> {
    const context = await browser.newContext({
      locale: 'de-DE',
      colorScheme,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const secret = await member.deviceLink();
    await page.goto(joinLink({ origin: member.url, kind: 'device', secret, cert: null }));
    const actor = new Actor(page);
    await page.getByRole('main').getByRole('link', { name: BOARD }).waitFor();
    return actor;
  }

  const go = ({ page }: Actor, hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);

  /** What is wrong with a page at any of the sizes. */
  async function wrongAt({ page }: Actor, what: string): Promise<string[]> {
    const wrong: string[] = [];
    for (const size of SIZES) {
      await resize(page, size);
      wrong.push(...(await wrongInSight(page, `workshop/${what}-${size.width}`)));
    }
    await resize(page, { width: 1440, height: 900 });
    return wrong;
  }

  test('[WAIT-20] tasks that are due wait with the plans', async () => {
    await go(maren, '#/waiting');
    await maren.page.getByRole('link', { name: /Halle anfragen/ }).waitFor();
    expect(await wrongAt(maren, 'waiting')).toEqual([]);
  });

  test('[SESSUI-14] [SESSUI-15] [SESSUI-17] an agenda is kept, and the invitation says who does not get here', async () => {
    const { workshop: words } = maren.words;
    await go(maren, `#/board/${board}/workshop`);
    await maren.press(words('ownTemplate.open'));
    await maren.dialog.getByLabel(words('ownTemplate.name')).fill('Unsere Runde');
    expect(await wrongAt(maren, 'template')).toEqual([]);
    await maren.press(words('ownTemplate.keep'), maren.dialog);
    await maren.dialog.waitFor({ state: 'detached' });
    expect(await wrongAt(maren, 'before')).toEqual([]);

    await maren.press(words('invite.open'));
    await maren.dialog.getByText(words('reach.nobody')).waitFor();
    expect(await wrongAt(maren, 'invitation')).toEqual([]);
    const download = maren.page.waitForEvent('download');
    await maren.press(words('invite.ics'), maren.dialog);
    expect((await download).suggestedFilename()).toBe('Frühjahrsrunde.ics');
    await maren.page.keyboard.press('Escape');

    await maren.press(words('plan.open'));
    await maren.choose(words('plan.template'), 'Unsere Runde', maren.dialog);
    expect(await wrongAt(maren, 'plan')).toEqual([]);
    await maren.page.keyboard.press('Escape');
  });

  test('[PLANUI-8] a promise beyond what somebody can do is told week by week, over all boards', async () => {
    const { decision } = approver.words;
    await go(approver, `#/board/${board}/workshop/plan/messe`);
    await approver.press(decision('approve.approve'), approver.status);
    await approver.promise({ owner: 'Jonas Keller', days: '2', share: '100', capacity: '40' });
    await approver.dialog
      .getByText(/Woche ab 01\.03\.2027: 60 statt 40 Anrufe.*ein Plan auf „.?Solar 2027/)
      .waitFor();
    await approver.dialog.getByLabel(decision('approve.how')).fill('Aylin hilft im März aus.');
    expect(await wrongAt(approver, 'capacity')).toEqual([]);
    await approver.press(decision('approve.press'), approver.dialog);
    await approver.dialog.waitFor({ state: 'detached' });
    const { entries } = await owner.record(board);
    expect(entries.findLast(({ kind }) => kind === 'decision')?.statement).toMatchObject({
      verdict: 'approve',
      note: 'Aylin hilft im März aus.',
    });
    await go(approver, `#/board/${board}/workshop`);
  });

  test('[SESSUI-13] [ROUNDUI-10] people without a device are added by name, and their hands counted apart', async () => {
    const { workshop: words } = maren.words;
    await maren.press(words('start'));
    await maren.press(words('room.first'));
    await maren.press(words('room.next'));
    await maren.press(words('room.more'));
    await maren.page.getByRole('menuitem', { name: words('seats.open') }).click();
    await maren.dialog.getByLabel(words('seats.name')).fill('Petra Kern');
    await maren.press(words('seats.add'), maren.dialog);
    await maren.button(words('seats.remove', { name: 'Petra Kern' }), maren.dialog).waitFor();
    expect(await wrongAt(maren, 'seats')).toEqual([]);
    await maren.page.keyboard.press('Escape');

    const on = [
      { id: 'a', label: 'Messe' },
      { id: 'b', label: 'Brief' },
    ];
    const body = { kind: 'votes', votesEach: 1, on, title: 'Was zuerst?', session: workshop.id };
    const path = `/api/boards/${board}/rounds`;
    const { id } = (await owner.ask<{ id: string }>('POST', path, body)).body;
    await jonas.ask('POST', `${path}/${id}/entries`, { picks: ['a'] });
    await maren.press(rounds('close.press'));
    await maren.dialog.getByLabel(rounds('hands.on', { label: 'Brief' })).fill('1');
    expect(await wrongAt(maren, 'hands')).toEqual([]);
    await maren.press(rounds('close.press'), maren.dialog);
    await approver.page.getByText('kein Punkt, dazu 1 Handzeichen').waitFor();
    expect(await wrongAt(approver, 'room')).toEqual([]);
  });

  test('[SESSUI-20] what runs stays in sight, on a narrow board and on a phone', async () => {
    await workshop.command(owner, 'timer', { do: 'start', ms: 600_000 });
    // So high is what a phone's keyboard leaves.
    const viewport = { width: 390, height: 360 };
    const context = await browser.newContext({ ...devices['Pixel 5'], viewport, locale: 'de-DE' });
    const phone = await context.newPage();
    phone.setDefaultTimeout(PATIENCE);
    const secret = await jonas.deviceLink();
    await phone.goto(joinLink({ origin: jonas.url, kind: 'device', secret, cert: null }));
    await go(approver, `#/board/${board}/workshop`);
    await resize(approver.page, { width: 390, height: 600 });
    for (const page of [phone, approver.page]) {
      await page.getByText('kein Punkt, dazu 1 Handzeichen').waitFor();
      const inSight = (line: Locator) =>
        line.evaluate((element) => {
          const { top, bottom, left } = element.getBoundingClientRect();
          const there = document.elementFromPoint(left + 2, (top + bottom) / 2);
          return there === element || element.contains(there);
        });
      const current = page.getByTitle('Was zuerst?', { exact: true });
      expect(await current.count()).toBe(0);
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('main, main *')) box.scrollTop = box.scrollHeight;
      });
      await current.waitFor();
      expect([await inSight(current), await inSight(page.getByRole('timer'))]).toEqual([true, true]);
      expect(await overflowOf(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
    }
    await resize(approver.page, { width: 1440, height: 900 });
    await context.close();
  });

  test('[SESSION-18] [SESSION-38] [SESSUI-16] the minutes say who was there and what came of rounds, and the next one is proposed', async () => {
    const { workshop: words } = maren.words;
    await owner.ask('PATCH', `/api/boards/${board}`, { settings: { pulse: true, rhythmWeeks: 4 } });
    await maren.press(words('room.end'));
    await maren.dialog.getByText(/Petra Kern \(ohne Gerät\)/).waitFor();
    await maren.dialog.getByText('kein Punkt, dazu 1 Handzeichen').waitFor();
    expect(await wrongAt(maren, 'close')).toEqual([]);
    await maren.press(words('minutes.close'), maren.dialog);
    await maren.page
      .getByRole('main')
      .getByText(/Petra Kern \(ohne Gerät\)/)
      .waitFor();
    expect(await wrongAt(maren, 'minutes')).toEqual([]);
    expect(await wrongAt(approver, 'minutes-dark')).toEqual([]);

    const day = addDays(dayOfInstant(new Date().toISOString()), 28);
    await maren.press(words('rhythm.plan'));
    expect(await maren.dialog.getByLabel(words('plan.name')).inputValue()).toBe('Frühjahrsrunde');
    expect(await maren.dialog.getByRole('textbox', { name: words('plan.date') }).inputValue()).toBe(
      `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`,
    );
    expect(await wrongAt(maren, 'next')).toEqual([]);
    await maren.page.keyboard.press('Escape');
    await maren.toBoards();
    await maren.page.getByText(/Nächster Workshop nach dem Rhythmus/).waitFor();
    expect(await wrongAt(maren, 'boards')).toEqual([]);
  });

  test('[UI-72] [SESSUI-18] [SESSUI-23] a whole workshop by keys alone, and the focus is never lost', async () => {
    const { workshop: words } = maren.words;
    const { decision } = approver.words;
    await submit(board, 'brief', { title: 'Kundenbrief' });
    const [leads, takesPart] = [new Keys(maren.page), new Keys(approver.page)];
    for (const actor of [maren, approver]) await go(actor, `#/board/${board}/workshop`);
    const faults: string[] = [];
    const look = async (...actors: Actor[]) => {
      for (const { page } of actors) {
        // What fades in is faint until it is there.
        await settled(page);
        faults.push(...(await seriousFaults(page)), ...(await namelessOn(page)));
      }
    };

    await leads.press(maren.button(words('plan.open')));
    await look(maren);
    await leads.write(maren.dialog.getByLabel(words('plan.name')), 'Nur mit Tasten');
    await leads.press(maren.button(words('plan.submit'), maren.dialog));
    await maren.page.getByRole('heading', { level: 2, name: 'Nur mit Tasten' }).waitFor();
    await leads.write(maren.page.getByLabel(words('agenda.new')), 'Erstes');
    await leads.page.keyboard.press('Enter');
    await leads.press(maren.button(words('proposals.takeNamed', { title: 'Kundenbrief' })));
    await leads.press(maren.button(words('agenda.up', { title: 'Kundenbrief' })));
    await maren.page.getByText(words('agenda.moved', { title: 'Kundenbrief', number: 1 })).waitFor();
    await leads.keepsFocus();
    await look(maren, approver);
    await leads.press(maren.button(words('start')));
    const earlier = maren.page.getByRole('region', { name: words('tasks.earlier') });
    await earlier.getByText('Halle anfragen').waitFor();
    await leads.press(maren.button(words('room.first')));
    await earlier.getByText('Halle anfragen').waitFor();
    const heading = (actor: Actor, name: string) =>
      actor.page.getByRole('main').getByRole('heading', { level: 3, name, exact: true });
    for (const actor of [maren, approver]) await heading(actor, 'Kundenbrief').waitFor();
    // Whoever presses once more calls up the next item, or lets the time go on.
    const isAt = (name: string) =>
      expect.poll(() => maren.button(name).evaluate((each) => each === document.activeElement)).toBe(true);
    await isAt(words('room.next'));
    await leads.press(maren.button(words('timer.startMinutes', { count: 15 })));
    await isAt(words('timer.pause'));
    await leads.page.keyboard.press('Enter');
    await isAt(words('timer.resume'));
    await leads.press(maren.button(words('timer.stop')));
    await isAt(words('timer.startMinutes', { count: 15 }));
    await look(maren, approver);

    // The plan lies beside the room: it is agreed there.
    await takesPart.press(approver.button(decision('approve.approve'), approver.status));
    await takesPart.press(approver.dialog.getByRole('button', { name: decision('approve.owner') }));
    await takesPart.page.keyboard.type('Jonas');
    await takesPart.page.keyboard.press('Enter');
    for (const [field, text] of [
      ['days', '2'],
      ['share', '80'],
      ['capacity', '40'],
    ] as const)
      await takesPart.write(
        approver.dialog.getByRole('textbox', { name: decision(`approve.${field}`), exact: true }),
        text,
      );
    await look(approver);
    await takesPart.press(approver.button(decision('approve.press'), approver.dialog));
    await approver.dialog.waitFor({ state: 'detached' });
    await takesPart.keepsFocus();
    const said = (text: string) => maren.page.getByRole('status').filter({ hasText: text });
    await said(words('room.agreed', { title: 'Kundenbrief' })).waitFor();

    await leads.press(maren.button(words('room.next')));
    for (const actor of [maren, approver]) await heading(actor, 'Erstes').waitFor();
    expect(await earlier.count()).toBe(0);
    await leads.keepsFocus();
    await takesPart.press(approver.button(words('hands.raise')));
    await leads.press(maren.button(words('hands.lowerOf', { name: 'Jonas Keller' })));
    await approver.button(words('hands.raise')).waitFor();
    await leads.keepsFocus();

    await leads.press(maren.button(rounds('open')));
    await leads.to(maren.dialog.getByRole('radio', { checked: true }).first());
    await leads.page.keyboard.press('ArrowDown');
    await look(maren);
    await leads.write(maren.dialog.getByLabel(rounds('new.question')), 'Womit zuerst?');
    await leads.write(maren.dialog.getByRole('textbox', { name: rounds('new.lines') }), 'Messe\nBrief');
    // Back at what was scrolled past, it comes into sight.
    await resize(maren.page, { width: 1440, height: 480 });
    await leads.to(maren.dialog.getByRole('textbox', { name: rounds('new.votesEach') }));
    await leads.to(maren.dialog.getByRole('radio', { checked: true }).first());
    await resize(maren.page, { width: 1440, height: 900 });
    await leads.press(maren.button(rounds('new.press'), maren.dialog));
    const dots = approver.page.getByRole('spinbutton', { name: rounds('votes.on', { label: 'Brief' }) });
    await takesPart.press(dots, 'End');
    await approver.page.getByText(rounds('taken')).waitFor();
    await look(maren, approver);
    await leads.press(maren.button(rounds('close.press')));
    await leads.press(maren.button(rounds('close.press'), maren.dialog));
    await approver.page.getByText(rounds('state.closed')).first().waitFor();
    // Neither in the remarks, where nobody follows any more, nor past the result.
    const round = maren.page.getByRole('listitem', { name: 'Womit zuerst?' });
    // Below that of the item.
    await round.getByRole('heading', { level: 4 }).waitFor();
    await expect.poll(() => round.evaluate((card) => card.contains(document.activeElement))).toBe(true);
    await takesPart.keepsFocus();
    await look(maren, approver);

    await leads.press(maren.button(words('room.end')));
    await look(maren);
    await leads.press(maren.button(words('minutes.close'), maren.dialog));
    for (const actor of [maren, approver])
      await actor.page.getByRole('main').getByText(words('minutes.decided')).waitFor();
    await leads.keepsFocus();
    await takesPart.keepsFocus();
    await look(maren, approver);
    expect(faults).toEqual([]);
  });
});
