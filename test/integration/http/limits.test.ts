import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RATES, type Limited } from '../../../server/net/limits';
import { startHost, type RunningHost } from '../../../server/start';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { secretOf } from '../../support/host/host';

let data: string;
let host: RunningHost;
let owner: TestMember;

// Time stands still unless a test says otherwise: what is asked within a second is so on every machine.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  data = await mkdtemp(join(tmpdir(), 'handschlag-limits-'));
  host = await startHost({ data, port: 0 });
  const secret = secretOf(host.ownerInvite ?? '');
  owner = await joinAs(host.url, { secret, name: 'Maren', department: 'marketing' });
  vi.advanceTimersByTime(60_000);
});
afterEach(async () => {
  vi.useRealTimers();
  await host?.close();
  await rm(data, { recursive: true, force: true });
});

type Answer = { readonly status: number; readonly retryAfter: number };

/**
 * An upgrade by hand, without a ticket: what is let in is told so on the socket and goes.
 * @param held takes the socket, so that it stays for as long as the host bears it
 */
function upgrade(held?: Duplex[]): Promise<Answer> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    'sec-websocket-protocol': 'handschlag.v1',
  };
  return new Promise((done, fail) => {
    const sent = request(`${host.url}/sync/workspace`, { headers, agent: false });
    sent.once('upgrade', (_answer, socket) => {
      socket.on('error', () => undefined);
      if (held) held.push(socket);
      else socket.destroy();
      done({ status: 101, retryAfter: 0 });
    });
    sent.once('response', (answer) => {
      answer.resume();
      done({ status: answer.statusCode ?? 0, retryAfter: Number(answer.headers['retry-after']) });
    });
    sent.once('error', fail);
    sent.end();
  });
}

const asked = async (method: string, path: string, body?: unknown, token?: string): Promise<Answer> => {
  const { status, headers } = await ask(host.url, method, path, body, token);
  return { status, retryAfter: Number(headers.get('retry-after')) };
};

/** What counts against each limit, and how many of it may be under way at once. */
const DEEDS: readonly [limited: keyof typeof RATES, deed: () => Promise<Answer>, atOnce: number][] = [
  ['looks', () => asked('POST', '/api/invites/view', { invite: 'x'.repeat(43) }), 30],
  ['badTokens', () => asked('GET', '/api/me', undefined, 'x'.repeat(43)), 50],
  ['requests', () => asked('GET', '/api/me', undefined, owner.token), RATES.requests.points + 1],
  ['joins', () => asked('POST', '/api/join', {}), RATES.joins.points + 1],
  ['sockets', () => upgrade(), 100],
  // An office that loads the pages all at once.
  ['strangers', () => asked('GET', '/nothing-here'), 100],
];

/** Does it until it is refused. @returns how often it was not, and the first refusal */
async function untilRefused(deed: () => Promise<Answer>, atOnce: number, most: number) {
  const answers: Answer[] = [];
  const refused = () => answers.filter(({ status }) => status === 429);
  while (answers.length < most && refused().length === 0)
    answers.push(...(await Promise.all(Array.from({ length: atOnce }, deed))));
  return { allowed: answers.length - refused().length, refused: refused() };
}

/** How many refusals the host has counted for whoever looks after it. */
async function counted(limited: Limited): Promise<number> {
  const { body } = await ask<string>(host.url, 'GET', '/metrics');
  return Number(new RegExp(`^handschlag_limited_total\\{limit="${limited}"\\} (\\d+)$`, 'm').exec(body)?.[1]);
}

it.each(DEEDS)(
  '[HTTP-10] %s: so many as are promised, then 429 and when to come back',
  async (limited, deed, atOnce) => {
    const { points, duration } = RATES[limited];
    const { allowed, refused } = await untilRefused(deed, atOnce, points * 1.5);
    expect(allowed).toBe(points);
    expect(refused[0]?.retryAfter).toBe(duration);
    vi.advanceTimersByTime(duration * 1000);
    expect((await deed()).status).not.toBe(429);
    expect(await counted(limited)).toBe(refused.length);
  },
);

it('[HTTP-10] allow 50 requests a second and 60 joins a minute', async () => {
  const me = () => asked('GET', '/api/me', undefined, owner.token);
  const join = () => asked('POST', '/api/join', {});
  expect((await untilRefused(me, 120, 120)).allowed).toBeGreaterThanOrEqual(50);
  expect((await untilRefused(join, 70, 70)).allowed).toBe(60);
});

it('[HTTP-10] tickets: as many as windows may come back in the morning', async () => {
  let given = 0;
  let wait = 0;
  // Fifty a second are allowed of anything; a longer wait is that of the tickets.
  while (wait < 5) {
    vi.advanceTimersByTime(wait * 1000);
    const answer = await asked('POST', '/api/tickets', { room: 'workspace' }, owner.token);
    if (answer.status < 300) given += 1;
    wait = answer.retryAfter;
  }
  expect(given).toBe(RATES.tickets.points);
});

it('[HTTP-10] crowd: a thousand sockets of one address at once; whoever goes makes room', async () => {
  // None of them shows a ticket. While time stands still, none is put out for that either.
  const held: Duplex[] = [];
  const refused: Answer[] = [];
  while (refused.length === 0 && held.length < 1_400) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => upgrade(held)));
    refused.push(...answers.filter(({ status }) => status !== 101));
  }
  expect(refused[0]).toEqual({ status: 429, retryAfter: 30 });
  expect(held.length).toBe(1_000);
  expect(await counted('crowd')).toBe(refused.length);
  for (const socket of held) socket.destroy();
  await expect.poll(() => upgrade()).toMatchObject({ status: 101 });
});
