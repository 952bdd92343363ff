import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DaysAnswer, Planned } from '../../../shared/api/days';
import type { TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

const FAIR = { kind: 'fair', title: 'Intersolar', from: '2027-06-16', to: '2027-06-18', regions: ['Bayern'] };
const FREEZE = { kind: 'freeze', title: 'Haushaltssperre', from: '2027-12-01', to: '2027-12-31' };

const set = (by: TestMember, ...periods: unknown[]) =>
  by.ask<{ ids: string[]; reason?: string }>('POST', '/api/periods', { periods });
const days = async (by: TestMember) => (await by.ask<DaysAnswer>('GET', '/api/days')).body;
const planned = async (by: TestMember, from = '2027-01-01', to = '2027-12-31') =>
  (await by.ask<{ plans: Planned[] }>('GET', `/api/planned?from=${from}&to=${to}`)).body.plans;

async function agree(board: string, id: string, fields: Record<string, unknown>): Promise<void> {
  const { owner, approver } = company;
  await postPlan(owner, board, id, fields as Parameters<typeof postPlan>[3]);
  expect((await owner.state(board, id, { kind: 'plan-submitted' })).status).toBe(201);
  const promise = { ownerId: owner.id, days: 2, callShare: 0.5, capacityPerWeek: 10 };
  expect((await approver.state(board, id, { kind: 'decision', verdict: 'approve', promise })).status).toBe(
    201,
  );
}

describe('days that matter', () => {
  it('[DAYS-4] lets a department set its own periods, an owner any, and everybody see who did', async () => {
    const { owner, sales, marketing, guest } = company;
    const made = await set(sales, FAIR);
    expect(made.status).toBe(201);
    const refused = await set(marketing, FREEZE, FAIR);
    expect([refused.status, refused.body.reason]).toEqual([403, 'wrong-department']);
    expect((await set(marketing, FREEZE)).status).toBe(201);
    const seen = (await days(guest)).periods;
    expect(seen.map(({ title, by }) => [title, by])).toEqual([
      ['Intersolar', sales.id],
      ['Haushaltssperre', marketing.id],
    ]);

    const path = `/api/periods/${made.body.ids[0]}`;
    expect((await marketing.ask('PATCH', path, FREEZE)).status).toBe(403);
    expect((await marketing.ask('DELETE', path)).status).toBe(403);
    // Nor can one kind be made another department's.
    expect((await sales.ask('PATCH', path, { ...FREEZE })).status).toBe(403);
    expect((await sales.ask('PATCH', path, { ...FAIR, to: '2027-06-19' })).status).toBe(204);
    expect((await days(guest)).periods[0]).toMatchObject({ to: '2027-06-19', by: sales.id });
    expect((await owner.ask('DELETE', path)).status).toBe(204);
    expect((await days(guest)).periods.map(({ title }) => title)).toEqual(['Haushaltssperre']);
    expect((await set(sales, { ...FAIR, to: '2027-06-01' })).status).toBe(400);
  });

  it('[DAYS-5] tells whoever plans what of a frame is agreed on all boards, spread by days, and names no plan', async () => {
    const { owner, sales, guest } = company;
    const other = await owner.createBoard('Solar');
    const here = await owner.invite({ name: 'Nur Hier', department: 'sales', boards: [company.board] });
    // Half of its 20 days lie in April.
    await agree(company.board, 'spring', {
      start: '2027-03-22',
      end: '2027-04-10',
      budgetMinor: 100_00,
      currency: 'EUR',
    });
    await agree(other, 'solar', {
      start: '2027-02-01',
      end: '2027-02-02',
      budgetMinor: 40_00,
      currency: 'EUR',
      audience: 'Handwerk',
    });
    await agree(other, 'francs', {
      start: '2027-02-01',
      budgetMinor: 9_00,
      currency: 'CHF',
      end: '2027-02-01',
    });
    expect(
      (await sales.ask('POST', '/api/frames', { from: '2027-01-01', currency: 'EUR', amountMinor: 1 }))
        .status,
    ).toBe(403);
    const frame = { from: '2027-01-01', currency: 'EUR', amountMinor: 80_00 };
    expect((await owner.ask('POST', '/api/frames', frame)).status).toBe(204);
    const told = [{ ...frame, agreedMinor: 90_00 }];
    expect([(await days(sales)).frames, (await days(here)).frames, (await days(guest)).frames]).toEqual([
      told,
      told,
      [],
    ]);

    const ids = (plans: readonly Planned[]) => plans.map(({ plan }) => plan).sort();
    expect(ids(await planned(sales))).toEqual(['francs', 'solar', 'spring']);
    expect(ids(await planned(here))).toEqual(['spring']);
    expect(ids(await planned(sales, '2027-02-02', '2027-02-28'))).toEqual(['solar']);
    await owner.state(other, 'solar', { kind: 'withdrawn' });
    expect(ids(await planned(sales))).toEqual(['francs', 'spring']);
    // What is closed stands in nobody's way; what it cost stays spent.
    for (const kind of ['launched', 'closed'] as const)
      expect((await owner.state(other, 'francs', { kind })).status).toBe(201);
    expect(ids(await planned(sales))).toEqual(['spring']);
    const francs = { from: '2027-01-01', currency: 'CHF', amountMinor: 1_00 };
    expect((await owner.ask('POST', '/api/frames', francs)).status).toBe(204);
    expect((await days(sales)).frames).toContainEqual({ ...francs, agreedMinor: 9_00 });
    expect((await owner.ask('POST', '/api/frames', { ...francs, amountMinor: null })).status).toBe(204);
    expect((await days(sales)).frames[0]?.agreedMinor).toBe(50_00);
    expect((await owner.ask('POST', '/api/frames', { ...frame, amountMinor: null })).status).toBe(204);
    expect((await days(sales)).frames).toEqual([]);
  });
});
