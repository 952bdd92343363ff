import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ListedBoard } from '../../../shared/api/contract';
import { inboxAnswer } from '../../../shared/api/inbox';
import type { DelegationStatement } from '../../../shared/domain/record';
import type { Answer, TestMember } from '../../support/clients/clients';
import { RawClient } from '../../support/clients/raw-client';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { faultOf, problem, recordOf } from '../../support/host/people';

let company: Company;
let plans = 0;

beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

const DAY_MS = 24 * 3600 * 1000;
const days = (from = -1, until = 1) => ({
  from: new Date(Date.now() + from * DAY_MS).toISOString(),
  until: new Date(Date.now() + until * DAY_MS).toISOString(),
});

async function named(by: TestMember, deputy: TestMember | null, over: Partial<DelegationStatement> = {}) {
  const { head } = (await by.ask<{ head: string }>('GET', '/api/record')).body;
  return {
    v: 1,
    kind: 'delegated',
    member: by.id,
    ...(deputy ? { deputy: { member: deputy.id, ...days() } } : {}),
    head,
    nonce: randomBytes(16).toString('base64url'),
    ...over,
  } as const satisfies DelegationStatement;
}

const post = (by: TestMember, statement: DelegationStatement, signer = by): Promise<Answer> =>
  by.ask('POST', '/api/deputies', { statement, device: by.deviceId, sig: signer.sign(statement) });

const reason = ({ status, body }: Answer) => [status, body['type'], body['reason']].filter(Boolean).join(' ');

async function submitted(decideBy?: string): Promise<string> {
  const { owner, board } = company;
  const plan = `plan${++plans}`;
  await postPlan(owner, board, plan);
  const answer = await owner.state(board, plan, {
    kind: 'plan-submitted',
    ...(decideBy ? { decideBy } : {}),
  });
  expect(answer.status).toBe(201);
  return plan;
}

async function asksOf(member: TestMember) {
  const { items } = inboxAnswer.parse((await member.ask('GET', '/api/inbox')).body);
  return items.filter(({ why }) => why === 'deputy');
}

const declineFor = (by: TestMember, plan: string, absent: TestMember) =>
  by.state(company.board, plan, {
    kind: 'decision',
    verdict: 'decline',
    onBehalfOf: absent.id,
    note: 'Bitte nach der Messe',
  });

describe('deputies over HTTP', () => {
  it('[DEPUTY-1] are named by a statement of the one who is away, in the order of refusals', async () => {
    const { approver, sales, marketing, owner } = company;
    const good = await named(approver, sales);
    const path = '/api/deputies';
    for (const body of [
      {},
      { statement: good },
      { statement: { ...good, extra: 1 }, device: approver.deviceId, sig: approver.sign(good) },
    ])
      expect((await approver.ask('POST', path, body)).status).toBe(400);
    expect(
      reason(
        await approver.ask('POST', path, { statement: good, device: owner.deviceId, sig: owner.sign(good) }),
      ),
    ).toContain(problem('unknown-device'));
    expect(reason(await post(approver, good, owner))).toContain(problem('bad-signature'));
    const others = await named(approver, sales, { member: owner.id });
    expect(reason(await post(approver, others))).toContain(problem('wrong-place'));
    expect(reason(await post(sales, await named(sales, approver)))).toContain('not-approver');
    expect(reason(await post(approver, await named(approver, marketing)))).toContain('unfit-deputy');
    const unseen = await named(approver, sales, { head: 'f'.repeat(64) });
    expect(reason(await post(approver, unseen))).toContain(problem('record-diverged'));
    expect((await post(approver, good)).status).toBe(201);
    expect(reason(await post(approver, good))).toContain(problem('replayed'));
  });

  it('[DEPUTY-2] [DEPUTY-3] decide once an owner has said yes, in their own name, until it is ended', async () => {
    const { approver, sales, marketing, owner, board } = company;
    expect((await post(approver, await named(approver, sales))).status).toBe(201);
    const plan = await submitted();
    expect(reason(await declineFor(sales, plan, approver))).toContain('no-deputy');
    // Owners are asked in their inbox, and nobody else.
    const [asked, ...others] = await asksOf(owner);
    expect([asked?.facts, asked?.board, others]).toEqual([
      { by: approver.id, deputy: sales.id },
      undefined,
      [],
    ]);
    expect((await owner.ask('PATCH', `/api/inbox/${asked?.id}`, { state: 'done' })).status).toBe(409);
    for (const each of [approver, sales, marketing]) expect(await asksOf(each)).toEqual([]);
    const heard = await RawClient.open(sales, 'workspace');
    const allow = `/api/deputies/${approver.id}/allow`;
    expect((await owner.ask('POST', allow)).status).toBe(204);
    expect(await asksOf(owner)).toEqual([]);
    // The deputy has more to decide from now on.
    await vi.waitFor(() => expect(heard.heard.map(({ json }) => json)).toContainEqual({ what: 'inbox' }));
    heard.close();
    const { body } = await sales.ask<{ plans: { plan: string }[] }>('GET', '/api/waiting');
    expect(body.plans.map((each) => each.plan)).toContain(plan);
    expect((await declineFor(sales, plan, approver)).status).toBe(201);
    expect((await owner.plan(board, plan)).status).toBe('declined');
    const { entries } = await owner.record(board);
    expect(entries.at(-1)).toMatchObject({ by: sales.id, statement: { onBehalfOf: approver.id } });
    expect((await post(approver, await named(approver, null))).status).toBe(201);
    expect(reason(await declineFor(sales, await submitted(), approver))).toContain('no-deputy');
    // Readers come to the same, about both records.
    expect(await faultOf(await recordOf(owner))).toBeNull();
    const verified = await owner.ask<{ ok: boolean }>('GET', `/api/boards/${board}/record/verify`);
    expect(verified.body.ok).toBe(true);
  });

  it('[DEPUTY-1] are in the list of members while their days are not over', async () => {
    const { approver, sales } = company;
    const listed = async () =>
      (await sales.ask<{ delegations: unknown[] }>('GET', '/api/members')).body.delegations;
    const over = await named(approver, sales, { deputy: { member: sales.id, ...days(-3, -1) } });
    expect((await post(approver, over)).status).toBe(201);
    expect(await listed()).toEqual([]);
    const next = await named(approver, sales, { deputy: { member: sales.id, ...days(3, 5) } });
    expect((await post(approver, next)).status).toBe(201);
    const { member: _member, ...span } = next.deputy ?? { member: '' };
    expect(await listed()).toEqual([{ member: approver.id, deputy: sales.id, ...span, allowed: false }]);
    expect(reason(await declineFor(sales, await submitted(), approver))).toContain('no-deputy');
  });
});

