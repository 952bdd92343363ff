import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { devices, type Browser } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import type { Minutes } from '../../../shared/domain/session/minutes';
import type { SessionView } from '../../../shared/domain/session/session';
import { Actor, PATIENCE } from '../../support/clients/actor';
import { openHouse, type House } from '../../support/desktop/house';
import type { RunningApp } from '../../support/desktop/electron-app';
import { launchApp } from '../../support/desktop/electron-app';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { arrive, joinWithApp } from '../../support/desktop/two-apps';
import { wordsOf } from '../../support/desktop/words';
import { Dice } from '../../support/dice';
import { postPlan } from '../../support/host/company';
import { secretOf } from '../../support/host/host';
import { Workshop } from '../../support/host/workshops';
import { boardOf, Crowd, Participant } from '../../support/session/crowd';

/** How long it takes: `npm run soak` plays whole ones. */
const MINUTES = Number(process.env['HANDSCHLAG_WORKSHOP_MINUTES'] ?? 0);
const PEOPLE = Number(process.env['HANDSCHLAG_WORKSHOP_PEOPLE'] ?? 20);
const SEED = Number(process.env['HANDSCHLAG_WORKSHOP_SEED'] ?? 1);
const ITEMS = 4;
const ITEM_MS = (MINUTES * 60_000) / ITEMS;
/** In a short one too everybody has something to do. */
const LEAST_ACTS = 2 * PEOPLE;
/** A whole crowd does something about so often. */
const ACT_EVERY_MS = MINUTES > 0 ? 100 : 0;
const BOARD = 'Wärmepumpe 2027';
const INGA = 'Inga Brenner';
const [PLAN, OTHER] = ['Messe ISH', 'Kundenbrief Frühjahr'];
const rounds = wordsOf('de', 'rounds');
const words = wordsOf('de', 'workshop');
const stageWords = wordsOf('de', 'stage');

