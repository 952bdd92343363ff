import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Limits } from '../../../../server/net/limits';
import { startHost, type RunningHost } from '../../../../server/start';
import { ask, joinAs, type TestMember } from '../../../support/clients/clients';

const strangers = vi.spyOn(Limits.prototype, 'stranger');
const members = vi.spyOn(Limits.prototype, 'request');

let data: string;
let host: RunningHost;
let owner: TestMember;
let removed: TestMember;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'handschlag-who-counts-'));
  host = await startHost({ data, port: 0 });
  const secret = new URL(host.ownerInvite ?? '').hash.slice('#invite='.length);
  owner = await joinAs(host.url, { secret, name: 'Maren', department: 'marketing' });
  removed = await owner.invite({ name: 'Ben', department: 'sales' });
  await owner.ask('DELETE', `/api/members/${removed.id}`);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await host.close();
  await rm(data, { recursive: true });
});
beforeEach(() => vi.clearAllMocks());

it.each(['/', '/assets/none.js', '/api/healthz', '/api/me'])(
  '[HTTP-29] on %s a member counts as that member, and everybody else as a stranger',
  async (path) => {
    const tokens = [undefined, 'x'.repeat(43), 'not even a token', removed.token];
    for (const token of tokens) await ask(host.url, 'GET', path, undefined, token);
    expect([strangers.mock.calls.length, members.mock.calls.length]).toEqual([tokens.length, 0]);
    await ask(host.url, 'GET', path, undefined, owner.token);
    expect([strangers.mock.calls.length, members.mock.calls]).toEqual([tokens.length, [[owner.id]]]);
  },
);
