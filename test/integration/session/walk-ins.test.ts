import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membersAnswer } from '../../../shared/api/contract';
import { loadAnswer, timeAnswer } from '../../../shared/api/sessions';
import { joinAs, type TestMember } from '../../support/clients/clients';
import { RawClient } from '../../support/clients/raw-client';
import { secretOf } from '../../support/host/host';
import { postPlan } from '../../support/host/company';
import { openOffice, Workshop, type Office } from '../../support/host/workshops';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

async function running(by: TestMember): Promise<Workshop> {
  const workshop = await Workshop.plan(by, office.board);
  expect((await workshop.command(by, 'start')).status).toBe(200);
  return workshop;
}
const linkOf = async (workshop: Workshop, by: TestMember) =>
  (await by.ask<{ link: string; expiresAt: string }>('POST', `${workshop.path}/invite`)).body;
const comeBy = (link: string, name: string) =>
  joinAs(office.served.url, { secret: secretOf(link), name, department: 'sales' });
const members = async (by: TestMember) =>
  membersAnswer.parse((await by.ask('GET', '/api/members')).body).members;

describe('walk-ins', () => {
  it('[SESSION-20] come by one link as long as it is shown, to this board alone, and the record says so', async () => {
    const { owner, marketing, board, served } = office;
    const workshop = await running(marketing);
    expect((await owner.ask('POST', `${workshop.path}/invite`)).status).toBe(403);
    const first = await linkOf(workshop, marketing);
    const shown = await linkOf(workshop, marketing);
    expect(shown.link).toBe(first.link);
    expect(Date.parse(shown.expiresAt)).toBeGreaterThanOrEqual(Date.parse(first.expiresAt));
    expect(Date.parse(shown.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    const about = await owner.ask('POST', '/api/invites/view', { invite: secretOf(first.link) });
    expect(about.body).toMatchObject({ kind: 'invite', walkIn: true });

    const eva = await comeBy(first.link, 'Eva');
    const [one, two] = [await comeBy(first.link, 'Uli'), await linkOf(workshop, marketing)];
    expect(two.link).toBe(first.link);
    expect((await members(owner)).find(({ id }) => id === eva.id)).toMatchObject({
      role: 'member',
      approver: false,
      walkIn: true,
    });
    expect((await eva.ask<{ boards: unknown[] }>('GET', '/api/boards')).body.boards).toHaveLength(1);
    const { entries } = (
      await owner.ask<{ entries: { kind: string; body: unknown }[] }>('GET', '/api/record')
    ).body;
    const said = { walkIn: true, session: workshop.id, boards: [board], approver: false };
    expect(entries.filter(({ kind }) => kind === 'invite-made').at(-1)?.body).toMatchObject({
      ...said,
      by: marketing.id,
    });
    expect(
      entries.findLast(
        ({ kind, body }) => kind === 'member-joined' && (body as { member: string }).member === one.id,
      )?.body,
    ).toMatchObject(said);
    expect((await workshop.command(eva, 'hand')).status).toBe(200);
    await workshop.closeAsItIs(marketing);
    await expect(comeBy(first.link, 'Zu spät')).rejects.toThrow('invite-invalid');
    expect(await served.host.workspace.audit.faultOf(served.host.workspace.record)).toBeNull();
  });

  it('[SESSION-21] are out with the workshop, in again when it is reopened, and stay when an owner keeps them', async () => {
    const { owner, marketing, board } = office;
    const workshop = await running(marketing);
    const { link } = await linkOf(workshop, marketing);
    const [eva, uli] = [await comeBy(link, 'Eva'), await comeBy(link, 'Uli')];
    const socket = await RawClient.open(eva, `board:${board}`);
    expect((await owner.ask('PATCH', `/api/members/${uli.id}`, { approver: true })).body).toMatchObject({
      reason: 'walk-in',
    });
    expect(
      (await owner.ask('PATCH', `/api/members/${uli.id}`, { walkIn: false, approver: true })).status,
    ).toBe(200);
    await workshop.closeAsItIs(marketing);
    await socket.until(() => socket.closed !== null);
    expect(socket.closed).toBe(4403);
    expect(await eva.ask('GET', '/api/me')).toMatchObject({ status: 403, body: { reason: 'workshop-over' } });
    expect((await uli.ask('GET', '/api/me')).body).toMatchObject({ approver: true });
    expect((await uli.ask('GET', '/api/me')).body['walkIn']).toBeUndefined();

    // [SESSION-33] below: whoever led it opens it again.
    expect((await workshop.command(marketing, 'reopen')).status).toBe(200);
    expect((await eva.ask('GET', '/api/me')).status).toBe(200);
    await workshop.closeAsItIs(marketing);
    expect((await eva.ask('GET', '/api/me')).status).toBe(403);
    expect((await owner.ask('PATCH', `/api/members/${eva.id}`, { walkIn: false })).status).toBe(200);
    expect((await eva.ask('GET', '/api/me')).status).toBe(200);
  });

  it('[SESSION-22] state nothing, even about a plan that is said to be theirs', async () => {
    const { marketing, board } = office;
    const workshop = await running(marketing);
    const eva = await comeBy((await linkOf(workshop, marketing)).link, 'Eva');
    await postPlan(marketing, board, 'hers', { ownerId: eva.id });
    expect((await marketing.state(board, 'hers', { kind: 'plan-submitted' })).status).toBe(201);
    for (const kind of ['plan-submitted', 'recalled', 'withdrawn'] as const)
      expect(await eva.state(board, 'hers', { kind })).toMatchObject({
        status: 403,
        body: { reason: 'walk-in' },
      });
    await workshop.closeAsItIs(marketing);
  });

  it('[SESSION-24] are removed by whoever leads their workshop, who removes nobody else', async () => {
    const { marketing, sales, guest } = office;
    const workshop = await running(marketing);
    const eva = await comeBy((await linkOf(workshop, marketing)).link, 'Eva');
    expect((await sales.ask('DELETE', `/api/members/${eva.id}`)).status).toBe(403);
    expect((await marketing.ask('DELETE', `/api/members/${guest.id}`)).status).toBe(403);
    expect((await marketing.ask('DELETE', `/api/members/${eva.id}`)).status).toBe(204);
    expect(await eva.ask('GET', '/api/me')).toMatchObject({ status: 403, body: { reason: 'removed' } });
    await workshop.closeAsItIs(marketing);
  });
});

describe('beside workshops', () => {
  it('[SESSION-40] tells the time', async () => {
    const before = Date.now();
    const { now } = timeAnswer.parse((await office.guest.ask('GET', '/api/time')).body);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('[FOLLOWUP-5] adds up what all boards ask of one person, and names only what one may read', async () => {
    const { owner, marketing, approver, elsewhere, board, other } = office;
    const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 15 };
    const dates = { start: '2027-03-01', end: '2027-03-12', expectedEnquiries: 40 };
    // Two boards may have plans of one ID.
    for (const where of [board, other]) {
      await postPlan(marketing, where, 'load', { title: 'Last', ...dates });
      expect((await marketing.state(where, 'load', { kind: 'plan-submitted' })).status).toBe(201);
      expect(
        (await approver.state(where, 'load', { kind: 'decision', verdict: 'approve', promise })).status,
      ).toBe(201);
    }
    const path = `/api/followup-load?owner=${approver.id}&from=2027-03-03&to=2027-03-07`;
    const told = async (by: TestMember) => loadAnswer.parse((await by.ask('GET', path)).body);
    const week = { monday: '2027-03-01', calls: 20, over: true };
    const [here, there] = [
      { board, plan: 'load' },
      { board: other, plan: 'load' },
    ];
    const all = { owner: approver.id, capacityPerWeek: 15, calls: 20 };
    expect(await told(owner)).toEqual({ ...all, weeks: [{ ...week, plans: [here, there], others: 0 }] });
    expect(await told(elsewhere)).toEqual({ ...all, weeks: [{ ...week, plans: [there], others: 1 }] });
    expect((await marketing.state(board, 'load', { kind: 'withdrawn' })).status).toBe(201);
    expect((await told(owner)).weeks).toEqual([
      { ...week, calls: 10, over: false, plans: [there], others: 0 },
    ]);
    expect((await owner.ask('GET', `/api/followup-load?owner=${approver.id}&from=x&to=y`)).status).toBe(400);
  });
});
