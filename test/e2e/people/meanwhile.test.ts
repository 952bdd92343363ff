import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLink } from '../../../shared/api/links';
import { setField } from '../../../shared/doc/commands';
import { Actor, PATIENCE } from '../../support/clients/actor';
import type { OpenBoard, TestMember } from '../../support/clients/clients';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { openHouse, type House } from '../../support/desktop/house';
import { wordsOf } from '../../support/desktop/words';
import { postPlan } from '../../support/host/company';

const poll = (read: () => unknown) => expect.poll(read, { timeout: PATIENCE });
const [decision, problems, members] = [
  wordsOf('de', 'decision'),
  wordsOf('de', 'problems'),
  wordsOf('de', 'members'),
];
const PROMISED = { owner: 'Aylin Demir', days: '3', share: '80', capacity: '40' };

/** The dialogs in which somebody answers or says something of himself, while something else becomes of it. */
describe('[UI-43] while a dialog is open', () => {
  let house: House;
  let owner: TestMember;
  let approver: TestMember;
  let keeper: TestMember;
  let board: string;
  let colleague: OpenBoard;
  let jonas: Actor;
  let plans = 0;
  /** What he promised once in this window is offered again, and need not be typed. */
  let hasPromised = false;
  let plan: string;

  prepare(async () => {
    house = await openHouse();
    ({ owner } = house);
    approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    keeper = await owner.invite({ name: PROMISED.owner, department: 'sales' });
    board = await owner.createBoard('Wärmepumpe');
    colleague = await owner.openBoard(board);
    const context = await house.browser.newContext({
      locale: 'de-DE',
      viewport: { width: 1280, height: 900 },
    });
    jonas = new Actor(await context.newPage());
    const secret = await approver.deviceLink();
    await jonas.page.goto(joinLink({ origin: approver.url, kind: 'device', secret, cert: null }));
    await jonas.page.getByRole('link', { name: 'Wärmepumpe' }).first().waitFor();
  });
  beforeEach(async () => {
    keepEvidence(() => ({ jonas: jonas.page }));
    plan = `plan-${plans++}`;
    await postPlan(owner, board, plan, { title: `Messe ${plans}`, goal: 'Anfragen' });
    await submit();
  });
  afterAll(async () => {
    colleague?.close();
    await house?.close();
  });

  const submit = async () =>
    expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
  const recall = async () => expect((await owner.state(board, plan, { kind: 'recalled' })).status).toBe(201);
  const statusNow = async () => (await owner.plan(board, plan)).status;
  const patch = (member: TestMember, body: object) => owner.ask('PATCH', `/api/members/${member.id}`, body);
  /** Opens the plan and presses one of the three answers. */
  const answer = async (choice: 'approve' | 'request-changes' | 'decline') => {
    await jonas.page.goto(`${house.host.url}/#/board/${board}/plan/${plan}`);
    await jonas.press(decision(`approve.${choice}`), jonas.status);
    if (choice === 'approve') await jonas.promise(hasPromised ? undefined : PROMISED);
    else await jonas.dialog.getByRole('textbox', { name: decision('approve.reason') }).fill('Zu teuer');
    await poll(() => press(choice).isEnabled()).toBe(true);
  };
  const press = (choice: 'approve' | 'request-changes' | 'decline') =>
    jonas.button(decision(choice === 'approve' ? 'approve.press' : `approve.press-${choice}`), jonas.dialog);
  const sign = async (choice: 'approve' | 'request-changes' | 'decline') => {
    await press(choice).click();
    await done();
    hasPromised ||= choice === 'approve';
  };
  const done = () => jonas.dialog.waitFor({ state: 'detached' });

  test('[PLANUI-13] a plan that is changed is not approved, for the reason beside the button, but sent back', async () => {
    await answer('approve');
    setField(colleague.doc, plan, 'budgetMinor', 990_000);
    await poll(() => press('approve').isDisabled()).toBe(true);
    await jonas.dialog.getByText(problems('refusal.changed-since-submitted')).waitFor();
    await jonas.press(decision('approve.back'), jonas.dialog);
    await jonas.press(decision('approve.request-changes'), jonas.dialog);
    await jonas.dialog.getByRole('textbox', { name: decision('approve.reason') }).fill('Bitte neu');
    await sign('request-changes');
    expect(await statusNow()).toBe('changes-requested');
  });

  test.each(['approve', 'request-changes', 'decline'] as const)(
    '[PLANUI-37] who may no longer decide is told so beside the button to %s, which is about the newer submission only once that was looked at, with what was typed',
    async (choice) => {
      await answer(choice);
      await patch(approver, { approver: false });
      await jonas.dialog.getByText(problems('refusal.not-approver')).waitFor();
      expect(await press(choice).isDisabled()).toBe(true);
      await patch(approver, { approver: true });
      await poll(() => press(choice).isEnabled()).toBe(true);

      setField(colleague.doc, plan, 'goal', 'Mehr Anfragen');
      await poll(async () => (await owner.plan(board, plan)).material['goal']).toBe('Mehr Anfragen');
      await submit();
      await jonas.dialog.getByText(decision('approve.newer')).waitFor();
      expect(await press(choice).isDisabled()).toBe(true);
      await jonas.press(decision('submit.look'), jonas.dialog);
      await jonas.dialog.getByText('Mehr Anfragen').first().waitFor();
      await sign(choice);
      const outcome = { approve: 'agreed', 'request-changes': 'changes-requested', decline: 'declined' };
      expect(await statusNow()).toBe(outcome[choice]);
    },
  );

  test.each(['approve', 'request-changes', 'decline'] as const)(
    '[PLANUI-37] nobody can %s what was taken back, and it says so',
    async (choice) => {
      await answer(choice);
      await recall();
      await jonas.dialog.getByText(decision('approve.recalled')).waitFor();
      expect(await press(choice).isDisabled()).toBe(true);
      await jonas.press(decision('approve.back'), jonas.dialog);
      for (const each of ['approve', 'request-changes', 'decline'] as const)
        expect(await jonas.button(decision(`approve.${each}`), jonas.dialog).isDisabled()).toBe(true);
      await jonas.page.keyboard.press('Escape');
      expect(await statusNow()).toBe('draft');
    },
  );

  test('[PLANUI-37] a promise is kept by somebody who still can', async () => {
    await answer('approve');
    await patch(keeper, { department: 'marketing' });
    await jonas.dialog.getByText(decision('approve.promiseMissing')).waitFor();
    expect(await press('approve').isDisabled()).toBe(true);
    await patch(keeper, { department: 'sales' });
    await poll(() => press('approve').isEnabled()).toBe(true);
    await sign('approve');
    expect(await statusNow()).toBe('agreed');
  });

  test('[PLANUI-37] an approval that was taken back on another device is not taken back twice', async () => {
    await answer('approve');
    await sign('approve');
    await jonas.press(wordsOf('de', 'plan')('actions'), jonas.panel);
    await jonas.page.getByRole('menuitem', { name: wordsOf('de', 'plan')('retract') }).click();
    const reason = jonas.dialog.getByRole('textbox', { name: decision('approve.reason') });
    await reason.fill('Doch nicht');
    await reason.press('Enter');
    expect(await reason.inputValue()).toBe('Doch nicht\n');
    const { digest } = await owner.plan(board, plan);
    const other = { kind: 'decision', verdict: 'retract', digest, note: 'Am Telefon' } as const;
    expect((await approver.state(board, plan, other)).status).toBe(201);
    // In a field of several lines Ctrl with Enter signs.
    await reason.press('Control+Enter');
    await jonas.dialog.getByText(problems('refusal.nothing-to-retract')).waitFor();
    await jonas.page.keyboard.press('Escape');
  });

  test("[AWAY-1] what another device says of one's absence stays where something else is touched here", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const said = async () => {
      const { body } = await owner.ask<{ absences: { member: string }[] }>('GET', '/api/members');
      return body.absences.find(({ member }) => member === approver.id);
    };
    await approver.ask('POST', '/api/absences', { from: day(3), until: day(5) });
    await jonas.page.goto(`${house.host.url}/#/members`);
    await jonas.press(members('away.change'));
    const until = jonas.dialog.getByRole('textbox', { name: members('away.until') });
    const shown = (date: string) => date.split('-').reverse().join('.');
    await poll(() => until.inputValue()).toBe(shown(day(5)));
    await jonas.dialog.getByRole('textbox', { name: members('away.from') }).fill(shown(day(2)));
    await approver.ask('POST', '/api/absences', { from: day(3), until: day(9) });
    await poll(() => until.inputValue()).toBe(shown(day(9)));
    await jonas.press(members('away.save'), jonas.dialog);
    await done();
    expect(await said()).toEqual({ member: approver.id, from: day(2), until: day(9) });
  });
});
