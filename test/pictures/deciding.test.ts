import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PATIENCE, type Actor } from '../support/clients/actor';
import type { TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { takePicture } from '../support/desktop/pictures';
import { paste } from '../support/desktop/typing';
import { postPlan } from '../support/host/company';

const BOARD = 'Wärmepumpe 2027';
const TITLE = 'Wärmepumpentage Oberschwaben';
const PLAN = {
  title: TITLE,
  goal: '300 Beratungstermine für Altbauten',
  audience: 'Eigentümerinnen und Eigentümer größerer Altbauten',
  message: 'Wärme, die sich rechnet',
  budgetMinor: 2_450_050,
  currency: 'EUR',
  expectedEnquiries: 300,
};
const PROMISED = { owner: 'Jonas Keller', days: '3', share: '80', capacity: '40' };
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('from handing in to what was signed', () => {
  let house: House;
  let owner: TestMember;
  let approver: TestMember;
  let board: string;
  let maren: Actor;
  let jonas: Actor;

  prepare(async () => {
    house = await openHouse();
    ({ owner } = house);
    board = await owner.createBoard(BOARD);
    approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    await postPlan(owner, board, 'plan', PLAN);
    for (const id of ['turned', 'again', 'sent']) await postPlan(owner, board, id, { ...PLAN, title: id });
    maren = await enterBoard(house.browser, owner, BOARD);
    jonas = await enterBoard(house.browser, approver, BOARD);
    for (const { page } of [maren, jonas]) await page.setViewportSize({ width: 1440, height: 900 });
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page, jonas: jonas.page })));
  afterAll(async () => {
    await house?.close();
  });

  const openPlan = async ({ page, status }: Actor, plan: string) => {
    await page.goto(`${owner.url}/#/board/${board}/plan/${plan}`);
    await status.waitFor();
  };
  const choose = async (actor: Actor, item: string) => {
    await actor.press(actor.words.plan('actions'), actor.panel);
    await actor.page.getByRole('menuitem', { name: item, exact: true }).click();
    await actor.dialog.waitFor();
  };
  const cancel = async (actor: Actor) => {
    await actor.press(actor.words.common('cancel'), actor.dialog);
    await actor.dialog.waitFor({ state: 'detached' });
  };

  test('a plan is handed in, read as a document, and approved for the first time', async () => {
    const { decision } = maren.words;
    await openPlan(maren, 'plan');
    await maren.brief.click();
    await paste(maren.page, {
      html: '<h2>Kern</h2><p>Unsere Kunden <s>warten</s> handeln.</p><ul><li>Messe<ul><li>Stand bauen</li></ul></li><li>Anzeige</li></ul>',
    });
    await maren.saved();
    await maren.press(maren.words.plan('step.submit'), maren.status);
    await takePicture(maren.page, 'handing-in');
    await maren.press(decision('submit.press'), maren.dialog);
    await takePicture(maren.page, 'message-to-send');
    await maren.readyMessage();

    await openPlan(jonas, 'plan');
    await jonas.document.getByText('Stand bauen').waitFor();
    await takePicture(jonas.page, 'read-as-a-document');
    await takePicture(jonas.page, 'brief-as-a-document', jonas.document.getByText('Stand bauen'));
    await jonas.press(decision('approve.approve'), jonas.status);
    await takePicture(jonas.page, 'nothing-chosen-yet');
    await jonas.promise(PROMISED);
    await takePicture(jonas.page, 'sentence-beside-the-button');
    await jonas.press(decision('approve.press'), jonas.dialog);
    await jonas.sees('agreed');
    await takePicture(jonas.page, 'sentence-in-the-plan', jonas.panel.locator('[data-sentence]').first());
    await jonas.goTo('record');
    await jonas.page.locator('[data-sentence]').first().waitFor();
    await takePicture(jonas.page, 'sentence-in-the-record');
  });

  test('what is new since one decided is marked; declining it leaves what was agreed', async () => {
    const { decision } = jonas.words;
    await openPlan(maren, 'plan');
    await maren.fill({ budgetMinor: '30.000', goal: '400 Beratungstermine für Altbauten' });
    await maren.submit({ again: true });
    await openPlan(jonas, 'plan');
    await jonas.document.locator('[data-new]').first().waitFor();
    await takePicture(jonas.page, 'new-since-one-decided');
    await jonas.press(decision('approve.decline'), jonas.status);
    await jonas.dialog.getByLabel(decision('approve.reason')).fill('Im März fehlen uns die Leute.');
    await takePicture(jonas.page, 'declining-a-new-version');
    await jonas.press(decision('approve.press-decline'), jonas.dialog);
    await jonas.sees('declined');
    await takePicture(jonas.page, 'agreement-stands');
  });

  test('a submission is taken back; launching early and withdrawing say what follows', async () => {
    const { plan, decision } = maren.words;
    await openPlan(maren, 'sent');
    await maren.submit();
    await choose(maren, plan('recall'));
    await takePicture(maren.page, 'taking-back');
    await maren.press(decision('confirm.recallPress'), maren.dialog);
    await maren.sees('draft');
    await takePicture(maren.page, 'taken-back');

    await openPlan(maren, 'again');
    await maren.submit();
    await openPlan(jonas, 'again');
    await jonas.press(decision('approve.approve'), jonas.status);
    await takePicture(jonas.page, 'last-time-is-offered');
    await jonas.promise();
    await jonas.press(decision('approve.press'), jonas.dialog);
    await maren.sees('agreed');
    await maren.press(plan('step.launch'), maren.status);
    await maren.dialog.waitFor();
    await takePicture(maren.page, 'launching-early');
    await cancel(maren);
    await choose(maren, plan('withdraw'));
    await takePicture(maren.page, 'withdrawing');
    await cancel(maren);
  });

  test('who deletes what is agreed is asked, and named', async () => {
    const { plan, board: words } = maren.words;
    await openPlan(maren, 'again');
    await choose(maren, plan('deleteAsking'));
    await takePicture(maren.page, 'deleting-what-is-agreed');
    await openPlan(jonas, 'again');
    await maren.press(plan('delete'), maren.dialog);
    await jonas.status.getByText(plan('status.goneAgreed', { name: 'Maren Vogt' })).waitFor();
    await takePicture(jonas.page, 'deleted-by-whom');
    await maren.press(words('bin.open', { count: 1 }));
    await maren.dialog.waitFor();
    await takePicture(maren.page, 'bin');
    await maren.page.keyboard.press('Escape');
  });

  test('what people typed cannot turn the sentence that is signed', async () => {
    await openPlan(maren, 'turned');
    await maren.fill({ title: 'Budget \u202E000.5 rebeil\u202C senkt', goal: 'Ziel \u202Eegraf' });
    await maren.press(maren.words.plan('step.submit'), maren.status);
    await maren.dialog.locator('[data-sentence]').waitFor();
    await takePicture(maren.page, 'turned-signs');
    await cancel(maren);
  });

  test('marketing takes note of what sales does', async () => {
    const ida = await owner.invite({ name: 'Ida Lorenz', department: 'marketing', approver: true });
    await postPlan(approver, board, 'calls', { ...PLAN, title: 'Telefonaktion Mai' }, 'sales-activity');
    await openPlan(jonas, 'calls');
    await jonas.press(jonas.words.plan('step.submit-note'), jonas.status);
    await jonas.dialog.locator('[data-sentence]').waitFor();
    await takePicture(jonas.page, 'giving-note');
    await jonas.press(jonas.words.decision('submit.press-note'), jonas.dialog);
    await jonas.readyMessage();
    const other = await enterBoard(house.browser, ida, BOARD);
    await other.page.setViewportSize({ width: 1440, height: 900 });
    await openPlan(other, 'calls');
    await other.press(other.words.decision('approve.approve-note'), other.status);
    await takePicture(other.page, 'taking-note');
    await poll(() => other.dialog.locator('[data-sentence]').count()).toBe(1);
  });
});
