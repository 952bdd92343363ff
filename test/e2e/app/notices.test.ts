import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addThread } from '../../../shared/doc/commands';
import { PATIENCE } from '../../support/clients/actor';
import { openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { joinWithApp, type AtApp } from '../../support/desktop/two-apps';
import { postPlan } from '../../support/host/company';

const NAME = 'Jonas Keller';
/** What the system was asked to show, in the app's main process. */
interface Shown {
  readonly shown: { readonly title: string; readonly body: string; emit: (event: 'click') => boolean }[];
}

describe('somebody who looks at another program', () => {
  let house: House;
  let board: string;
  let jonas: AtApp;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    board = await house.owner.createBoard('Wärmepumpe');
    await postPlan(house.owner, board, 'fair', { title: 'Messe' });
    const invite = { role: 'member', department: 'sales' };
    const { body } = await house.owner.ask<{ link: string }>('POST', '/api/invites', invite);
    jonas = await joinWithApp(body.link, { name: NAME, department: 'sales' });
    // The screen of a test has nobody who shows notifications.
    await jonas.running.app.evaluate(({ Notification }) => {
      const asked: Shown = { shown: [] };
      Object.assign(globalThis, asked);
      Notification.isSupported = () => true;
      Notification.prototype.show = function show(this: Electron.Notification) {
        asked.shown.push(this);
      };
    });
  });
  beforeEach(() => keepEvidence(() => ({ jonas: jonas.actor.page })));
  afterAll(async () => {
    await jonas?.running.close();
    await house?.close();
  });

  const lookAway = () =>
    jonas.running.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.blur();
    });
  const lookHere = () =>
    jonas.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const isLooking = (is: boolean) =>
    expect
      .poll(
        () => jonas.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null),
        { timeout: PATIENCE },
      )
      .toBe(is);
  const shown = () =>
    jonas.running.app.evaluate(() =>
      (globalThis as unknown as Shown).shown.map(({ title, body }) => `${title} | ${body}`),
    );
  /** Anna asks him something, and his inbox has so much that is unread then. */
  async function ask(id: string, unread: number): Promise<void> {
    const { body } = await house.owner.ask<{ members: { id: string; name: string }[] }>(
      'GET',
      '/api/members',
    );
    const memberId = body.members.find(({ name }) => name === NAME)?.id ?? '';
    const { doc, close } = await house.owner.openBoard(board);
    await expect.poll(() => doc.getMap('plans').size, { timeout: PATIENCE }).toBe(1);
    const mentions = [{ memberId, place: { from: 0, length: NAME.length + 1 } }];
    const comment = { id, text: `@${NAME} Frage ${id}?`, at: '2027-01-01T00:00:00Z', mentions };
    addThread(doc, { id: `thread-${id}`, plan: 'fair' }, comment);
    const { inbox, frame } = jonas.actor.words;
    const link = jonas.actor.page
      .getByRole('navigation', { name: frame('navigation') })
      .getByRole('link', { name: inbox('list') });
    await expect.poll(() => link.textContent(), { timeout: PATIENCE }).toContain(String(unread));
    close();
  }

  test('[INBOX-9] [INBOX-10] is told by the system what came meanwhile, and a click leads to that comment', async () => {
    const { page, panel } = jonas.actor;
    await lookHere();
    await isLooking(true);
    await ask('eins', 1);
    await lookAway();
    await isLooking(false);
    await ask('zwei', 2);
    const said = `${jonas.actor.words.inbox('why.mention', { name: 'Anna Größl' })} | Messe · @${NAME} Frage zwei?`;
    await expect.poll(shown, { timeout: PATIENCE }).toEqual([said]);
    await jonas.running.app.evaluate(() => (globalThis as unknown as Shown).shown[0]?.emit('click'));
    await panel.waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(focused, { timeout: PATIENCE }).toContain('Frage zwei?');
    expect(await focused()).not.toContain('Frage eins?');
    await isLooking(true);
  });
});
