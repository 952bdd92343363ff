import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InviteRow } from '../../../shared/api/contract';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { CLOSE } from '../../../shared/sync/close-codes';
import { joinAs, type TestMember } from '../../support/clients/clients';
import { foundCompany, type Company } from '../../support/host/company';
import { secretOf, startHostProcess } from '../../support/host/host';
import { devicesOf, faultOf, problem, recordOf } from '../../support/host/people';
import { RawClient } from '../../support/clients/raw-client';
import { makeRecovery, recoverBy, recoveryOffer } from '../../support/host/recovery';

const invitesOf = async (owner: TestMember) =>
  (await owner.ask<{ invites: InviteRow[] }>('GET', '/api/invites')).body.invites;

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

/** A further device of a member. */
async function furtherDevice(member: TestMember): Promise<TestMember> {
  return joinAs(member.url, { secret: await member.deviceLink(), name: '-', department: 'other' });
}

/** An update that writes one note. */
function note(key: string): Uint8Array {
  const doc = openBoardDoc(new Y.Doc());
  root(doc, 'notes').set(key, key);
  return Y.encodeStateAsUpdate(doc);
}

describe('devices', () => {
  it('[PEOPLE-1] are listed with when they were seen: an owner sees all, anybody else his own', async () => {
    const { owner, sales } = company;
    const own = await devicesOf(sales);
    expect(own).toEqual([
      {
        id: sales.deviceId,
        member: sales.id,
        active: true,
        current: true,
        kind: 'device',
        addedAt: expect.stringMatching(/^\d{4}-/) as string,
        lastSeen: expect.stringMatching(/^\d{4}-/) as string,
      },
    ]);
    const all = await devicesOf(owner);
    expect(new Set(all.map(({ member }) => member)).size).toBeGreaterThanOrEqual(5);
    expect(all.filter(({ current }) => current).map(({ id }) => id)).toEqual([owner.deviceId]);
  });

  it('[PEOPLE-2] are cut off at once when they are removed, in the middle of writing, and theirs alone', async () => {
    const { owner, board } = company;
    const member = await owner.invite({ name: 'Mira Lost', department: 'sales' });
    const lost = await furtherDevice(member);
    const room = `board:${board}`;
    const [here, there] = [await RawClient.open(member, room), await RawClient.open(lost, room)];
    const workspace = await RawClient.open(lost, 'workspace');
    const waiting = await lost.ticket(room);
    expect(await there.update(note('before'))).toBeNull();

    const removing = owner.ask('DELETE', `/api/devices/${lost.deviceId}`);
    let sent = 0;
    for (; there.closed === null && sent < 5000; sent++) {
      there.sendSync(2, note(`flight-${sent}`));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await removing).status).toBe(204);
    await there.until(() => there.closed !== null);
    await workspace.until(() => workspace.closed !== null);
    expect([there.closed, workspace.closed]).toEqual([CLOSE.forbidden, CLOSE.forbidden]);
    // A ticket of before opens nothing, and neither does the token.
    const late = await RawClient.open(lost, room, waiting);
    await late.until(() => late.closed !== null);
    expect(late.closed).toBe(CLOSE.forbidden);
    const dead = await lost.ask('GET', '/api/me');
    expect([dead.status, dead.body]).toEqual([403, expect.objectContaining({ reason: 'device-removed' })]);

    expect(await here.update(note('after'))).toBeNull();
    expect(here.closed).toBeNull();
    const { doc, close } = await member.openBoard(board);
    expect([...root(doc, 'notes').keys()]).toEqual(expect.arrayContaining(['before', 'after']));
    close();
    expect((await recordOf(owner)).findLast(({ kind }) => kind === 'device-removed')?.body).toEqual({
      member: member.id,
      device: lost.deviceId,
      by: owner.id,
    });
    here.close();
  });

  it("[PEOPLE-2] of others are nobody's but an owner's to remove, and sign nothing any more", async () => {
    const { owner, sales, approver, board } = company;
    const answer = await sales.ask('DELETE', `/api/devices/${approver.deviceId}`);
    expect([answer.status, answer.body['type']]).toEqual([404, problem('not-found')]);
    const member = await owner.invite({ name: 'Zwei Geräte', department: 'sales' });
    const phone = await furtherDevice(member);
    const link = await phone.deviceLink();
    expect((await member.ask('DELETE', `/api/devices/${phone.deviceId}`)).status).toBe(204);
    expect((await member.ask('DELETE', `/api/devices/${phone.deviceId}`)).status).toBe(404);
    await expect(joinAs(company.host.url, { secret: link, name: '-', department: 'other' })).rejects.toThrow(
      'invite-invalid',
    );
    const signed = { kind: 'withdrawn', digest: 'a'.repeat(64), head: '0'.repeat(64) } as const;
    const statement = await member.statement(board, 'none', signed);
    const refused = await member.post(statement, phone.deviceId, phone.sign(statement));
    expect(refused.body['type']).toBe(problem('unknown-device'));
  });

  it('[PEOPLE-2] of a removed person are cut off together', async () => {
    const { owner } = company;
    const member = await owner.invite({ name: 'Geht bald', department: 'sales' });
    const phone = await furtherDevice(member);
    const sockets = [await RawClient.open(member, 'workspace'), await RawClient.open(phone, 'workspace')];
    expect((await owner.ask('DELETE', `/api/members/${member.id}`)).status).toBe(204);
    for (const socket of sockets) await socket.until(() => socket.closed !== null);
    expect(sockets.map(({ closed }) => closed)).toEqual([CLOSE.forbidden, CLOSE.forbidden]);
    expect((await phone.ask('GET', '/api/me')).body).toMatchObject({ reason: 'removed' });
  });
});

