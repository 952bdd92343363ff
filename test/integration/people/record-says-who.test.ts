import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordEntry } from '../../../shared/domain/record';
import { linesOf } from '../../../renderer/features/record/logic/lines';
import {
  workspaceLinesOf,
  type WorkspaceLine,
} from '../../../renderer/features/record/logic/workspace-lines';
import { joinAs } from '../../support/clients/clients';
import { foundCompany, type Company } from '../../support/host/company';
import { secretOf } from '../../support/host/host';
import { devicesOf, faultOf, recordOf } from '../../support/host/people';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

const POLICY = { approvals: 2, leadTimeDays: 0, promiseRequired: false };

it('[RECORD-23] [UI-30] the board: who made it, changed its rules, archived it', async () => {
  const { owner } = company;
  const board = await owner.createBoard('Wer war es');
  for (const patch of [{ policy: POLICY }, { archived: true }, { archived: false }, { title: 'Neu' }])
    expect((await owner.ask('PATCH', `/api/boards/${board}`, patch)).status).toBe(200);
  const record = await owner.ask<{ entries: RecordEntry[] }>('GET', `/api/boards/${board}/record`);
  expect(linesOf(record.body.entries).map(({ deed, by }) => [deed, by])).toEqual([
    ['board-created', owner.id],
    ['policy-changed', owner.id],
    ['archived', owner.id],
    ['unarchived', owner.id],
  ]);
  const added = workspaceLinesOf(await recordOf(owner)).findLast(({ deed }) => deed === 'board-added');
  expect(added).toMatchObject({ board, by: owner.id });
});

it('[RECORD-23] [UI-30] the workspace: who let whom in to what, and who put him out', async () => {
  const { owner, board, host } = company;
  const terms = { role: 'guest', department: 'sales', boards: [board] };
  const { link } = (await owner.ask<{ link: string }>('POST', '/api/invites', terms)).body;
  const guest = await joinAs(host.url, { secret: secretOf(link), name: 'Gast', department: 'other' });
  const [device] = await devicesOf(guest);
  await owner.ask('DELETE', `/api/devices/${device?.id ?? ''}`);
  await owner.ask('DELETE', `/api/members/${guest.id}`);

  const entries = await recordOf(owner);
  expect(await faultOf(entries)).toBeNull();
  const lines = workspaceLinesOf(entries).slice(-5);
  const told = ({ deed, member, by }: WorkspaceLine) => [deed, member, by];
  expect(lines.map(told)).toEqual([
    ['invite-made', null, owner.id],
    ['member-joined', guest.id, owner.id],
    // By a member's first device nobody vouches; the invite's maker let him in.
    ['device-enrolled', guest.id, owner.id],
    ['device-removed', guest.id, owner.id],
    ['member-removed', guest.id, owner.id],
  ]);
  const given = { role: 'guest', department: 'sales', approver: false, boards: [board] };
  expect(lines.slice(0, 2)).toMatchObject([{ ...given, expiresAt: expect.any(String) }, given]);
});
