import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlan } from '../../../shared/doc/commands';
import { newCertificate } from '../../support/host/certificates';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { runHostProcess, startHostProcess } from '../../support/host/host';
import { RawClient } from '../../support/clients/raw-client';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company.host.close());

async function metrics(url: string): Promise<string> {
  return (await ask<string>(url, 'GET', '/metrics')).body;
}

function value(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length));
}

describe('[OPER-6] health', () => {
  it('answers anybody, after really writing', async () => {
    expect(await ask(company.host.url, 'GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
  });
});

describe('[OPER-7] metrics', () => {
  it('count work by kind, never by who or what', async () => {
    const { host, marketing, approver, board } = company;
    await postPlan(marketing, board, 'plan-1');
    expect((await marketing.state(board, 'plan-1', { kind: 'plan-submitted' })).status).toBe(201);
    expect((await approver.state(board, 'plan-1', { kind: 'launched' })).status).toBeGreaterThanOrEqual(400);
    const inside = await RawClient.open(marketing, `board:${board}`);
    await inside.until(() => inside.heard.length > 0);

    const text = await metrics(host.url);
    expect(value(text, 'handschlag_edits_total{result="committed"}')).toBeGreaterThan(0);
    expect(value(text, 'handschlag_commit_seconds_count')).toBeGreaterThan(0);
    expect(value(text, 'handschlag_statements_total{kind="plan-submitted",answer="taken"}')).toBe(1);
    expect(text).toMatch(/handschlag_statements_total\{kind="launched",answer="[a-z-]+"\} 1/);
    expect(value(text, 'handschlag_record_entries_total{record="board"}')).toBeGreaterThan(0);
    expect(value(text, 'handschlag_http_requests_total{route="join",status="2xx"}')).toBe(5);
    expect(value(text, 'handschlag_sockets{room="board"}')).toBeGreaterThanOrEqual(1);
    expect(value(text, 'handschlag_boards_open')).toBe(1);
    expect(value(text, 'handschlag_storage_bytes')).toBeGreaterThan(4096);
    expect(value(text, 'handschlag_storage_free_bytes')).toBeGreaterThan(0);
    expect(text).toContain('handschlag_event_loop_lag_seconds{quantile="0.99"}');
    inside.close();
  });

  it('keep their size whoever asks for what', async () => {
    const { host, owner } = company;
    const lines = async () => (await metrics(host.url)).split('\n').length;
    await ask(host.url, 'GET', '/nothing/0');
    await owner.ask('GET', '/api/boards/none/plans');
    const before = await lines();
    for (let n = 1; n < 30; n++) {
      await ask(host.url, 'GET', `/nothing/${n}`);
      await owner.ask('GET', `/api/boards/none-${n}/plans`);
    }
    expect(await lines()).toBe(before);
  });

  it('are for this machine, and for whom the operator names', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const passedOn = { 'x-forwarded-for': '203.0.113.4' };
    const asked = await ask(company.host.url, 'GET', '/metrics', undefined, undefined, passedOn);
    expect(asked.status).toBe(404);
    const open = await startHostProcess({
      args: ['--trusted-proxy', '127.0.0.1', '--metrics-from', '203.0.113.0/24'],
    });
    expect((await ask(open.url, 'GET', '/metrics', undefined, undefined, passedOn)).status).toBe(200);
    const other = { 'x-forwarded-for': outside ?? '198.51.100.1' };
    expect((await ask(open.url, 'GET', '/metrics', undefined, undefined, other)).status).toBe(404);
    await open.close();
  });

  it('are for nobody who comes through a proxy that is not named, though it stands where one may ask', async () => {
    const host = await startHostProcess({ args: ['--metrics-from', '127.0.0.1'] });
    const asked = async (headers: Record<string, string>) =>
      (await ask(host.url, 'GET', '/metrics', undefined, undefined, headers)).status;
    expect(await asked({})).toBe(200);
    for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host'])
      expect([name, await asked({ [name]: '127.0.0.1' })]).toEqual([name, 404]);
    await host.close();
  });
});

describe('[OPER-8] the log and the metrics', () => {
  it('never say a secret, a name, or what somebody wrote', async () => {
    const host = await startHostProcess();
    const secrets: string[] = [host.ownerSecret ?? ''];
    const said = (word: string) => {
      const canary = `canary-${word}-${secrets.length}`;
      secrets.push(canary);
      return canary;
    };
    const person = (name: string) => ({ name: said(name), department: 'marketing' as const });
    const owner = await joinAs(host.url, {
      secret: host.ownerSecret ?? '',
      ...person('owner'),
      company: said('company'),
    });
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', {
      role: 'member',
      approver: false,
    });
    const invite = body.link.split('#invite=')[1] ?? '';
    const member = await joinAs(host.url, { secret: invite, ...person('member') });
    secrets.push(invite, owner.token, member.token, await owner.deviceLink());
    const board = await owner.createBoard(said('board'));
    const { doc, close } = await owner.openBoard(board);
    createPlan(doc, {
      id: 'plan-1',
      kind: 'campaign',
      ownerId: owner.id,
      fields: { title: said('title'), goal: said('goal'), start: '2027-03-01', end: '2027-04-30' },
    });
    await provoke(host.url, owner, board, said);
    close();
    const ticket = await owner.ticket(`board:${board}`);
    secrets.push(ticket);
    const raw = await RawClient.open(owner, `board:${board}`, ticket);
    raw.send(new TextEncoder().encode(said('bytes')));
    await raw.until(() => raw.closed !== null);
    const counted = await metrics(host.url);
    expect(await host.stop()).toBe(0);

    const [ready, ...log] = host.events;
    expect(Object.keys(ready ?? {})).toEqual(['event', 'url', 'ownerInvite']);
    expect(log.length).toBeGreaterThan(1);
    for (const line of log) expect(line).toMatchObject({ at: expect.any(String), level: expect.any(String) });
    const everything = JSON.stringify(log) + counted;
    expect(secrets.filter((secret) => secret !== '' && everything.includes(secret))).toEqual([]);
    await host.close();
  });
});

