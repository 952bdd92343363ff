import { once } from 'node:events';
import { rm, mkdtemp, writeFile, mkdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type RunningHost } from '../../../server/start';
import type { RecordEntry } from '../../../shared/domain/record';
import { hostProofText } from '../../../shared/api/contract';
import { verify } from '../../../shared/crypto/ed25519';
import { createPlan } from '../../../shared/doc/commands';
import { readJoinLink } from '../../../shared/api/links';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { secretOf } from '../../support/host/host';
import {
  askPinned,
  connectPinned,
  dribbling,
  openPinnedSocket,
  type Pinned,
} from '../../support/desktop/pinned';
import { REQUEST, say } from '../../support/clients/plain-peer';
import { RawClient } from '../../support/clients/raw-client';

let directory: string;
let host: RunningHost;
let pinned: Pinned;
let owner: TestMember;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handschlag-tls-'));
  await mkdir(join(directory, 'pages'));
  await writeFile(join(directory, 'pages/index.html'), '<!doctype html><title>Handschlag</title>');
  host = await startHost({ data: join(directory, 'data'), port: 0, rendererDir: join(directory, 'pages') });
  const secret = secretOf(host.ownerInvite ?? '');
  owner = await joinAs(host.url, { secret, name: 'Maren', department: 'marketing', company: 'Brenner' });
  await host.openToNetwork();
  pinned = { port: Number(new URL(host.url).port), pin: host.pin() ?? '' };
});
afterAll(async () => {
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

/** A way over the network, as far as the host can tell: somebody passed the request on. */
const OVER_NETWORK = { via: '1.1 somebody' };

describe('one port', () => {
  it('[TLS-10] speaks TLS to an app that pins, for requests and for the board, and plain HTTP to others', async () => {
    expect(await askPinned(pinned, '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
    expect((await ask(host.url, 'GET', '/healthz')).status).toBe(200);

    const headers = { authorization: `Bearer ${owner.token}` };
    const ticket = await askPinned(pinned, '/api/tickets', {
      method: 'POST',
      headers,
      body: { room: 'workspace' },
    });
    const socket = await openPinnedSocket(pinned, 'workspace', (ticket.body as { ticket: string }).ticket);
    expect(socket.protocol).toBe('handschlag.v1');
    const closed = once(socket, 'close');
    const told = once(socket, 'message');
    await owner.createBoard('Neu');
    await told;
    socket.close();
    await closed;
    const plain = await RawClient.open(owner, 'workspace');
    expect(plain.closed).toBeNull();
    plain.close();
  });

  it('[TLS-11] another certificate than the pinned one is noticed before anything is said', async () => {
    const wrong = { ...pinned, pin: 'A'.repeat(43) };
    await expect(askPinned(wrong, '/api/me')).rejects.toThrow('another certificate');
  });

  it('[TLS-12] is told which it is by a first byte that comes alone', async () => {
    const bytes = [...Buffer.from(REQUEST)].map((byte) => Buffer.from([byte]));
    expect(await say(pinned.port, bytes)).toMatch(/^HTTP\/1\.1 200/);

    // A TLS hello, byte by byte: through a stream that passes nothing else on until each is out.
    const raw = createConnection({ port: pinned.port, host: '127.0.0.1', noDelay: true });
    await once(raw, 'connect');
    const dribble = dribbling(raw);
    const tls = connect({ socket: dribble.stream, rejectUnauthorized: false });
    await once(tls, 'secureConnect');
    tls.write(REQUEST);
    const [answer] = (await once(tls, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200/);
    expect(dribble.pieces()).toBeGreaterThan(100);
    tls.destroy();
  });

  it('[TLS-12] answers what was pipelined behind the first byte in order', async () => {
    const keep = REQUEST.replace('Connection: close\r\n', '');
    const heard = await say(pinned.port, [keep + keep + REQUEST]);
    expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('[TLS-13] refuses %s', async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' };
    await expect(connectPinned(pinned, old)).rejects.toThrow(/alert|SSL|protocol/i);
  });

  it.each(['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA256'])(
    '[TLS-13] refuses the cipher %s',
    async (ciphers) => {
      await expect(connectPinned(pinned, { maxVersion: 'TLSv1.2', ciphers })).rejects.toThrow(
        /alert|handshake/i,
      );
      const good = await connectPinned(pinned, { maxVersion: 'TLSv1.2' });
      expect(good.getCipher().name).toMatch(/GCM|CHACHA20/);
      good.destroy();
    },
  );
});

describe('what is told', () => {
  it('[TLS-14] links carry the fingerprint, and stay ones that a browser opens', async () => {
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    expect(readJoinLink(body.link)).toMatchObject({ origin: host.url, kind: 'invite', cert: pinned.pin });
    expect(body.link).toMatch(/^http:/);
  });

  it('[TLS-15] a connection counts as secure by TLS and on this machine, and by nothing else', async () => {
    const headers = { authorization: `Bearer ${owner.token}` };
    expect((await askPinned(pinned, '/api/me', { headers })).body).toMatchObject({ insecure: false });
    expect((await owner.ask('GET', '/api/me')).body).toMatchObject({ insecure: false });
    const headersOver = { ...headers, ...OVER_NETWORK };
    const plain = await fetch(`${host.url}/api/me`, { headers: headersOver });
    expect(await plain.json()).toMatchObject({ insecure: true });
    const encrypted = await askPinned(pinned, '/api/me', { headers: headersOver });
    expect(encrypted.body).toMatchObject({ insecure: false });
  });

  it('[TLS-16] a page that came unencrypted gets nothing over TLS, and pages reach their own kind alone', async () => {
    const plainPage = { origin: `http://127.0.0.1:${pinned.port}` };
    const encryptedPage = { origin: `https://127.0.0.1:${pinned.port}` };
    expect((await askPinned(pinned, '/healthz', { headers: plainPage })).status).toBe(403);
    expect((await askPinned(pinned, '/healthz', { headers: encryptedPage })).status).toBe(200);
    const { headers } = await askPinned(pinned, '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`connect-src 'self' wss://127.0.0.1:${pinned.port};`);
  });
});

describe('a host that proves itself', () => {
  const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
  const prove = async (body: unknown) =>
    (await askPinned(pinned, '/api/host', { method: 'POST', body })) as {
      status: number;
      body: { hostKey: string; proof: string };
    };

  it('[TLS-31] does so by the key of its record, for the certificate that it shows', async () => {
    const { status, body } = await prove({ nonce });
    expect(status).toBe(200);
    const record = await owner.ask<{ entries: RecordEntry[] }>('GET', '/api/record');
    const [created] = record.body.entries;
    expect(body.hostKey).toBe(created?.body?.['hostKey']);
    const over = (at: string) => verify(body.hostKey, hostProofText({ nonce, at }), body.proof);
    expect(await over(`certificate ${pinned.pin}`)).toBe(true);
    expect(await over(`name 127.0.0.1:${pinned.port}`)).toBe(false);
    expect((await prove({ nonce: 'short' })).status).toBe(400);
    expect((await prove({ nonce, at: 'certificate of another' })).status).toBe(400);
  });

  it('[TLS-31] proves nothing where nobody vouches for the connection', async () => {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${host.url}/api/host`, { ...asked, body: JSON.stringify({ nonce }) });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ reason: 'needs-tls' });
  });
});

describe('a board whose decisions need an encrypted connection', () => {
  it('[TLS-26] takes statements and its own rules by TLS and on this machine alone', async () => {
    const board = await owner.createBoard('Vertraulich');
    const policy = { approvals: 1, leadTimeDays: 14, promiseRequired: true };
    const path = `/api/boards/${board}`;
    const set = (value: object) =>
      owner.ask<{ policy: object }>('PATCH', path, { policy: { ...policy, ...value } });
    // What says the same makes no entry, and the rule is absent where it does not hold.
    expect((await set({ encryptedOnly: false })).body.policy).toEqual(policy);
    expect((await owner.record(board)).entries).toHaveLength(1);
    expect((await set({ encryptedOnly: true })).body.policy).toEqual({ ...policy, encryptedOnly: true });
    const [, changed] = (await owner.record(board)).entries;
    expect(changed?.body).toMatchObject({ policy: { encryptedOnly: true } });

    const { doc, close } = await owner.openBoard(board);
    const fields = { title: 'Plan', start: '2027-03-01', end: '2027-04-30', budgetMinor: 1, currency: 'EUR' };
    createPlan(doc, { id: 'p', kind: 'campaign', ownerId: owner.id, fields });
    await expect.poll(async () => (await owner.ask('GET', `${path}/plans/p`)).status).toBe(200);
    close();
    const signed = async () => {
      const statement = await owner.statement(board, 'p', { kind: 'plan-submitted' });
      return { statement, device: owner.deviceId, sig: owner.sign(statement) };
    };
    const plainly = async (method: string, to: string, body: object) => {
      const sent = { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' };
      const answer = await fetch(host.url + to, {
        method,
        headers: { ...sent, ...OVER_NETWORK },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const refused = { status: 403, body: { reason: 'needs-tls' } };
    expect(await plainly('POST', `${path}/plans/p/submit`, await signed())).toMatchObject(refused);
    expect(await plainly('PATCH', path, { policy })).toMatchObject(refused);
    expect((await plainly('PATCH', path, { title: 'Neu' })).status).toBe(200);
    const headers = { authorization: `Bearer ${owner.token}` };
    const submitted = await askPinned(pinned, `${path}/plans/p/submit`, {
      method: 'POST',
      headers,
      body: await signed(),
    });
    expect(submitted.status).toBe(201);
    expect((await set({})).body.policy).toEqual(policy);
  });
});
