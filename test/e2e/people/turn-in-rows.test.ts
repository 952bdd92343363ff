import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createPlan } from '../../../shared/doc/commands';
import type { Actor } from '../../support/clients/actor';
import type { TestMember } from '../../support/clients/clients';
import { enterBoard, openHouse, type House } from '../../support/desktop/house';
import { keepEvidence, prepare } from '../../support/desktop/evidence';
import { cutTexts, overflowOf, settled } from '../../support/desktop/page-checks';
import { postPlan } from '../../support/host/company';

const DAY_MS = 24 * 3600 * 1000;
const [ABSENT, DEPUTY] = ['Jana Weiß-Oberhuber', 'Tom Krause'];
/** Far more than are drawn at once. */
const PLANS = 120;

describe('whose turn it is, in the list', () => {
  let house: House;
  let anna: Actor;

  prepare(async () => {
    house = await openHouse({ name: 'Anna Größl' });
    const { owner, browser } = house;
    const jana = await owner.invite({ name: ABSENT, department: 'sales', approver: true });
    const tom = await owner.invite({ name: DEPUTY, department: 'sales' });
    // Her turn stands beside the state where the list has the whole width, and below it beside an open plan.
    const ida = await owner.invite({ name: 'Ida Sonnenscheinberg', department: 'marketing' });
    const board = await owner.createBoard('Wärmepumpe');
    await postPlan(owner, board, 'waits', { title: 'Messe' });
    const decideBy = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
    await owner.state(board, 'waits', { kind: 'plan-submitted', decideBy });
    const { doc, close } = await owner.openBoard(board);
    doc.transact(() => {
      for (let n = 1; n <= PLANS; n += 1)
        createPlan(doc, {
          id: `n${n}`,
          kind: 'campaign',
          ownerId: n % 10 < 5 && n > 1 ? ida.id : owner.id,
          fields: { title: `Plan ${n}` },
        });
    });
    anna = await enterBoard(browser, owner, 'Wärmepumpe');
    await anna.page.locator('a[data-plan=n1]').waitFor();
    close();
    await standsIn(owner, jana, tom);
    await anna.goTo('list');
  });
  beforeEach(() => keepEvidence(() => ({ anna: anna.page })));
  afterAll(async () => {
    await house?.close();
  });

  /** Somebody is away for two weeks, and another decides for him. */
  async function standsIn(owner: TestMember, absent: TestMember, deputy: TestMember): Promise<void> {
    const [from, until] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + 14 * DAY_MS)];
    const dayOf = (at: Date) => at.toISOString().slice(0, 10);
    await absent.ask('POST', '/api/absences', { from: dayOf(from), until: dayOf(until) });
    const { head } = (await absent.ask<{ head: string }>('GET', '/api/record')).body;
    const statement = {
      v: 1,
      kind: 'delegated',
      member: absent.id,
      deputy: { member: deputy.id, from: from.toISOString(), until: until.toISOString() },
      head,
      nonce: randomBytes(16).toString('base64url'),
    } as const;
    const signed = { statement, device: absent.deviceId, sig: absent.sign(statement) };
    await absent.ask('POST', '/api/deputies', signed);
    await owner.ask('POST', `/api/deputies/${absent.id}/allow`);
  }

  const rowOf = (plan: string) =>
    anna.page.getByRole('row').filter({ has: anna.page.locator(`[data-plan=${plan}]`) });

  test.each([
    [1440, 900],
    [1024, 700],
    [390, 844],
  ])(
    '[TURN-6] a row at %s × %s says all of it, and the rows below begin where it ends',
    async (width, height) => {
      const { page } = anna;
      await page.setViewportSize({ width, height });
      const row = rowOf('waits');
      await row.getByText(`${DEPUTY} vertritt`).filter({ visible: true }).first().waitFor();
      await settled(page);
      expect([await overflowOf(page), ...(await cutTexts(page))]).toEqual([0]);
      const said = row.locator('[aria-hidden=true]').filter({ hasText: `(Vertrieb), Frist` });
      const words = (await said.textContent()) ?? '';
      for (const part of [ABSENT, 'Vertrieb', 'Frist', 'Zusage fehlt', 'abwesend', `${DEPUTY} vertritt`])
        expect(words.replaceAll('\u00ad', '')).toContain(part);
      // Heard once, where the state is.
      expect(
        await row
          .getByRole('gridcell')
          .filter({ hasText: `${DEPUTY} vertritt` })
          .count(),
      ).toBe(1);
      const box = await said.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
      const [own, next] = [await row.boundingBox(), await rowOf('n1').boundingBox()];
      if (!own || !next || !box) throw new Error('not drawn');
      expect(Math.abs(own.y + own.height - next.y)).toBeLessThan(1.5);
      expect(box.y + box.height).toBeLessThanOrEqual(own.y + own.height + 0.5);
      // What has room stands beside the state, in a row of one height.
      expect(next.height).toBeLessThan(own.height);
      // Where the list ends, its last row does.
      const grid = page.getByRole('grid');
      await grid.locator('[role=gridcell]').first().focus();
      await page.keyboard.press('Control+End');
      const last = rowOf(`n${PLANS}`);
      await last.waitFor();
      await settled(page);
      const [end, frame] = [await last.boundingBox(), await grid.locator('..').boundingBox()];
      if (!end || !frame) throw new Error('not drawn');
      expect(end.y + end.height).toBeLessThanOrEqual(frame.y + frame.height + 0.5);
      await page.keyboard.press('Control+Home');
      await row.waitFor();
    },
  );

  test.each([
    [1440, 900],
    [1024, 700],
  ])('[TURN-6] the row of a plan that is gone to is all in sight at %s × %s', async (width, height) => {
    const { page } = anna;
    await page.setViewportSize({ width, height });
    const plan = `n${PLANS - 30}`;
    const isInSight = async () => {
      const [row, frame, head] = await Promise.all([
        rowOf(plan).boundingBox(),
        page.getByRole('grid').locator('..').boundingBox(),
        page.getByRole('grid').getByRole('row').first().boundingBox(),
      ]);
      if (!row || !frame || !head) return 'not drawn';
      const [above, below] = [head.y + head.height - row.y, row.y + row.height - frame.y - frame.height];
      return above < 1.5 && below < 1.5 ? 'in sight' : `${above} px above, ${below} px below it`;
    };
    const list = await page.evaluate(() => location.hash);
    const goTo = (hash: string) =>
      page.evaluate((to) => {
        location.hash = to;
      }, hash);
    await goTo(`${list}/plan/${plan}`);
    await expect.poll(isInSight).toBe('in sight');
    await anna.closePlan();
    await page.getByRole('grid').locator('[role=gridcell]').first().focus();
    await page.keyboard.press('Control+End');
    await rowOf(`n${PLANS}`).waitFor();
    await goTo(`${list}/plan/${plan}`);
    await expect.poll(isInSight).toBe('in sight');
    await anna.closePlan();
    await page.keyboard.press('Control+Home');
  });
});