describe('[OPER-11] the company’s certificate', () => {
  it('is shown, and read again on SIGHUP; one that is broken leaves the old one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handschlag-cert-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const put = async (pair: { cert: string; key: string }) => {
      await writeFile(cert, pair.cert);
      await writeFile(key, pair.key);
    };
    const [first, second] = [await newCertificate(), await newCertificate()];
    await put(first);
    const host = await startHostProcess({ args: ['--tls-cert', cert, '--tls-key', key] });
    const serial = (pem: string) => new X509Certificate(pem).serialNumber;
    expect(await shownBy(host.url)).toBe(serial(first.cert));
    const hup = async (event: string) => {
      host.process.kill('SIGHUP');
      await vi.waitFor(() => expect(host.events.at(-1)).toMatchObject({ event }));
    };
    await put({ ...second, cert: 'broken' });
    await hup('certificate-not-renewed');
    expect(await shownBy(host.url)).toBe(serial(first.cert));
    await put(second);
    await hup('certificate-renewed');
    expect(await shownBy(host.url)).toBe(serial(second.cert));
    await host.close();
    await rm(folder, { recursive: true, force: true });
  });
});

/** Serial number of the certificate that a host shows. */
function shownBy(url: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', rejectUnauthorized: false });
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      done(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
  });
}

describe('[HTTP-20] the command line says in plain words', () => {
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = await runHostProcess(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/ {4}at |Error:|node:/);
    return stderr;
  };

  it('that a port is taken, or is no port, or that an address is none of this machine', async () => {
    const data = await mkdtemp(join(tmpdir(), 'handschlag-words-'));
    const { port } = new URL(company.host.url);
    expect(await refused('--data', data, '--port', port)).toContain(`Port ${port} is in use`);
    expect(await refused('--data', data, '--port', '80x')).toContain('--port takes 0 to 65535');
    expect(await refused('--data', data, '--bind', '203.0.113.1')).toContain('has no address 203.0.113.1');
    await rm(data, { recursive: true, force: true });
  });

  it('that a directory is none, or cannot be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handschlag-words-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await refused('--data', file)).toContain('is, or lies in, a file');
    expect(await refused('--data', join(file, 'inside'))).toContain('is, or lies in, a file');
    expect(await refused('--data', '/sys/handschlag')).toContain('cannot be written');
    expect(await refused('--data', '/proc/handschlag/data')).toContain('No directory can be made');
    await writeFile(
      join(folder, 'handschlag.db'),
      'this is no database, but long enough to be one'.repeat(99),
    );
    expect(await refused('--data', folder)).toContain('is damaged');
    await rm(folder, { recursive: true, force: true });
  });

  it('that a flag is none or lacks something, and which there are', async () => {
    expect(await refused('--prot', '80')).toMatch(/--prot[^]*usage:[^]*--port N/);
    expect(await refused('--data', '/tmp/none', '--tls-cert', 'a.pem')).toContain('belong together');
    expect(await refused('--data')).toMatch(/--data[^]*usage:/);
  });
});

/** Everything that is refused, with words in it that must stay here. */
async function provoke(url: string, owner: TestMember, board: string, said: (word: string) => string) {
  await ask(url, 'POST', '/api/join', { invite: said('invite'), name: said('stranger') });
  await ask(url, 'POST', '/api/join', `{"invite": ${said('json')}`);
  await ask(url, 'GET', `/${said('path')}?token=${said('query')}`);
  await ask(url, 'GET', '/api/me', undefined, said('token'));
  await owner.ask('POST', '/api/tickets', { room: said('room') });
  await owner.ask('PATCH', `/api/boards/${said('no-board')}`, { title: said('renamed') });
  await owner.ask('POST', `/api/boards/${board}/plans/${said('no-plan')}/submit`, {
    statement: said('statement'),
  });
  await owner.state(board, 'plan-1', { kind: 'plan-submitted', note: said('note') });
}
