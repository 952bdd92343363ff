import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, joinAs } from '../../support/clients/clients';
import { runHostProcess, startHostProcess, type HostProcess } from '../../support/host/host';
import { memoryFolder } from '../../support/host/memory-folder';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { startHost } from '../../../server/start';
import { startProxy, type Proxy } from '../../support/host/proxy';
import { RawClient } from '../../support/clients/raw-client';

let host: HostProcess;
let proxy: Proxy;
const NAME = 'plans.example.com';

beforeAll(async () => {
  host = await startHostProcess({ args: ['--trusted-proxy', '127.0.0.1', '--name', NAME] });
  proxy = await startProxy(host.url, ({ headers }) => ({
    'x-forwarded-for': String(headers['x-test-visitor'] ?? '203.0.113.1'),
    'x-forwarded-proto': 'https',
    'x-forwarded-host': NAME,
  }));
});
afterAll(async () => {
  await proxy.close();
  await host.close();
});

it('[OPER-1] people work through a trusted proxy as if it were not there, by its name and encrypted', async () => {
  const owner = await joinAs(proxy.url, {
    secret: host.ownerSecret ?? '',
    name: 'Maren',
    department: 'marketing',
  });
  expect((await owner.ask('GET', '/api/me')).body).toMatchObject({ insecure: false });
  const invite = await owner.ask<{ link: string }>('POST', '/api/invites', {
    role: 'member',
    approver: false,
  });
  expect(invite.body.link).toMatch(/^https:\/\/plans\.example\.com\/#invite=/);
  const page = { origin: `https://${NAME}` };
  expect((await ask(proxy.url, 'GET', '/api/me', undefined, owner.token, page)).status).toBe(200);
  const stranger = { origin: 'https://elsewhere.example.com' };
  expect((await ask(proxy.url, 'GET', '/api/me', undefined, owner.token, stranger)).status).toBe(403);
  const board = await owner.createBoard('Herbst');
  const raw = await RawClient.open(owner, `board:${board}`);
  await raw.until(() => raw.heard.length > 0);
  expect(raw.closed).toBeNull();
  raw.close();
});

it('[OPER-1] counts what visitors do by their own addresses, not by the proxy’s', async () => {
  const join = (visitor: string) =>
    ask(proxy.url, 'POST', '/api/join', {}, undefined, { 'x-test-visitor': visitor });
  const many = await Promise.all(Array.from({ length: 70 }, () => join('203.0.113.7')));
  expect(many.filter(({ status }) => status === 429).length).toBe(10);
  expect(Number(many.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await join('203.0.113.8')).status).toBe(400);
  expect((await join('1.1.1.1, 203.0.113.7')).status).toBe(429);
});

it('[OPER-1] believes nobody else', async () => {
  const plain = await startHostProcess();
  const owner = await joinAs(plain.url, {
    secret: plain.ownerSecret ?? '',
    name: 'Maren',
    department: 'marketing',
  });
  const claims = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': NAME };
  const me = await ask(plain.url, 'GET', '/api/me', undefined, owner.token, claims);
  expect(me.body).toMatchObject({ insecure: true });
  const join = (n: number) =>
    ask(plain.url, 'POST', '/api/join', {}, undefined, { 'x-forwarded-for': `203.0.113.${n}` });
  const many = await Promise.all(Array.from({ length: 70 }, (_none, n) => join(n)));
  expect(many.some(({ status }) => status === 429)).toBe(true);
  await plain.close();
});

it('[CLIENT-61] a browser that asks for a page below a path is told so in words', async () => {
  const data = memoryFolder('pages');
  const pages = await startHost({ data, port: 0, rendererDir: fromRoot('out', 'renderer') });
  const asked = (path: string, accept: string) => fetch(pages.url + path, { headers: { accept } });
  const page = await asked('/handschlag/', 'text/html,*/*;q=0.8');
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(await page.text()).toMatch(/ohne Pfad dahinter[^]*without a path behind it/);
  expect((await asked('/', 'text/html')).status).toBe(200);
  const code = await asked('/handschlag/main.js', '*/*');
  expect(code.headers.get('content-type')).toContain('application/problem+json');
  await pages.close();
  rmSync(data, { recursive: true });
});

it('[HTTP-20] says which proxy is no address', async () => {
  const wrong = await runHostProcess(['--data', '/tmp/none', '--trusted-proxy', 'nginx']);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('"nginx" is no address')]);
});