describe('absence over HTTP', () => {
  it('[AWAY-1] [UI-43] is what a member says of himself, and others see its days', async () => {
    const { marketing, sales, guest } = company;
    const [from, until] = ['2099-01-04', '2099-01-15'];
    expect((await marketing.ask('POST', '/api/absences', { from, until })).status).toBe(204);
    const listed = async () =>
      (await sales.ask<{ absences: unknown[] }>('GET', '/api/members')).body.absences;
    expect(await listed()).toEqual([{ member: marketing.id, from, until }]);
    for (const body of [
      { from: until, until: from },
      { from },
      { from, until, why: 'Urlaub' },
      { from, until: '2099-02-30' },
    ])
      expect((await marketing.ask('POST', '/api/absences', body)).status).toBe(400);
    expect((await guest.ask('POST', '/api/absences', { from, until })).status).toBe(403);
    // What another device of his has changed meanwhile is not written over by one that has not seen it.
    const later = { from, until: '2099-01-20' };
    for (const [before, status] of [
      [null, 409],
      [{ from, until: '2099-01-16' }, 409],
      [{ from: '2099-01-05', until }, 409],
      [{ from, until }, 204],
    ] as const)
      expect((await marketing.ask('POST', '/api/absences', { ...later, before })).status).toBe(status);
    expect(await listed()).toEqual([{ member: marketing.id, ...later }]);
    expect((await marketing.ask('DELETE', '/api/absences')).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect(
      (await marketing.ask('POST', '/api/absences', { from: '2020-01-01', until: '2020-01-02' })).status,
    ).toBe(204);
    expect(await listed()).toEqual([]);
  });
});

describe('reminding by hand over HTTP', () => {
  it('[REMIND-2] is for who submitted, once a day, while it waits', async () => {
    const { owner, approver, marketing, board } = company;
    const plan = await submitted('2099-01-15');
    const remind = (by: TestMember) => by.ask('POST', `/api/boards/${board}/plans/${plan}/remind`);
    expect(reason(await remind(marketing))).toContain('not-plan-owner');
    const reminded = async () => {
      const { body } = await owner.ask<{ boards: ListedBoard[] }>('GET', '/api/boards');
      return body.boards.find(({ id }) => id === board)?.reminded?.submissions;
    };
    expect(await reminded()).toEqual([]);
    expect((await remind(owner)).status).toBe(204);
    expect(reason(await remind(owner))).toContain('reminded-today');
    const submission = (await owner.record(board)).entries.find((entry) => entry.plan === plan);
    expect(await reminded()).toEqual([submission?.hash]);
    await approver.state(board, plan, { kind: 'decision', verdict: 'decline', note: 'Nein' });
    expect(reason(await remind(owner))).toContain('not-in-review');
    const { entries } = await owner.record(board);
    expect(entries.find((entry) => entry.plan === plan)?.statement).toMatchObject({ decideBy: '2099-01-15' });
  });

  it('[TURN-3] a deadline goes with submissions alone', async () => {
    const { owner, board } = company;
    const plan = await submitted();
    const withdrawn = await owner.state(board, plan, { kind: 'withdrawn', decideBy: '2099-01-15' });
    expect(withdrawn.status).toBe(400);
  });
});
