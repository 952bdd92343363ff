import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate, publicKeyOf } from '../../../shared/crypto/ed25519';
import { readJoinLink } from '../../../shared/api/links';
import { ownCertificate } from '../../../server/tls/own-certificate';
import { ask, joinAs } from '../../support/clients/clients';
import { foundCompany, type Company } from '../../support/host/company';
import { hostCli, secretOf, startHostProcess } from '../../support/host/host';
import { devicesOf, faultOf, problem, recordOf } from '../../support/host/people';
import { makeRecovery, recoverBy, recoveryOffer } from '../../support/host/recovery';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

describe('a recovery code', () => {
  it('[PEOPLE-7] brings its owner back once, and readers who believe nothing believe it', async () => {
    const { owner, host } = company;
    const member = await owner.invite({ name: 'Verliert alles', department: 'sales', role: 'owner' });
    const key = await makeRecovery(member);
    const view = await ask(host.url, 'POST', '/api/recover/view', {
      deviceKey: publicKeyOf(key.seed),
    });
    expect(view.body).toEqual({
      company: 'Brenner',
      name: 'Verliert alles',
      member: member.id,
      device: key.deviceId,
    });
    const device = generate();
    const offer = recoveryOffer(key, member.id, device);
    const first = await recoverBy(host.url, offer);
    expect([first.status, first.body['memberId']]).toEqual([201, member.id]);
    // The answer was lost: the same offer is answered by the same device with a new token.
    const again = await recoverBy(host.url, offer);
    expect([again.status, again.body['deviceId']]).toEqual([201, first.body['deviceId']]);
    const me = (token = '') => ask(host.url, 'GET', '/api/me', undefined, token);
    expect([(await me(first.body['token'])).status, (await me(again.body['token'])).status]).toEqual([
      401, 200,
    ]);
    // Everybody reads the statement in the record; without the new device's key it is worth nothing.
    const stranger = recoveryOffer(key, member.id);
    const replay = { ...offer, proof: stranger.proof };
    expect((await recoverBy(host.url, replay)).body['type']).toBe(problem('bad-signature'));
    expect((await recoverBy(host.url, stranger)).body['type']).toBe(problem('recovery-invalid'));

    const entries = await recordOf(owner);
    expect(await faultOf(entries)).toBeNull();
    expect(entries.slice(-2).map(({ kind, body }) => [kind, body?.['device']])).toEqual([
      ['device-enrolled', first.body['deviceId']],
      ['device-removed', key.deviceId],
    ]);
    const forged = entries.map((entry) =>
      entry.body?.['device'] === first.body['deviceId']
        ? { ...entry, body: { ...entry.body, publicKey: generate().publicKey } }
        : entry,
    );
    expect(await faultOf(forged)).not.toBeNull();
  });

  it('[PEOPLE-8] is a key that does nothing else, of which there is one at a time', async () => {
    const { owner, sales, host } = company;
    const former = await makeRecovery(sales);
    const key = await makeRecovery(sales);
    const old = await recoverBy(host.url, recoveryOffer(former, sales.id));
    expect(old.body['type']).toBe(problem('recovery-invalid'));
    expect((await devicesOf(sales)).filter(({ kind, active }) => active && kind === 'recovery')).toHaveLength(
      1,
    );

    const refusals = async (offer: object) => (await recoverBy(host.url, offer)).body['type'];
    const device = generate();
    expect(await refusals(recoveryOffer(key, owner.id))).toBe(problem('wrong-place'));
    expect(await refusals(recoveryOffer({ ...key, seed: generate().secret }, sales.id))).toBe(
      problem('bad-signature'),
    );
    expect(await refusals(recoveryOffer({ ...key, deviceId: sales.deviceId }, sales.id))).toBe(
      problem('recovery-invalid'),
    );
    const other = { deviceKey: generate().publicKey };
    expect(await refusals(recoveryOffer(key, sales.id, device, other))).toBe(problem('malformed'));
    const { vouched } = recoveryOffer(key, sales.id, device);
    const { deviceKey: _none, ...bare } = vouched.statement;
    const link = await sales.ask('POST', '/api/devices/links', { ...vouched, statement: bare });
    expect(link.body['type']).toBe(problem('unknown-device'));
    expect((await sales.ask('POST', '/api/devices/links', vouched)).status).toBe(400);
    expect((await sales.ask('DELETE', `/api/devices/${key.deviceId}`)).status).toBe(204);
    expect(await refusals(recoveryOffer(key, sales.id))).toBe(problem('recovery-invalid'));
  });
});

