import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { openBoardDoc, root } from '../../../shared/doc/board-doc';
import { SYNC } from '../../../shared/sync/protocol';
import { ask, joinAs, type TestMember } from '../../support/clients/clients';
import { startHostProcess } from '../../support/host/host';
import { devicesOf } from '../../support/host/people';
import { RawClient } from '../../support/clients/raw-client';

/** What came of one request: an answer to its end, or none at all; never half of one. */
type Came = { readonly status: number; readonly whole: boolean } | 'nothing';

it('[HTTP-21] [PEOPLE-4] told to stop under load, commits and acknowledges what came, answers what was asked, ends with 0', async () => {
  const data = await mkdtemp(join(tmpdir(), 'handschlag-stop-'));
  const host = await startHostProcess({ data });
  const owner = await joinAs(host.url, {
    secret: host.ownerSecret ?? '',
    name: 'Maren',
    department: 'marketing',
  });
  const people = [owner, ...(await several(5, (n) => owner.invite({ name: `P${n}`, department: 'sales' })))];
  const board = await owner.createBoard('Feierabend');
  const writers = await Promise.all(people.map((member) => write(member, board)));
  const askers = people.map((member) => askUntilGone(member));
  const created = createUntilGone(owner);
  await Promise.all(writers.map(({ raw }) => raw.until(() => raw.settled > 20)));

  expect(await host.stop()).toBe(0);
  const sent = await Promise.all(writers.map(({ done }) => done));
  expect(writers.map(({ raw }) => raw.closed)).toEqual(people.map(() => 1001));
  const came = (await Promise.all(askers)).flat();
  expect(came.filter((each) => each !== 'nothing' && !each.whole)).toEqual([]);
  const statuses = new Set(came.flatMap((each) => (each === 'nothing' ? [] : [each.status])));
  expect([...statuses].filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  expect(statuses).toContain(200);
  expect(host.events.at(-1)).toMatchObject({ event: 'stopped', level: 'info' });

  const again = await startHostProcess({ data });
  const { doc, close } = await (await moved(owner, again.url)).openBoard(board);
  const kept = new Set(root(doc, 'notes').keys());
  for (const [index, { raw }] of writers.entries()) {
    const acknowledged = (sent[index] ?? []).slice(0, raw.settled);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  }
  close();
  const boards = await ask<{ boards: { title: string }[] }>(
    again.url,
    'GET',
    '/api/boards',
    undefined,
    owner.token,
  );
  const titles = new Set(boards.body.boards.map(({ title }) => title));
  const { answered, unanswered } = await created;
  expect(answered.filter((title) => !titles.has(title))).toEqual([]);
  expect(unanswered.filter((title) => titles.has(title))).toEqual([]);
  // Only the owner came back: when the others were heard of was written down as the host stopped.
  const seen = await devicesOf(await moved(owner, again.url));
  expect(seen.map(({ lastSeen }) => lastSeen)).toEqual(people.map(() => expect.any(String) as string));
  await again.close();
  await rm(data, { recursive: true, force: true });
});

it('[HTTP-21] [OPER-6] told to stop, says so of its health, and ends at once at the second signal', async () => {
  const host = await startHostProcess();
  const ended = new Promise<number | null>((done) => host.process.once('exit', done));
  const drip = request(`${host.url}/api/join`, { method: 'POST', headers: { 'content-length': 100 } });
  drip.on('error', () => undefined);
  drip.write('{');
  await ask(host.url, 'GET', '/healthz');
  host.process.kill('SIGTERM');
  await until(() => host.events.some(({ event }) => event === 'stopping'), host.process);
  const { status, body } = await ask(host.url, 'GET', '/healthz');
  expect([status, body]).toEqual([503, expect.objectContaining({ reason: 'stopping' })]);
  host.process.kill('SIGTERM');
  expect(await ended).toBe(128 + 15);
  await host.close();
});

/** Writes as fast as the host answers, until it says goodbye. */
async function write(member: TestMember, board: string) {
  const raw = await RawClient.open(member, `board:${board}`);
  const doc = openBoardDoc(new Y.Doc());
  const sent: string[] = [];
  doc.on('update', (update: Uint8Array) => raw.sendSync(SYNC.update, update));
  const run = async () => {
    for (let count = 0; raw.closed === null; count++) {
      sent.push(`${member.id}-${count}`);
      root(doc, 'notes').set(`${member.id}-${count}`, count);
      await raw.until(() => raw.closed !== null || sent.length - raw.settled < 8);
    }
    return sent;
  };
  return { raw, done: run() };
}

async function askUntilGone({ url, token }: TestMember): Promise<Came[]> {
  const came: Came[] = [];
  for (;;) {
    const one = await once(url, token, 'GET', '/api/record');
    came.push(one);
    if (one === 'nothing') return came;
  }
}

/** Makes boards until nobody answers. */
async function createUntilGone({ url, token }: TestMember) {
  const answered: string[] = [];
  const unanswered: string[] = [];
  for (let n = 0; ; n++) {
    const title = `Board ${n}`;
    const came = await once(url, token, 'POST', '/api/boards', JSON.stringify({ title }));
    if (came !== 'nothing' && came.status === 201) answered.push(title);
    else unanswered.push(title);
    if (came === 'nothing') return { answered, unanswered };
  }
}

function once(url: string, token: string, method: string, path: string, body?: string): Promise<Came> {
  return new Promise((done) => {
    const asked = request(url + path, {
      method,
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    });
    asked.on('error', () => done('nothing'));
    asked.on('response', (response) => {
      response.resume();
      response.on('close', () => done({ status: response.statusCode ?? 0, whole: response.complete }));
    });
    asked.end(body);
  });
}

function several<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_none, n) => make(n)));
}

/** The same member at a host's new address. */
async function moved(member: TestMember, url: string): Promise<TestMember> {
  return Object.assign(Object.create(Object.getPrototypeOf(member) as object) as TestMember, member, { url });
}

/** Resolves once something holds that comes with the host's log. */
async function until(holds: () => boolean, process: { stdout: NodeJS.ReadableStream | null }): Promise<void> {
  while (!holds()) await new Promise((heard) => process.stdout?.once('data', () => setImmediate(heard)));
}
