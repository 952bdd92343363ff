import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RATES, type Limited } from '../../../server/net/limits';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { startHostProcess, type HostProcess } from '../../support/host/host';

let host: HostProcess;
let owner: TestMember;

beforeAll(async () => {
  host = await startHostProcess();
  owner = await joinAs(host.url, { secret: host.ownerSecret ?? '', name: 'Maren', department: 'marketing' });
});
afterAll(() => host?.close());

type Answer = { readonly status: number; readonly retryAfter: number };

/**
 * An upgrade by hand, without a ticket: what is let in is told so on the socket and goes.
 * @param held takes the socket, so that it stays for as long as the host bears it
 */
function upgrade(url = host.url, held?: Duplex[]): Promise<Answer> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    'sec-websocket-protocol': 'handschlag.v1',
  };
  return new Promise((done, fail) => {
    const sent = request(`${url}/sync/workspace`, { headers, agent: false });
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
async function counted(url: string, limited: Limited): Promise<number> {
  const { body } = await ask<string>(url, 'GET', '/metrics');
  return Number(new RegExp(`^handschlag_limited_total\\{limit="${limited}"\\} (\\d+)$`, 'm').exec(body)?.[1]);
}

it.each(DEEDS)(
  '[HTTP-10] %s: so many as are promised, then 429 and when to come back',
  async (limited, deed, atOnce) => {
    const { points, duration } = RATES[limited];
    const { allowed, refused } = await untilRefused(deed, atOnce, points * 1.5);
    expect(allowed).toBeGreaterThanOrEqual(points - 5);
    expect(refused[0]?.retryAfter).toBeGreaterThanOrEqual(1);
    expect(refused[0]?.retryAfter).toBeLessThanOrEqual(duration);
    expect(await counted(host.url, limited)).toBeGreaterThanOrEqual(refused.length);
  },
);

it('[HTTP-10] strangers: an office that loads the pages all at once, and no more', async () => {
  const other = await startHostProcess();
  const { points } = RATES.strangers;
  const look = async (): Promise<Answer> => {
    const { status, headers } = await ask(other.url, 'GET', '/nothing-here');
    return { status, retryAfter: Number(headers.get('retry-after')) };
  };
  const { allowed, refused } = await untilRefused(look, 100, points * 1.5);
  expect(allowed).toBeGreaterThanOrEqual(points - 5);
  expect(refused[0]?.retryAfter).toBeLessThanOrEqual(RATES.strangers.duration);
  await other.close();
});

it('[HTTP-10] tickets: as many as windows may come back in the morning', async () => {
  const other = await startHostProcess();
  const secret = other.ownerSecret ?? '';
  const member = await joinAs(other.url, { secret, name: 'Maren', department: 'marketing' });
  let given = 0;
  let wait = 0;
  // Fifty a second are allowed of anything; a longer wait is that of the tickets.
  while (wait < 5) {
    const room = { room: 'workspace' };
    const { status, headers } = await ask(other.url, 'POST', '/api/tickets', room, member.token);
    if (status === 201 || status === 200) given += 1;
    wait = Number(headers.get('retry-after') ?? 0);
    if (wait > 0 && wait < 5) await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
  expect(given).toBe(RATES.tickets.points);
  await other.close();
});

it('[HTTP-10] crowd: a thousand sockets of one address at once; whoever goes makes room', async () => {
  const other = await startHostProcess();
  const held: Duplex[] = [];
  const refused: Answer[] = [];
  while (refused.length === 0 && held.length < 1_400) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => upgrade(other.url, held)));
    refused.push(...answers.filter(({ status }) => status !== 101));
  }
  expect(refused[0]).toEqual({ status: 429, retryAfter: 30 });
  expect(held.length).toBe(1_000);
  expect(await counted(other.url, 'crowd')).toBe(refused.length);
  for (const socket of held) socket.destroy();
  await expect.poll(() => upgrade(other.url), { timeout: 10_000 }).toMatchObject({ status: 101 });
  await other.close();
});
