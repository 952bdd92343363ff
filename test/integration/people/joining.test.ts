import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinProofText } from '../../../shared/api/contract';
import { generate, sign } from '../../../shared/crypto/ed25519';
import { ask, type TestMember } from '../../support/clients/clients';
import { foundCompany, type Company } from '../../support/host/company';
import { secretOf, startHostProcess } from '../../support/host/host';

interface Joined {
  token: string;
  memberId: string;
  deviceId: string;
}

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

async function inviteBy(owner: TestMember, uses: number): Promise<string> {
  const body = { role: 'member', uses, department: 'sales' };
  return secretOf((await owner.ask<{ link: string }>('POST', '/api/invites', body)).body.link);
}

const person = { name: 'Neu', department: 'sales' };
const join = (body: object) => ask<Joined>(company.host.url, 'POST', '/api/join', { ...person, ...body });
const me = (token: string) => ask(company.host.url, 'GET', '/api/me', undefined, token);

/** What a device offers by an invite, with the proof that it is that device. */
function offerOf(invite: string, { secret, publicKey } = generate()) {
  const offer = { invite, deviceKey: publicKey };
  return { ...offer, proof: sign(secret, joinProofText(offer)) };
}

describe('[HTTP-15] joining again because the answer was lost', () => {
  it('[PLANUI-34] the list of members tells who reads which of the boards that the asker reads, and of no other', async () => {
    const { owner, sales, board } = company;
    const other = await owner.createBoard('Nur für wenige');
    const invited = { department: 'other', role: 'guest' } as const;
    const here = await owner.invite({ ...invited, name: 'Gast hier', boards: [board] });
    const both = await owner.invite({ ...invited, name: 'Gast beider', boards: [board, other] });
    const boardsOf = async (asking: typeof owner, id: string) => {
      const { members } = (
        await asking.ask<{ members: { id: string; boards: unknown }[] }>('GET', '/api/members')
      ).body;
      return members.find((member) => member.id === id)?.boards;
    };
    expect(await boardsOf(sales, both.id)).toEqual([board, other]);
    expect(await boardsOf(here, both.id)).toEqual([board]);
    expect(await boardsOf(here, sales.id)).toBeNull();
  });

  it.each([1, 5])('answers the same member with a new token, by an invite for %i', async (uses) => {
    const { owner } = company;
    const offer = offerOf(await inviteBy(owner, uses));
    const first = await join(offer);
    const members = await owner.ask('GET', '/api/members');
    const record = await owner.ask<{ head: string }>('GET', '/api/record');
    const second = await join(offer);
    expect([first.status, second.status]).toEqual([201, 201]);
    const { token, ...who } = second.body;
    expect(first.body).toMatchObject(who);
    expect([(await me(first.body.token)).status, (await me(token)).status]).toEqual([401, 200]);
    expect((await owner.ask('GET', '/api/members')).body).toEqual(members.body);
    expect((await owner.ask<{ head: string }>('GET', '/api/record')).body.head).toBe(record.body.head);
  });

  it('gives nobody the place of a colleague who came by the same invite', async () => {
    const { owner } = company;
    const invite = await inviteBy(owner, 5);
    const key = generate();
    const offer = offerOf(invite, key);
    const { body } = await join(offer);
    const { proof: _proof, ...withoutProof } = offer;
    expect((await join(withoutProof)).body).toMatchObject({ type: 'urn:handschlag:problem:already-joined' });
    expect((await join({ ...offer, proof: offerOf(invite).proof })).status).toBe(409);
    expect((await join(offerOf(await inviteBy(owner, 5), key))).status).toBe(409);
    expect((await me(body.token)).status).toBe(200);
  });

  it('takes nobody in again who was removed', async () => {
    const { owner } = company;
    const offer = offerOf(await inviteBy(owner, 1));
    const { body } = await join(offer);
    await owner.ask('DELETE', `/api/members/${body.memberId}`);
    expect((await join(offer)).body).toMatchObject({ type: 'urn:handschlag:problem:invite-invalid' });
  });
});

it.each([true, false, undefined])(
  '[PEOPLE-20] the founder decides for his department if he says so: %s',
  async (approver) => {
    const host = await startHostProcess();
    try {
      const said = approver === undefined ? {} : { approver };
      const founder = { ...person, ...said, ...offerOf(host.ownerSecret ?? '') };
      const { body } = await ask<Joined>(host.url, 'POST', '/api/join', founder);
      expect((await ask(host.url, 'GET', '/api/me', undefined, body.token)).body).toMatchObject({
        role: 'owner',
        approver: approver ?? false,
      });
    } finally {
      await host.close();
    }
  },
);

it('[PEOPLE-20] nobody else names himself', async () => {
  const { body } = await join({ approver: true, ...offerOf(await inviteBy(company.owner, 1)) });
  expect((await me(body.token)).body).toMatchObject({ role: 'member', approver: false });
});
