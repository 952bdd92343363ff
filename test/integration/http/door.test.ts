import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type RunningHost } from '../../../server/start';
import { ask, joinAs } from '../../support/clients/clients';
import { RawClient } from '../../support/clients/raw-client';
import { secretOf, startHostProcess } from '../../support/host/host';
import { sendBare } from '../../support/hostile/bare-request';

const LONG = `// ${'long '.repeat(1000)}`;
let directory: string;
let host: RunningHost;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handschlag-door-'));
  await mkdir(join(directory, 'pages/assets'), { recursive: true });
  await writeFile(join(directory, 'pages/index.html'), '<!doctype html><title>Handschlag</title>');
  await writeFile(join(directory, 'pages/phone.html'), '<!doctype html><title>Phone');
  await writeFile(join(directory, 'pages/assets/a-1.js'), '1');
  await writeFile(join(directory, 'pages/assets/b-2.js'), LONG);
  await writeFile(join(directory, 'pages/assets/b-2.js.gz'), gzipSync(LONG));
  await writeFile(join(directory, 'secret.html'), 'secret');
  host = await startHost({ data: join(directory, 'data'), port: 0, rendererDir: join(directory, 'pages') });
});
afterAll(async () => {
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

describe('pages', () => {
  it('[HTTP-11] come with a strict policy, and from their folder alone', async () => {
    const index = await ask<string>(host.url, 'GET', '/');
    expect(index.body).toContain('<title>Handschlag');
    const policy = index.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://${new URL(host.url).host}`);
    expect(index.headers.get('x-content-type-options')).toBe('nosniff');
    expect(index.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await ask(host.url, 'GET', '/assets/a-1.js')).headers.get('cache-control')).toContain(
      'immutable',
    );
    for (const path of [
      '/..%2fsecret.html',
      '/%2e%2e/secret.html',
      '/assets/../../secret.html',
      '/assets',
      '/%00.html',
    ])
      expect([path, (await ask(host.url, 'GET', path)).status]).toEqual([path, 404]);
  });
});

describe('what is fetched', () => {
  const file = (headers: Record<string, string>, method = 'GET') =>
    sendBare(host.url, { method, path: '/assets/b-2.js', headers });

  it('[HTTP-43] comes as the build compressed it to whoever takes that, and as it is to others', async () => {
    const compressed = gzipSync(LONG);
    for (const encodings of ['gzip', 'br, gzip;q=0.8', 'deflate,GZIP']) {
      const { status, headers, bytes } = await file({ 'accept-encoding': encodings });
      expect([status, headers['content-encoding'], headers['vary']]).toEqual([
        200,
        'gzip',
        'accept-encoding',
      ]);
      expect(headers['content-length']).toBe(String(compressed.length));
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toContain('immutable');
      expect(gunzipSync(bytes).toString()).toBe(LONG);
    }
    const others: Record<string, string>[] = [
      {},
      { 'accept-encoding': 'br' },
      { 'accept-encoding': 'gzip;q=0, br' },
    ];
    for (const headers of others) {
      const plain = await file(headers);
      expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([
        undefined,
        'accept-encoding',
      ]);
      expect(plain.bytes.toString()).toBe(LONG);
    }
    const head = await file({ 'accept-encoding': 'gzip' }, 'HEAD');
    expect(head.headers['content-length']).toBe(String(compressed.length));
    expect(head.headers['content-encoding']).toBe('gzip');
    expect(head.bytes).toHaveLength(0);
    // It has no name of its own.
    expect((await ask(host.url, 'GET', '/assets/b-2.js.gz')).status).toBe(404);
  });

  it('[HTTP-44] is the small app at the bare address on a phone, and the whole one everywhere else', async () => {
    const agents = {
      phone:
        'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
      tablet:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1',
    };
    const title = async (path: string, agent: string) => {
      const answer = await sendBare(host.url, { method: 'GET', path, headers: { 'user-agent': agent } });
      expect(answer.headers['vary']).toBe(path === '/' ? 'accept-encoding, user-agent' : 'accept-encoding');
      return /<title>(\w+)/.exec(answer.bytes.toString())?.[1];
    };
    expect(await title('/', agents.phone)).toBe('Phone');
    expect(await title('/', agents.tablet)).toBe('Handschlag');
    expect(await title('/index.html', agents.phone)).toBe('Handschlag');
    expect(await title('/phone.html', agents.tablet)).toBe('Phone');
  });
});

describe('the door', () => {
  it('[HTTP-12] opens to the network on the same port and keeps who is inside', async () => {
    const secret = secretOf(host.ownerInvite ?? '');
    const owner = await joinAs(host.url, {
      secret,
      name: 'Maren',
      department: 'marketing',
      company: 'Brenner',
    });
    const inside = await RawClient.open(owner, 'workspace');
    const addresses = await host.openToNetwork();
    const { port } = new URL(host.url);
    for (const address of addresses) {
      expect(new URL(address).port).toBe(port);
      expect((await ask(address, 'GET', '/healthz')).status).toBe(200);
    }
    expect((await owner.ask('GET', '/api/me')).body).toMatchObject({
      company: 'Brenner',
      insecure: false,
      example: false,
    });
    expect(await host.openToNetwork()).toEqual(addresses);
    const heard = inside.heard.length;
    await owner.createBoard('Neu');
    await inside.until(() => inside.heard.length > heard);
    expect(inside.closed).toBeNull();
  });

  it('[HTTP-21] ends with 0 when told to, and says goodbye to who is inside', async () => {
    const process = await startHostProcess();
    const secret = process.ownerSecret ?? '';
    const owner = await joinAs(process.url, { secret, name: 'Maren', department: 'marketing' });
    const inside = await RawClient.open(owner, 'workspace');
    expect(await process.stop()).toBe(0);
    await inside.until(() => inside.closed !== null);
    expect(inside.closed).toBe(1001);
    await process.close();
  });
});
