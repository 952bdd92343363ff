import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addComment, addThread, together, type NewComment } from '../../shared/doc/commands';
import { PATIENCE, type Actor } from '../support/clients/actor';
import type { OpenBoard, TestMember } from '../support/clients/clients';
import { keepEvidence, prepare } from '../support/desktop/evidence';
import { enterBoard, openHouse, type House } from '../support/desktop/house';
import { takePicture } from '../support/desktop/pictures';
import { postPlan } from '../support/host/company';

const BOARD = 'Wärmepumpe 2027';
const PLANS = ['said', 'clocks', 'mentions', 'thousand', 'draft'] as const;
const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });

describe('what people say about a plan', () => {
  let house: House;
  let owner: TestMember;
  let board: string;
  let sales: OpenBoard;
  let maren: Actor;

  prepare(async () => {
    house = await openHouse();
    ({ owner } = house);
    board = await owner.createBoard(BOARD);
    for (const id of PLANS) await postPlan(owner, board, id, { goal: '300 Beratungstermine' });
    const jonas = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    await owner.invite({ name: 'Max Berger', department: 'marketing' });
    await owner.invite({ name: 'Max Berger', department: 'sales' });
    const other = await owner.createBoard('Solar 2027');
    await owner.invite({ name: 'Maximilian Stein', department: 'sales', role: 'guest', boards: [other] });
    sales = await jonas.openBoard(board);
    maren = await enterBoard(house.browser, owner, BOARD);
    await maren.page.setViewportSize({ width: 1440, height: 900 });
  });
  beforeEach(() => keepEvidence(() => ({ maren: maren.page })));
  afterAll(async () => {
    sales?.close();
    await house?.close();
  });

  const openPlan = async (plan: (typeof PLANS)[number]) => {
    await maren.page.goto(`${owner.url}/#/board/${board}/plan/${plan}`);
    await box().waitFor();
  };
  const box = () => maren.panel.getByRole('textbox', { name: maren.words.comments('label'), exact: true });
  const talk = () => maren.panel.getByRole('region', { name: maren.words.comments('title') });
  const said = (id: string, text: string, minutes = 0): NewComment => ({
    id,
    text,
    at: new Date(Date.now() + minutes * 60_000).toISOString(),
    mentions: [],
  });

  test('what one said oneself is edited and deleted where it stands', async () => {
    const { comments } = maren.words;
    await openPlan('said');
    await box().fill('Reicht das Budget für zwei Monate?');
    await maren.press(comments('send'), maren.panel);
    const own = maren.panel.getByRole('article', { name: comments('thread', { name: 'Maren Vogt' }) });
    await own.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await maren.press(comments('own'), own);
    await maren.page.getByRole('menuitem', { name: comments('edit') }).waitFor();
    await takePicture(maren.page, 'own-comment');
    await maren.page.keyboard.press('Escape');
    await maren.press(maren.words.plan('actions'), maren.panel);
    await maren.page.getByRole('menuitem', { name: maren.words.plan('duplicate') }).waitFor();
    await takePicture(maren.page, 'what-one-can-do-with-a-plan');
    await maren.page.keyboard.press('Escape');
  });

  test('an answer stands behind its question, though its clock is slow', async () => {
    await openPlan('clocks');
    addThread(sales.doc, { id: 'slow', plan: 'clocks' }, said('question', 'Schaffen wir das im Mai?'));
    await maren.panel.getByText('Schaffen wir das im Mai?').waitFor();
    addComment(
      sales.doc,
      'slow',
      said('answer', 'Ja, wenn Ida hilft. (von einer Uhr, die 10 Minuten nachgeht)', -10),
    );
    addComment(sales.doc, 'slow', said('thanks', 'Gut. (von einer Uhr, die 3 Tage vorgeht)', 3 * 24 * 60));
    await maren.panel.getByText('3 Tage vorgeht').waitFor();
    await takePicture(maren.page, 'clocks-that-are-off', talk());
  });

  test('of two of one name the chosen one is mentioned', async () => {
    const { comments } = maren.words;
    await openPlan('mentions');
    await box().pressSequentially('Mail an info@max.de; was meint @Max');
    await maren.page.getByRole('option').first().waitFor();
    await takePicture(maren.page, 'two-of-one-name', box());
    await maren.page
      .getByRole('option', { name: /Max Berger/ })
      .last()
      .click();
    await maren.press(comments('send'), maren.panel);
    await poll(() => talk().locator('strong').count()).toBe(1);
    await takePicture(maren.page, 'mentioned', talk());
  });

  test('of a thousand answers the last are shown', async () => {
    together(sales.doc, () => {
      addThread(sales.doc, { id: 'long', plan: 'thousand' }, said('0', 'Wie viele Anrufe?'));
      for (let at = 1; at < 1000; at += 1)
        addComment(sales.doc, 'long', said(`${at}`, `Antwort ${at}`, at / 60));
    });
    await openPlan('thousand');
    await talk().getByText('Antwort 999').waitFor();
    await takePicture(maren.page, 'a-thousand-answers', talk().getByRole('button', { name: /frühere/ }));
  });

  test('what is being written outlives the window; closing a subject takes a word', async () => {
    const { comments } = maren.words;
    await openPlan('draft');
    addThread(sales.doc, { id: 'open', plan: 'draft' }, said('ask', 'Wer druckt die Flyer?'));
    await maren.panel.getByText('Wer druckt die Flyer?').waitFor();
    await box().fill('Noch nicht abgeschickt: Im Mai sind zwei Messen');
    await maren.saved();
    await maren.page.reload();
    await poll(() => box().inputValue()).toContain('zwei Messen');
    const thread = maren.panel.getByRole('article', { name: comments('thread', { name: 'Jonas Keller' }) });
    await maren.press(comments('resolve'), thread);
    await thread.getByRole('textbox', { name: comments('whyLabel') }).fill('Die Agentur, bis Ende April.');
    await takePicture(maren.page, 'half-written-and-settling', thread);
    await maren.press(comments('resolveSend'), thread);
    await maren.press(comments('showResolved', { count: 1 }), maren.panel);
    await takePicture(maren.page, 'settled-with-a-word', thread);
  });

  test('names are changed by whom they are of, and show something', async () => {
    const { members } = maren.words;
    await maren.page.evaluate(() => (location.hash = '#/members'));
    await maren.press(members('rename.open'));
    await maren.dialog.getByLabel(members('rename.label')).fill('\u3164\u200B');
    await maren.press(members('rename.do'), maren.dialog);
    await maren.dialog.getByText(members('rename.missing')).waitFor();
    await takePicture(maren.page, 'name-without-a-sign');
    await maren.page.keyboard.press('Escape');
  });
});
