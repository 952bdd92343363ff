import type * as Y from 'yjs';
import { XmlElement, XmlText } from 'yjs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { briefOf, planMap } from '../../../shared/doc/board-doc';
import { PATIENCE, type Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { postPlan } from '../../support/host/company';

describe('a brief that two write in while nobody looks', () => {
  let house: House;
  let jonas: Actor;
  let approver: TestMember;
  let board: string;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    const { owner, browser } = house;
    approver = await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true });
    board = await owner.createBoard('Wärmepumpe');
    await postPlan(owner, board, 'fair', { title: 'Messe' });
    jonas = await enterBoard(browser, approver, 'Wärmepumpe');
  });
  beforeEach(() => keepEvidence(() => ({ jonas: jonas.page })));
  afterAll(async () => {
    await house?.close();
  });

  function write(doc: Y.Doc, words: string): void {
    const paragraph = new XmlElement('paragraph');
    paragraph.insert(0, [new XmlText(words)]);
    briefOf(doc, 'fair')?.push([paragraph]);
  }

  test('[INBOX-19] marks what the other wrote, not what one wrote oneself on another device', async () => {
    const kept = jonas.page.waitForResponse(
      (answer) => answer.url().endsWith('/look') && answer.request().method() === 'POST',
    );
    await jonas.openCard('Messe');
    await kept;
    await jonas.closePlan();
    const [his, hers] = [await approver.openBoard(board), await house.owner.openBoard(board)];
    const has = async (doc: Y.Doc, words: string) =>
      expect.poll(() => JSON.stringify(planMap(doc, 'fair')), { timeout: PATIENCE }).toContain(words);
    write(his.doc, 'Von Jonas.');
    await has(hers.doc, 'Von Jonas.');
    write(hers.doc, 'Von Anna.');
    await has(his.doc, 'Von Anna.');
    await jonas.openCard('Messe');
    const news = jonas.page.getByRole('region', { name: /^Seit Ihrem letzten Blick/ });
    await news.getByText('Von Jonas.').first().waitFor();
    const marked = async () => (await news.locator('ins').allTextContents()).join('').trim();
    await expect.poll(marked, { timeout: PATIENCE }).toBe('Von Anna.');
    his.close();
    hers.close();
  });
});