describe('[PEOPLE-3] the workspace keeps an owner who can get in', () => {
  it('so his last device stays until he has a recovery code, or another owner has a device', async () => {
    const host = await startHostProcess();
    try {
      const secret = host.ownerSecret ?? '';
      const owner = await joinAs(host.url, { secret, name: 'Anna', department: 'marketing', company: 'B' });
      const last = () => owner.ask('DELETE', `/api/devices/${owner.deviceId}`);
      expect((await last()).body['type']).toBe(problem('last-owner'));

      const second = await owner.invite({ name: 'Zweite', department: 'sales', role: 'owner' });
      expect((await second.ask('DELETE', `/api/devices/${second.deviceId}`)).status).toBe(204);
      // An owner who cannot get in is none.
      expect((await last()).body['type']).toBe(problem('last-owner'));
      const demoted = await owner.ask('PATCH', `/api/members/${owner.id}`, { role: 'member' });
      expect(demoted.body['type']).toBe(problem('last-owner'));

      const key = await makeRecovery(owner);
      expect((await last()).status).toBe(204);
      const back = await recoverBy(host.url, recoveryOffer(key, owner.id));
      expect([back.status, back.body['memberId'], back.body['role']]).toEqual([201, owner.id, 'owner']);
    } finally {
      await host.close();
    }
  });
});

describe('invites', () => {
  it('[PEOPLE-5] are listed for owners with their state, revoked by ID, and all of it is in the record', async () => {
    const { owner, sales, host } = company;
    const make = (body: object) =>
      owner.ask<{ link: string; id: string }>('POST', '/api/invites', { role: 'member', ...body });
    const [open, revoked, used] = await Promise.all([
      make({ role: 'guest', uses: 3, boards: [company.board] }),
      make({ approver: true, department: 'sales' }),
      make({}),
    ]);
    const joined = await joinAs(host.url, {
      secret: secretOf(used.body.link),
      name: 'Neu',
      department: 'sales',
    });
    expect((await owner.ask('DELETE', `/api/invites/${revoked.body.id}`)).status).toBe(204);
    expect((await owner.ask('DELETE', `/api/invites/${revoked.body.id}`)).status).toBe(404);
    await expect(
      joinAs(host.url, { secret: secretOf(revoked.body.link), name: 'Zu spät', department: 'sales' }),
    ).rejects.toThrow('invite-invalid');

    const rows = new Map((await invitesOf(owner)).map((row) => [row.id, row]));
    expect(rows.get(open.body.id)).toMatchObject({
      kind: 'invite',
      role: 'guest',
      boards: [company.board],
      by: owner.id,
      usesLeft: 3,
      state: 'open',
    });
    expect(rows.get(revoked.body.id)).toMatchObject({ approver: true, state: 'revoked' });
    expect(rows.get(used.body.id)?.state).toBe('used');
    expect(JSON.stringify([...rows.values()])).not.toContain(secretOf(open.body.link));

    const entries = await recordOf(sales);
    const about = (id: string) => entries.filter(({ body }) => body?.['invite'] === id);
    expect(about(revoked.body.id).map(({ kind, body }) => [kind, body])).toEqual([
      [
        'invite-made',
        {
          invite: revoked.body.id,
          role: 'member',
          department: 'sales',
          approver: true,
          boards: null,
          uses: 1,
          expiresAt: expect.stringMatching(/^\d{4}-/) as string,
          by: owner.id,
        },
      ],
      ['invite-revoked', { invite: revoked.body.id, by: owner.id }],
    ]);
    expect(about(used.body.id).map(({ kind, body }) => [kind, body?.['member']])).toEqual([
      ['invite-made', undefined],
      ['member-joined', joined.id],
    ]);
    expect(await faultOf(entries)).toBeNull();
    expect((await sales.ask('GET', '/api/invites')).status).toBe(403);
  });
});