describe(
  `a whole workshop of ${MINUTES} minutes with ${PEOPLE} scripted people and three windows`,
  { timeout: 10 * PATIENCE + 2 * ITEM_MS },
  () => {
    let house: House;
    let host: House['host'];
    let inga: Participant;
    let browser: Browser;
    let app: RunningApp;
    let maren: Actor;
    let jonas: Actor;
    let stage: Actor;
    let crowd: Crowd;
    let workshop: Workshop;
    let board: string;
    let items: string[];
    const notes = new Set<string>();

    prepare(async () => {
      house = await openHouse({ name: INGA });
      ({ host, browser } = house);
      const { owner } = house;
      inga = new Participant(owner, INGA);
      board = await owner.createBoard(BOARD);
      await postPlan(owner, board, 'messe', { title: PLAN });
      await postPlan(owner, board, 'brief', { title: OTHER });
      await owner.state(board, 'messe', { kind: 'plan-submitted' });
      const people = [inga];
      for (let at = 1; at < PEOPLE; at++) {
        const name = `Person ${at}`;
        const department = at % 2 === 0 ? 'marketing' : 'sales';
        people.push(new Participant(await owner.invite({ name, department }), name));
      }
      crowd = new Crowd(people, board, 'brief', new Dice(SEED));
      jonas = await onPhone();
      const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
      const at = await joinWithApp(body.link, { name: 'Maren Vogt', department: 'marketing' });
      [app, maren] = [at.running, at.actor];
      await toWorkshop();
    });
    beforeEach(() =>
      keepEvidence(() => ({ maren: maren.page, jonas: jonas.page, stage: stage?.page ?? maren.page })),
    );
    afterAll(async () => {
      for (const person of crowd?.people ?? []) person.leave();
      await app?.close();
      await house?.close();
    });

    async function onPhone(): Promise<Actor> {
      const invite = { role: 'member', department: 'sales', approver: true };
      const { body } = await inga.member.ask<{ link: string }>('POST', '/api/invites', invite);
      const viewport = { width: 390, height: 844 };
      const context = await browser.newContext({ ...devices['Pixel 5'], viewport, locale: 'de-DE' });
      const actor = new Actor(await context.newPage());
      await actor.page.goto(`${host.url}/#invite=${secretOf(body.link)}`);
      await actor.page.getByLabel(actor.words.welcome('name'), { exact: true }).fill('Jonas Keller');
      await actor.press(actor.words.welcome('join.submit'));
      await actor.page.getByText(actor.words.phone('noNext')).waitFor();
      return actor;
    }

    /** A tab of the owner's on the projector. */
    async function onStage(): Promise<Actor> {
      const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1920, height: 1080 } });
      const actor = new Actor(await context.newPage());
      const secret = await inga.member.deviceLink();
      await actor.page.goto(joinLink({ origin: host.url, kind: 'device', secret, cert: null }));
      await actor.page.getByRole('main').getByRole('link', { name: BOARD }).waitFor();
      await actor.page.evaluate((to) => {
        location.hash = to;
      }, `#/board/${board}/stage`);
      return actor;
    }

    async function toWorkshop(): Promise<void> {
      await maren.openBoard(BOARD);
      await maren.goTo('workshop');
    }

    const view = () => workshop.view(inga.member);
    const roundOf = ({ page }: Actor, title: string) => page.getByRole('listitem', { name: title });

    /** Until this item's time is up, and everybody has what everybody did. */
    async function busy(item: string, ms = ITEM_MS): Promise<void> {
      const end = performance.now() + ms;
      for (let acts = 0; acts < LEAST_ACTS || performance.now() < end; acts++) {
        await crowd.act(workshop, item);
        await wait(ACT_EVERY_MS);
      }
      await agreed();
    }

    /** Everybody who is here has the same board. */
    async function agreed(): Promise<void> {
      const here = crowd.people.filter(({ isHere }) => isHere);
      await vi.waitFor(() => {
        const [first, ...others] = here.map(({ doc }) => boardOf(doc));
        for (const other of others) expect(other).toEqual(first);
      }, PATIENCE);
    }

    async function open(kind: 'notes' | 'pulse', title: string): Promise<string> {
      await maren.page
        .getByRole('button', { name: rounds('open') })
        .first()
        .click();
      const name = new RegExp(`^${rounds(`kind.${kind}`)}`);
      await maren.dialog.getByRole('radio', { name }).check({ force: true });
      await maren.dialog.getByLabel(rounds('new.question')).fill(title);
      await maren.press(rounds('new.press'), maren.dialog);
      await roundOf(jonas, title).waitFor();
      const { body } = await inga.member.ask<{ rounds: { id: string; title: string }[] }>(
        'GET',
        `/api/boards/${board}/rounds`,
      );
      return body.rounds.find((round) => round.title === title)?.id ?? '';
    }

    async function enter(by: Participant, round: string, entry: object): Promise<void> {
      const path = `/api/boards/${board}/rounds/${round}/entries`;
      expect((await by.member.ask('POST', path, entry)).status).toBeLessThan(300);
    }

    async function reveal(title: string): Promise<void> {
      await roundOf(maren, title)
        .getByRole('button', { name: rounds('close.press') })
        .click();
      await maren.press(rounds('close.press'), maren.dialog);
      await roundOf(maren, title).getByText(rounds('state.closed')).first().waitFor();
    }

    async function next(): Promise<string> {
      const { item: before } = await view();
      await maren.press(words('room.next'));
      await vi.waitFor(async () => expect((await view()).item).not.toBe(before), PATIENCE);
      return (await view()).item ?? '';
    }

    test('[SESSUI-1] [SESSUI-2] [SESSUI-7] [SESSUI-14] is planned from a template, and begins with everybody in the room', async () => {
      await maren.press(words('plan.open'));
      await maren.dialog.getByLabel(words('plan.name')).fill('Frühjahrsrunde');
      await maren.choose(words('plan.template'), words('template.launch.name'), maren.dialog);
      await maren.press(words('plan.submit'), maren.dialog);
      await maren.press(words('agenda.remove', { title: words('template.launch.items.plan') }));
      await maren.press(words('agenda.remove', { title: words('template.launch.items.followUp') }));
      await maren.press(words('proposals.takeNamed', { title: PLAN }));
      for (let up = 0; up < 2; up++) await maren.press(words('agenda.up', { title: PLAN }));
      await maren.press(words('invite.open'));
      await maren.dialog.getByText(words('reach.nobody')).waitFor();
      expect(await maren.dialog.getByLabel(words('invite.text')).inputValue()).toContain(host.url);
      await maren.page.keyboard.press('Escape');
      for (const person of crowd.people) await person.come(board);
      stage = await onStage();
      await maren.press(words('start'));
      const { body } = await inga.member.ask<{ sessions: SessionView[] }>(
        'GET',
        `/api/boards/${board}/sessions`,
      );
      workshop = new Workshop(board, body.sessions[0]?.id ?? '');
      await maren.press(words('room.first'));
      items = boardOf(inga.doc).agenda.map(({ id }) => id);
      await stage.page.getByRole('heading', { level: 1, name: PLAN }).waitFor();
      await jonas.page.getByRole('heading', { level: 2, name: PLAN }).waitFor();
      expect(items).toHaveLength(ITEMS);
      // Those who only write on the board look at no screen, and whoever has a phone alone opens no board: all are there.
      await maren.page.getByRole('button', { name: words('people.label') }).click();
      const named = maren.page.getByRole('dialog', { name: words('people.label') }).getByRole('listitem');
      await expect.poll(() => named.count()).toBe(PEOPLE + 2);
      await named.filter({ hasText: 'Jonas Keller' }).waitFor();
      await maren.page.keyboard.press('Escape');
    });

    test('[PHONE-3] [STAGE-6] a plan is agreed from a phone while all others write', async () => {
      await maren.press(words('timer.startMinutes', { count: 15 }));
      const all = busy(items[0] ?? '');
      const { phone, decision } = jonas.words;
      await jonas.page.getByRole('link', { name: phone('readPlan') }).tap();
      await jonas.button(phone('decide')).tap();
      await jonas.press(decision('approve.approve'), jonas.dialog);
      await jonas.promise({ owner: 'Jonas Keller', days: '2', share: '80', capacity: '40' });
      await jonas.press(decision('approve.press'), jonas.dialog);
      await jonas.dialog.waitFor({ state: 'detached' });
      await stage.page.getByRole('region', { name: stageWords('agreed') }).waitFor();
      await jonas.page.getByRole('link', { name: phone('back') }).tap();
      await all;
      expect((await inga.member.plan(board, 'messe')).status).toBe('agreed');
    });

    test('[SESSION-9] [SESSION-11] ten are dropped and whoever leads is gone, and nothing is lost', async () => {
      const item = await next();
      const title = 'Was hält Kunden ab?';
      const round = await open('notes', title);
      await Promise.all([
        busy(item),
        (async () => {
          for (const person of crowd.people) {
            const text = `Notiz von ${person.name}`;
            await enter(person, round, { texts: [text] });
            notes.add(text);
          }
        })(),
      ]);
      notes.add('Der Preis');
      await roundOf(jonas, title).getByLabel(rounds('notes.label')).fill('Der Preis');
      await jonas.press(rounds('notes.add'), roundOf(jonas, title));
      await roundOf(jonas, title).getByText(rounds('taken')).waitFor();

      // What ten have in hand while they are away is there once they are back.
      const dropped = crowd.people.slice(5, 15);
      for (const person of dropped) {
        person.leave();
        crowd.remark(person, item);
        crowd.task(person, item);
      }
      await app.kill();
      // A short one does not wait for the minute after which somebody succeeds.
      if (MINUTES === 0) await workshop.command(inga.member, 'take');
      const led = async () => expect((await view()).facilitator).toBe(inga.member.id);
      await vi.waitFor(led, { timeout: PATIENCE, interval: 500 });
      await busy(item, 0);
      for (const person of dropped) await person.come(board);
      await agreed();

      app = await launchApp({ userData: app.userData });
      maren = await arrive(app, 'de');
      await toWorkshop();
      await maren.press(words('room.take'));
      await maren.page.getByText(words('room.youLead'), { exact: true }).waitFor();
      await reveal(title);
      // One sheet of them after another.
      await stage.page
        .getByText(/^(?:Der Preis|Notiz von .+)$/)
        .first()
        .waitFor();
    });

    test('[ROUNDUI-6] [PHONE-4] a pulse is answered on a phone too', async () => {
      const item = await next();
      const title = 'Wie läuft es?';
      const round = await open('pulse', title);
      const card = roundOf(jonas, title);
      await card.getByText(rounds('pulse.grades.2')).tap();
      await card.getByLabel(rounds('pulse.sentence')).fill('Mehr Zeit füreinander');
      await jonas.press(rounds('pulse.send'), card);
      await card.getByText(rounds('taken')).waitFor();
      for (const person of crowd.people) await enter(person, round, { grade: 2 });
      await busy(item);
      await reveal(title);
      await card.getByText('Mehr Zeit füreinander').waitFor();
      expect(await jonas.button(rounds('pulse.send'), card).count()).toBe(0);
      await roundOf(maren, title)
        .getByText(rounds('result.answers', { count: PEOPLE + 1 }))
        .waitFor();
    });

    test('[SESSION-30] [SESSION-31] [SESSUI-10] [SESSUI-21] ends in the right minutes, the same for all', async () => {
      const last = await next();
      await busy(last);
      await maren.press(words('room.end'));
      await maren.press(words('minutes.close'), maren.dialog);
      await stage.page.getByText(stageWords('closed')).waitFor();
      await maren.page.getByRole('main').getByText(`Notiz von Person 1`, { exact: true }).waitFor();
      await jonas.page.getByText(jonas.words.phone('noneOn')).waitFor();

      for (const kind of ['pdf', 'markdown', 'json'] as const) {
        await maren.press(words('minutes.save'));
        await maren.page.getByRole('menuitem', { name: words(`minutes.${kind}`) }).click();
      }
      const saved = ['json', 'md', 'pdf'].map((ending) => `Frühjahrsrunde.${ending}`);
      await expect.poll(() => readdirSync(app.saved).sort()).toEqual(saved);

      const minutes = (await workshop.minutes(inga.member)) as unknown as Minutes & { outcomes: Outcome[] };
      const { deeds } = crowd;
      expect(minutes.items.map(({ item }) => item)).toEqual(items);
      for (const { item, remarks, tasks, plans } of minutes.items) {
        const written = (remarks.match(/\[[^\]]+\]/g) ?? []).sort();
        expect(written).toEqual([...(deeds.remarks.get(item ?? '') ?? [])].sort());
        expect(tasks.map(({ id }) => id).sort()).toEqual([...(deeds.tasks.get(item ?? '') ?? [])].sort());
        expect(plans.map(({ id }) => id)).toEqual([...(deeds.plans.get(item ?? '') ?? [])]);
      }
      const decided = minutes.items.flatMap(({ decisions }) => decisions);
      expect(decided.map(({ plan, verdict }) => [plan, verdict])).toEqual([['messe', 'approve']]);
      expect(minutes.items[0]?.decisions).toHaveLength(1);
      expect(minutes.present).toHaveLength(PEOPLE + 2);
      expect(minutes.facilitators.at(-1)).toBe(inga.member.id);
      expect(minutes.facilitators).toHaveLength(2);
      const [noted, pulse] = minutes.outcomes;
      expect(noted?.result.notes?.map(({ text }) => text).sort()).toEqual([...notes].sort());
      expect(pulse?.result).toMatchObject({ answers: PEOPLE + 1, mean: 2 });

      // Of each revision everybody was shown the same, but for what moves none, and never an older one after a newer.
      await vi.waitFor(() => {
        for (const { views } of crowd.people) expect(views.at(-1)?.state).toBe('closed');
      }, PATIENCE);
      const shown = new Map<number, unknown>();
      for (const { views } of crowd.people)
        for (const [at, { now: _now, round: _round, present: _present, ...rest }] of views.entries()) {
          expect(views[at - 1]?.rev ?? 0).toBeLessThanOrEqual(rest.rev);
          expect(shown.get(rest.rev) ?? rest).toEqual(rest);
          shown.set(rest.rev, rest);
        }
      if (MINUTES > 0)
        process.stdout.write(
          `${deeds.count} deeds of ${PEOPLE} people, ${shown.size} revisions, ` +
            `${crowd.people.reduce((sum, { views }) => sum + views.length, 0)} views heard\n`,
        );
    });
  },
);

interface Outcome {
  readonly result: { readonly notes?: readonly { readonly text: string }[] };
}
