import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { waitingAnswer, type WaitingView } from '../../../shared/api/contract';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { deletePlan, setField } from '../../../shared/doc/commands';
import { MESSAGE } from '../../../shared/sync/protocol';
import type { TestMember } from '../../support/clients/clients';
import { RawClient } from '../../support/clients/raw-client';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { startHostProcess } from '../../support/host/host';
import { backupOf, restore } from '../../support/host/restoring';

const eventually = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 30 });

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
}, 60_000);
afterAll(() => company?.host.close());

async function waitingFor(member: TestMember): Promise<WaitingView[]> {
  return waitingAnswer.parse((await member.ask('GET', '/api/waiting')).body).plans;
}

const plansFor = async (member: TestMember) => (await waitingFor(member)).map(({ plan }) => plan);

/** How often a connection was told that what waits is another. */
const toldOf = (client: RawClient) =>
  client.heard.filter(
    ({ type, json }) => type === MESSAGE.changed && (json as { what: string }).what === 'waiting',
  ).length;

/** A plan of marketing's, in review. */
async function submitted(id: string, board = company.board): Promise<void> {
  await postPlan(company.owner, board, id, { title: `Aktion ${id}` });
  expect((await company.owner.state(board, id, { kind: 'plan-submitted' })).status).toBe(201);
}

describe('what waits', () => {
  it('[WAIT-1] waits for exactly those whose approval the host takes', async () => {
    const { owner, marketing, approver, sales, guest, board } = company;
    const people = { owner, marketing, approver, sales, guest };
    for (const id of Object.keys(people)) await submitted(id);
    const promise = { ownerId: owner.id, days: 2, callShare: 0.5, capacityPerWeek: 10 };
    for (const [id, person] of Object.entries(people)) {
      const waits = (await plansFor(person)).includes(id);
      const decision = { kind: 'decision', verdict: 'approve', promise } as const;
      expect([id, (await person.state(board, id, decision)).status]).toEqual([id, waits ? 201 : 403]);
      expect(await plansFor(person)).not.toContain(id);
    }
    const [first] = await waitingFor(approver);
    const { entries } = await approver.record(board);
    const at = entries.find(({ kind, plan }) => kind === 'plan-submitted' && plan === 'owner')?.at;
    const said = { board, plan: 'owner', title: 'Aktion owner', since: at, why: 'decision' };
    expect(first).toEqual({ ...said, by: owner.id, start: '2027-03-01', end: '2027-04-30' });
  });

  it('[WAIT-3] does not wait while it stands otherwise on its board, or is gone', async () => {
    const { owner, approver, board } = company;
    await submitted('edited');
    const { doc, close } = await owner.openBoard(board);
    setField(doc, 'edited', 'title', 'Anders');
    await eventually(async () => expect(await plansFor(approver)).not.toContain('edited'));
    setField(doc, 'edited', 'title', 'Aktion edited');
    await eventually(async () => expect(await plansFor(approver)).toContain('edited'));
    deletePlan(doc, 'edited');
    await eventually(async () => expect(await plansFor(approver)).not.toContain('edited'));
    const digest = (await owner.record(board)).entries.at(-1)?.statement?.digest ?? '';
    expect((await owner.state(board, 'edited', { kind: 'withdrawn', digest })).status).toBe(201);
    close();
  });

  it('[WAIT-2] [WAIT-4] [SYNC-14] is told of outside of boards to those whose answer changed, and to nobody else', async () => {
    const { owner, approver, sales, board } = company;
    const elsewhere = await owner.createBoard('Solar 2027');
    const uninvited = await owner.invite({
      name: 'Nils',
      department: 'sales',
      approver: true,
      boards: [elsewhere],
    });
    const [his, here, nils, ayl] = [
      await RawClient.open(approver, 'workspace'),
      await RawClient.open(approver, `board:${board}`),
      await RawClient.open(uninvited, 'workspace'),
      await RawClient.open(sales, 'workspace'),
    ];
    const before = toldOf(his);
    await submitted('told');
    await eventually(() => expect(toldOf(his)).toBe(before + 1));
    expect([await plansFor(uninvited), toldOf(nils), toldOf(ayl), toldOf(here)]).toEqual([[], 0, 0, 0]);
    await submitted('solar', elsewhere);
    await eventually(() => expect([toldOf(his), toldOf(nils)]).toEqual([before + 2, 1]));
    expect(await plansFor(uninvited)).toEqual(['solar']);

    await owner.ask('PATCH', `/api/boards/${elsewhere}`, { archived: true });
    await eventually(() => expect([toldOf(his), toldOf(nils)]).toEqual([before + 3, 2]));
    expect(await plansFor(uninvited)).toEqual([]);
    // Who is named approver is told as well, while he is connected.
    await owner.ask('PATCH', `/api/members/${sales.id}`, { approver: true });
    await eventually(() => expect(toldOf(ayl)).toBe(1));
    expect(await plansFor(sales)).toContain('told');
    for (const client of [his, here, nils, ayl]) client.close();
  });

  it('[WAIT-6] is there after a restart, and as it was after a restore', async () => {
    const { owner, approver, board } = company;
    await submitted('kept');
    const before = await waitingFor(approver);
    expect(before.map(({ plan }) => plan)).toContain('kept');
    const backup = await backupOf(owner);
    await company.host.stop();
    const again = await startHostProcess({ data: company.host.data });
    company = { ...company, host: again, owner: owner.at(again.url), approver: approver.at(again.url) };
    expect(await waitingFor(company.approver)).toEqual(before);

    await submitted('lost');
    expect(await plansFor(company.approver)).toContain('lost');
    expect((await restore(company.owner, backup)).status).toBe(204);
    expect(await waitingFor(company.approver)).toEqual(before);
    const { doc, close } = await company.owner.openBoard(board, openBoardDoc(new Y.Doc()));
    expect(root(doc, 'plans').has('kept')).toBe(true);
    close();
  });
});
