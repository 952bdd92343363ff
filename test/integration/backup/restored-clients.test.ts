import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenBoard } from '../../../renderer/client/board/open-board';
import type { OpenWorkspace } from '../../../renderer/client/workspace/open-workspace';
import { foundCompany, type Company } from '../../support/host/company';
import { secretOf } from '../../support/host/host';
import { backupOf, restore } from '../../support/host/restoring';
import { joinAs, untilSaved, type PersonAtDevice } from '../../support/clients/client-world';

const SOON = { interval: 20 };
const PLAN = { kind: 'campaign', fields: { title: 'Frühjahr' } } as const;

describe('clients at work while an owner restores a backup', () => {
  let company: Company;
  let annaHere: PersonAtDevice;
  let anna: OpenWorkspace;
  let hers: OpenBoard;
  let kept: string;
  let late: string;

  const jsonOf = (board: OpenBoard, planId: string) => board.store.getState().plans.get(planId)?.json;

  beforeAll(async () => {
    company = await foundCompany();
    const { owner, board } = company;
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    annaHere = await joinAs(owner.url, secretOf(body.link), 'Anna', 'marketing');
    anna = await annaHere.open();
    hers = anna.boards.get(board);
    await untilSaved(hers);
    kept = hers.actions.createPlan(PLAN);
    await untilSaved(hers);
  });
  afterAll(async () => {
    await anna?.close();
    await company?.host.close();
  });

  it('[CLIENT-7] [CLIENT-25] park what they had, go on with what was restored, and offer the rest', async () => {
    const { owner, board } = company;
    const file = await backupOf(owner);
    hers.actions.setField(kept, 'goal', 'nach der Sicherung');
    late = hers.actions.createPlan({ kind: 'campaign', fields: { title: 'Herbst' } });
    await untilSaved(hers);
    expect(anna.store.getState().parked).toEqual([]);
    expect((await restore(owner, file)).status).toBe(204);
    // Typed while it is on the screen, in the very moment of the restore: it ends here or there, but is not lost.
    const isTyped = jsonOf(hers, kept) !== undefined;
    if (isTyped) hers.actions.setField(kept, 'message', 'mitten hinein');

    await vi.waitFor(() => expect(anna.store.getState().parked).toHaveLength(1), SOON);
    await vi.waitFor(() => expect(jsonOf(hers, late)).toBeUndefined(), SOON);
    await vi.waitFor(
      () => expect(hers.store.getState()).toMatchObject({ loaded: true, saved: { state: 'saved' } }),
      SOON,
    );
    expect(jsonOf(hers, kept)).not.toHaveProperty('goal');
    const newcomer = await annaHere.anew();
    const there = newcomer.boards.get(board);
    await untilSaved(there);
    expect(jsonOf(there, late)).toBeUndefined();
    expect(jsonOf(there, kept)).not.toHaveProperty('goal');
    await newcomer.close();

    const copy = anna.store.getState().parked[0];
    if (!copy) throw new Error('nothing is parked');
    const plans = (await anna.contentOfParked(copy, new AbortController().signal))?.plans ?? [];
    expect(plans.map(({ plan, isGone }) => [plan.id, isGone])).toEqual(
      expect.arrayContaining([
        [kept, false],
        [late, true],
      ]),
    );
    const changes = plans.find(({ plan }) => plan.id === kept)?.changes ?? [];
    const offered = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    expect(offered['goal']).toBe('nach der Sicherung');
    const ends = [offered['message'], jsonOf(hers, kept)?.['message']];
    expect(ends.includes('mitten hinein')).toBe(isTyped);
    // Nobody's board is stuck, and the record is believed.
    hers.actions.setField(kept, 'audience', 'danach');
    await untilSaved(hers);
    await vi.waitFor(() => expect(hers.store.getState().fault).toBeNull(), SOON);
  });
});