describe('recover-owner', () => {
  const run = async (args: readonly string[]) => {
    const child = spawn(process.execPath, [await hostCli(), 'recover-owner', ...args]);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, out, err };
  };

  it("[PEOPLE-9] [TLS-14] makes a link that carries the host's own certificate where the host shows it", async () => {
    const host = await startHostProcess();
    const { data } = host;
    await joinAs(host.url, { secret: host.ownerSecret ?? '', name: 'Anna', department: 'marketing' });
    await host.stop();
    const { pin } = await ownCertificate(data, Date.now());
    const certAt = async (url: string) => {
      const { out } = await run(['--data', data, '--url', url]);
      const link = readJoinLink(/https?:\S+/.exec(out)?.[0] ?? '');
      return typeof link === 'object' ? [link.origin, link.cert] : link;
    };
    expect(await certAt('http://192.168.1.20:8080')).toEqual(['http://192.168.1.20:8080', pin]);
    expect(await certAt('http://127.0.0.1:8080')).toEqual(['http://127.0.0.1:8080', null]);
    expect(await certAt('https://plans.example.com')).toEqual(['https://plans.example.com', null]);
    await host.close();
  });

  it('[PEOPLE-9] makes a new owner with a record that says so, and refuses beside a running host', async () => {
    const first = await startHostProcess();
    const { data } = first;
    const secret = first.ownerSecret ?? '';
    const lost = await joinAs(first.url, { secret, name: 'Anna', department: 'marketing', company: 'B' });
    const args = ['--data', data, '--url', 'http://127.0.0.1:8080/'];
    const beside = await run(args);
    expect([beside.code, beside.err]).toEqual([1, expect.stringContaining('Another host is running')]);
    await first.stop();
    expect((await run(['--data', data])).err).toContain('--url takes');
    expect((await run(['--data', `${data}-none`, '--url', 'http://x'])).err).toContain(
      'There is no workspace',
    );

    const former = secretOf(/http\S+/.exec((await run(args)).out)?.[0] ?? '');
    const made = secretOf(/http:\/\/127\.0\.0\.1:8080\/#invite=\S+/.exec((await run(args)).out)?.[0] ?? '');
    const host = await startHostProcess({ data });
    try {
      const person = { name: 'Neue Inhaberin', department: 'sales' } as const;
      await expect(joinAs(host.url, { secret: former, ...person })).rejects.toThrow('invite-invalid');
      const view = await ask(host.url, 'POST', '/api/invites/view', { invite: made });
      expect(view.body).toMatchObject({ kind: 'invite', role: 'owner', company: 'B' });
      const owner = await joinAs(host.url, { secret: made, ...person });
      await expect(joinAs(host.url, { secret: made, ...person })).rejects.toThrow('invite-invalid');
      expect((await owner.ask('DELETE', `/api/members/${lost.id}`)).status).toBe(204);
      const entries = await recordOf(owner);
      expect(await faultOf(entries)).toBeNull();
      const recovery = entries.findLast(({ kind }) => kind === 'owner-recovery');
      expect(entries.find(({ body }) => body?.['member'] === owner.id)).toMatchObject({
        kind: 'member-joined',
        body: { role: 'owner', invite: recovery?.body?.['invite'] },
      });
    } finally {
      await host.close();
    }
  });
});
