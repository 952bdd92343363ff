import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setField } from '../../../shared/doc/commands';
import { GENESIS } from '../../../shared/domain/record';
import type { Answer, TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';

let company: Company;
let plans = 0;

beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

const code = ({ body }: Answer) => String(body['type']).replace('urn:handschlag:problem:', '');
const promiseOf = ({ id }: TestMember) => ({ ownerId: id, days: 2, callShare: 0.5, capacityPerWeek: 40 });

/** A plan of the owner's, submitted. */
async function submitted(): Promise<string> {
  const plan = `plan${++plans}`;
  await postPlan(company.owner, company.board, plan);
  const answer = await company.owner.state(company.board, plan, { kind: 'plan-submitted' });
  expect(answer.status).toBe(201);
  return plan;
}

async function changeBudget(plan: string, budgetMinor: number): Promise<void> {
  const { owner, board } = company;
  const { doc, close } = await owner.openBoard(board);
  setField(doc, plan, 'currency', 'EUR');
  setField(doc, plan, 'budgetMinor', budgetMinor);
  await becomes(plan, 'budgetMinor', budgetMinor);
  close();
}

/** Waits until the host has a value; patiently, as a member may ask so often only. */
async function becomes(plan: string, field: string, value: unknown): Promise<void> {
  const { owner, board } = company;
  await vi.waitFor(async () => expect((await owner.plan(board, plan)).material[field]).toBe(value), {
    interval: 50,
  });
}

describe('statements', () => {
  it('[RECORD-1] answers 400 to what is no statement, before it asks who signed it', async () => {
    const { owner, board } = company;
    const plan = await submitted();
    const good = await owner.statement(board, plan, { kind: 'plan-submitted' });
    const path = `/api/boards/${board}/plans/${plan}/submit`;
    const bodies = [
      'no json',
      {},
      { statement: { ...good, v: 2 }, device: owner.deviceId, sig: owner.sign(good) },
      { statement: { ...good, extra: 1 }, device: owner.deviceId, sig: owner.sign(good) },
      { statement: { ...good, nonce: 'short' }, device: owner.deviceId, sig: owner.sign(good) },
      { statement: { ...good, kind: 'launched' }, device: owner.deviceId, sig: owner.sign(good) },
    ];
    for (const body of bodies) expect((await owner.ask('POST', path, body)).status).toBe(400);
  });

  it('[RECORD-2] refuses a foreign device, a bad signature, another board or plan', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const statement = await owner.statement(board, plan, { kind: 'withdrawn' });
    const foreign = await owner.post(statement, approver.deviceId, approver.sign(statement));
    expect([foreign.status, code(foreign)]).toEqual([403, 'unknown-device']);
    const forged = await owner.post(statement, owner.deviceId, approver.sign(statement));
    expect([forged.status, code(forged)]).toEqual([403, 'bad-signature']);
    const elsewhere = { ...statement, plan: 'another' };
    const path = `/api/boards/${board}/plans/${plan}/withdraw`;
    const body = { statement: elsewhere, device: owner.deviceId, sig: owner.sign(elsewhere) };
    const misplaced = await owner.ask('POST', path, body);
    expect([misplaced.status, code(misplaced)]).toEqual([403, 'wrong-place']);
    expect((await owner.plan(board, plan)).status).toBe('in-review');
  });

  it('[RECORD-3] refuses who has no right, and two eyes alone', async () => {
    const { owner, sales, guest, approver, board } = company;
    const plan = await submitted();
    for (const [who, reason] of [
      [owner, 'not-approver'],
      [sales, 'not-approver'],
      [guest, 'guest'],
    ] as const) {
      const answer = await who.state(board, plan, {
        kind: 'decision',
        verdict: 'approve',
        promise: promiseOf(who),
      });
      expect([answer.status, answer.body['reason']]).toEqual([403, reason]);
    }
    // An approver who submits a plan himself does not approve it.
    expect((await approver.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
    const own = await approver.state(board, plan, {
      kind: 'decision',
      verdict: 'approve',
      promise: promiseOf(approver),
    });
    expect([own.status, own.body['reason']]).toEqual([403, 'own-submission']);
    const launch = await sales.state(board, plan, { kind: 'launched' });
    expect([launch.status, launch.body['reason']]).toEqual([403, 'not-plan-owner']);
  });

  it('[RECORD-4] answers a replay with 403 and the seq of the entry, and uses up no nonce on refusal', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const nonce = randomBytes(16).toString('base64url');
    const lacking = await approver.state(board, plan, { kind: 'decision', verdict: 'approve', nonce });
    expect([lacking.status, lacking.body['reason']]).toEqual([409, 'promise-missing']);
    const draft = { kind: 'decision', verdict: 'approve', promise: promiseOf(approver), nonce } as const;
    const statement = await approver.statement(board, plan, draft);
    const first = await approver.post(statement);
    expect(first.status).toBe(201);
    const again = await approver.post(statement);
    expect([again.status, code(again)]).toEqual([403, 'replayed']);
    expect(again.body['seq']).toBe((first.body['entry'] as { seq: number }).seq);
    expect((await owner.plan(board, plan)).status).toBe('agreed');
  });

  it('[RECORD-5] answers 409 with the diff when the plan is not what was seen', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const seen = await approver.statement(board, plan, {
      kind: 'decision',
      verdict: 'approve',
      promise: promiseOf(approver),
    });
    await changeBudget(plan, 4_850_000);
    const stale = await approver.post(seen);
    expect([stale.status, code(stale)]).toEqual([409, 'stale']);
    expect(stale.body['changes']).toContainEqual({ field: 'budgetMinor', after: 4_850_000 });
    const old = await owner.post(
      await owner.statement(board, plan, { kind: 'plan-submitted', digest: seen.digest }),
    );
    expect([old.status, code(old)]).toEqual([409, 'stale']);
    // What nobody submitted nobody approves, even if it is exactly what stands there.
    const unseen = await approver.state(board, plan, {
      kind: 'decision',
      verdict: 'approve',
      promise: promiseOf(approver),
    });
    expect([unseen.status, unseen.body['reason']]).toEqual([409, 'changed-since-submitted']);
  });

  it('[RECORD-6] answers 409 when the signer saw another record, or not yet the submission', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const diverged = await owner.state(board, plan, { kind: 'withdrawn', head: 'ab'.repeat(32) });
    expect([diverged.status, code(diverged)]).toEqual([409, 'record-diverged']);
    const draft = { kind: 'decision', verdict: 'approve', promise: promiseOf(approver) } as const;
    const unseen = await approver.state(board, plan, { ...draft, head: GENESIS });
    expect([unseen.status, code(unseen)]).toEqual([409, 'stale']);
    expect((await approver.state(board, plan, draft)).status).toBe(201);
  });

  it('[RECORD-7] launches, closes and withdraws only what is in the state for it', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const early = await owner.state(board, plan, { kind: 'launched' });
    expect([early.status, early.body['reason']]).toEqual([409, 'not-agreed']);
    const draft = { kind: 'decision', verdict: 'approve', promise: promiseOf(approver) } as const;
    expect((await approver.state(board, plan, draft)).status).toBe(201);
    await changeBudget(plan, 1_00);
    const changed = await owner.state(board, plan, { kind: 'launched' });
    expect([changed.status, changed.body['reason']]).toEqual([409, 'not-agreed']);
    expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
    expect((await approver.state(board, plan, draft)).status).toBe(201);
    for (const kind of ['launched', 'closed'] as const)
      expect((await owner.state(board, plan, { kind })).status).toBe(201);
    expect((await owner.plan(board, plan)).status).toBe('closed');
    expect((await owner.state(board, plan, { kind: 'withdrawn' })).status).toBe(409);
  });

  it('[DECISION-13] takes a submission back, which takes no decision any more', async () => {
    const { owner, sales, approver, board } = company;
    const plan = await submitted();
    const foreign = await sales.state(board, plan, { kind: 'recalled' });
    expect([foreign.status, foreign.body['reason']]).toEqual([403, 'not-plan-owner']);
    expect((await owner.state(board, plan, { kind: 'recalled' })).status).toBe(201);
    expect((await owner.plan(board, plan)).status).toBe('draft');
    const draft = { kind: 'decision', verdict: 'approve', promise: promiseOf(approver) } as const;
    const late = await approver.state(board, plan, draft);
    expect([late.status, late.body['reason']]).toEqual([409, 'not-submitted']);
    const again = await owner.state(board, plan, { kind: 'recalled' });
    expect([again.status, again.body['reason']]).toEqual([409, 'not-submitted']);
    expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
    expect((await approver.state(board, plan, draft)).status).toBe(201);
    const agreed = await owner.state(board, plan, { kind: 'recalled' });
    expect([agreed.status, agreed.body['reason']]).toEqual([409, 'not-in-review']);
  });

  it('[STATUS-5] a declined new version leaves what is launched as it is', async () => {
    const { owner, approver, board } = company;
    const plan = await submitted();
    const approval = { kind: 'decision', verdict: 'approve', promise: promiseOf(approver) } as const;
    expect((await approver.state(board, plan, approval)).status).toBe(201);
    expect((await owner.state(board, plan, { kind: 'launched' })).status).toBe(201);
    await changeBudget(plan, 2_00);
    expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
    const decline = { kind: 'decision', verdict: 'decline', note: 'zu teuer' } as const;
    expect((await approver.state(board, plan, decline)).status).toBe(201);
    expect(await owner.plan(board, plan)).toMatchObject({ status: 'launched', agreed: {} });
  });

  it('[RECORD-8] refuses an incomplete plan and an unknown one', async () => {
    const { owner, board } = company;
    await postPlan(owner, board, 'odd', { end: '2027-02-01' });
    const odd = await owner.state(board, 'odd', { kind: 'plan-submitted' });
    expect([odd.status, code(odd)]).toEqual([409, 'invalid-plan']);
    const digest = '0'.repeat(64);
    const none = await owner.state(board, 'none', { kind: 'plan-submitted', digest });
    expect(none.status).toBe(404);
  });

  it('[DECISION-8] lets nobody end a plan by naming himself its owner', async () => {
    const { owner, sales, approver, board } = company;
    const plan = await submitted();
    const promise = promiseOf(approver);
    await approver.state(board, plan, { kind: 'decision', verdict: 'approve', promise });
    const { doc, close } = await sales.openBoard(board);
    setField(doc, plan, 'ownerId', sales.id);
    await becomes(plan, 'ownerId', sales.id);
    const withdrawn = await sales.state(board, plan, { kind: 'withdrawn' });
    expect([withdrawn.status, withdrawn.body['reason']]).toEqual([403, 'not-plan-owner']);
    setField(doc, plan, 'ownerId', owner.id);
    await becomes(plan, 'ownerId', owner.id);
    close();
    expect((await owner.plan(board, plan)).status).toBe('agreed');
    expect((await owner.state(board, plan, { kind: 'launched' })).status).toBe(201);
  });

  it('[DECISION-3] lets no department agree with itself by calling a campaign a sales activity', async () => {
    const { owner, marketing, board } = company;
    await owner.ask('PATCH', `/api/members/${marketing.id}`, { approver: true });
    const plan = `plan${++plans}`;
    await postPlan(owner, board, plan, {}, 'sales-activity');
    expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
    const approved = await marketing.state(board, plan, { kind: 'decision', verdict: 'approve' });
    expect([approved.status, approved.body['reason']]).toEqual([403, 'same-department']);
    await owner.ask('PATCH', `/api/members/${marketing.id}`, { approver: false });
  });

  it('[DECISION-9] takes no promise that nobody is there to keep', async () => {
    const { approver, board } = company;
    const plan = await submitted();
    const promise = { ...promiseOf(approver), ownerId: 'nobody' };
    const answer = await approver.state(board, plan, { kind: 'decision', verdict: 'approve', promise });
    expect([answer.status, answer.body['reason']]).toEqual([409, 'promise-owner-unknown']);
  });
});
