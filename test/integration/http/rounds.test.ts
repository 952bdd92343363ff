import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { serve, type ServedHost } from '../../../server/run/serve';
import { roundsAnswer, roundView, type RoundView } from '../../../shared/api/rounds';
import { joinAs, type Answer, type TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { secretOf, startHostProcess } from '../../support/host/host';
import { backupOf, restore } from '../../support/host/restoring';
import { sendBare } from '../../support/hostile/bare-request';

const problem = ({ status, body }: Answer<unknown>) => {
  const { type, reason } = body as { type?: string; reason?: string };
  return [status, String(type).replace('urn:handschlag:problem:', ''), reason];
};

describe('rounds over HTTP', () => {
  let company: Company;
  beforeAll(async () => {
    company = await foundCompany();
  });
  afterAll(() => company?.host.close());

  const path = (...rest: string[]) => [`/api/boards/${company.board}/rounds`, ...rest].join('/');
  const open = async (by: TestMember, body: unknown) => {
    const answer = await by.ask<{ id: string }>('POST', path(), body);
    expect([answer.status, Object.keys(answer.body)]).toEqual([201, ['id']]);
    return answer.body.id;
  };

  it('[ROUND-1] [ROUND-2] [ROUND-6] go from opening over entries to a result', async () => {
    const { marketing, sales, approver, guest } = company;
    const id = await open(marketing, { kind: 'notes', authors: 'shown', title: 'Was lief gut?' });
    const entered = await sales.ask('POST', path(id, 'entries'), { texts: ['Die Messe', 'Der Brief'] });
    expect([entered.status, entered.body]).toEqual([204, '']);
    expect(problem(await guest.ask('POST', path(id, 'entries'), { text: 'x' }))).toEqual([
      403,
      'not-allowed',
      'guest',
    ]);
    expect(problem(await sales.ask('POST', path(id, 'entries'), { grade: 3 }))[1]).toBe('malformed');
    expect(problem(await sales.ask('POST', path(id, 'entries'), { texts: [7] }))[1]).toBe('malformed');
    expect(problem(await sales.ask('POST', path(), { kind: 'poll' }))[1]).toBe('malformed');
    const view = await sales.ask<RoundView>('GET', path(id));
    expect(roundView.strict().parse(view.body)).toMatchObject({
      state: 'open',
      title: 'Was lief gut?',
      authors: 'shown',
      own: { texts: ['Die Messe', 'Der Brief'] },
    });
    expect((await approver.ask('GET', path(id))).body).not.toHaveProperty('own');
    const closed = await marketing.ask<RoundView>('POST', path(id, 'close'));
    expect(closed.status).toBe(200);
    const result = {
      notes: [
        { text: 'Der Brief', by: sales.id },
        { text: 'Die Messe', by: sales.id },
      ],
    };
    expect(roundView.strict().parse(closed.body)).toMatchObject({ state: 'closed', answers: 1, result });
    expect((await guest.ask('GET', path(id))).body).toMatchObject({ result });
    expect(problem(await sales.ask('POST', path(id, 'entries'), { text: 'zu spät' }))).toEqual([
      409,
      'wrong-state',
      'round-closed',
    ]);
    const list = roundsAnswer.parse((await guest.ask('GET', path())).body);
    expect(list.rounds.map(({ state, kind }) => [state, kind])).toContainEqual(['closed', 'notes']);
    expect((await sales.ask('GET', `/api/boards/${company.board}/record/verify`)).body).toMatchObject({
      ok: true,
    });
  });

  it('[ROUND-22] answer a first grade with a receipt, and every later one with nothing', async () => {
    const { marketing, sales } = company;
    const id = await open(marketing, { kind: 'pulse' });
    const first = await sales.ask<{ receipt: string }>('POST', path(id, 'entries'), { grade: 4 });
    expect(first.status).toBe(201);
    const { receipt } = first.body;
    const again = await sales.ask('POST', path(id, 'entries'), { grade: 5, receipt });
    expect([again.status, again.body]).toEqual([204, '']);
    expect(problem(await sales.ask('POST', path(id, 'entries'), { grade: 5 }))).toEqual([
      409,
      'wrong-state',
      'receipt-unknown',
    ]);
    const closed = await marketing.ask<RoundView>('POST', path(id, 'close'));
    expect(closed.body.result).toEqual({ answers: 'too-few' });
  });

  it('[ROUND-1] estimate a plan by what sales expects', async () => {
    const { owner, sales, approver } = company;
    await postPlan(owner, company.board, 'spring');
    expect((await owner.ask('POST', path(), { kind: 'estimate', plan: 'none' })).status).toBe(404);
    const id = await open(owner, { kind: 'estimate', plan: 'spring' });
    await sales.ask('POST', path(id, 'entries'), { enquiries: 30, closings: 2 });
    await approver.ask('POST', path(id, 'entries'), { enquiries: 10 });
    const { body } = await owner.ask<RoundView>('POST', path(id, 'close'));
    expect(roundView.strict().parse(body)).toMatchObject({
      plan: 'spring',
      answers: 2,
      result: { enquiries: [10, 30], closings: [2], median: 20 },
    });
  });

  it('[ROUND-40] follow the settings of their board, which owners change as a whole', async () => {
    const { owner, sales } = company;
    const board = `/api/boards/${company.board}`;
    const settings = async () =>
      (await sales.ask<{ boards: { settings: unknown }[] }>('GET', '/api/boards')).body.boards[0]?.settings;
    expect(await settings()).toEqual({ pulse: true });
    for (const wrong of [{}, { pulse: 'no' }, { pulse: true, rhythmWeeks: 0 }, { pulse: true, else: 1 }])
      expect((await owner.ask('PATCH', board, { settings: wrong })).status).toBe(400);
    expect(problem(await sales.ask('PATCH', board, { settings: { pulse: false } }))[2]).toBe('not-owner');
    await owner.ask('PATCH', board, { settings: { pulse: false, rhythmWeeks: 6 } });
    await owner.ask('PATCH', board, { title: 'Wärmepumpe 2028' });
    expect(await settings()).toEqual({ pulse: false, rhythmWeeks: 6 });
    expect(problem(await sales.ask('POST', path(), { kind: 'pulse' }))).toEqual([
      409,
      'wrong-state',
      'pulse-off',
    ]);
    await owner.ask('PATCH', board, { settings: { pulse: true } });
    expect(await settings()).toEqual({ pulse: true });
  });

  it('[ROUND-30] outlive a host that is killed: one’s own entry is there, and all of them count', async () => {
    const { marketing, sales, approver, host } = company;
    const id = await open(marketing, { kind: 'votes', votesEach: 1, on: ['a', 'b'] });
    await sales.ask('POST', path(id, 'entries'), { picks: ['a'] });
    await approver.ask('POST', path(id, 'entries'), { picks: ['b'] });
    await host.kill();
    const revived = await startHostProcess({ data: host.data });
    try {
      expect((await sales.at(revived.url).ask<RoundView>('GET', path(id))).body.own).toEqual({
        picks: ['a'],
      });
      const { body } = await marketing.at(revived.url).ask<RoundView>('POST', path(id, 'close'));
      expect([body.answers, body.result]).toEqual([2, { counts: { a: 1, b: 1 }, walkIns: {} }]);
    } finally {
      await revived.close();
    }
  });
});

describe('rounds and restores', () => {
  let company: Company;
  afterEach(() => company?.host.close());

  it('[ROUND-25] [ROUND-31] [ROUND-14] an open round is lost, and nobody who was removed comes back with a text', async () => {
    company = await foundCompany();
    const { owner, sales, approver, board } = company;
    const path = (...rest: string[]) => [`/api/boards/${board}/rounds`, ...rest].join('/');
    const open = async () =>
      (await owner.ask<{ id: string }>('POST', path(), { kind: 'notes', authors: 'shown' })).body.id;
    const [closed, lost] = [await open(), await open()];
    for (const by of [sales, approver])
      for (const round of [closed, lost])
        await by.ask('POST', path(round, 'entries'), { text: `von ${by.id}` });
    await owner.ask('POST', path(closed, 'close'));
    const file = await backupOf(owner);
    const after = await open();
    await owner.ask('DELETE', `/api/members/${sales.id}`);
    expect((await restore(owner, file)).status).toBe(204);

    expect((await owner.ask<RoundView>('GET', path(lost))).body.state).toBe('lost');
    expect(problem(await approver.ask('POST', path(lost, 'entries'), { text: 'x' }))).toEqual([
      409,
      'wrong-state',
      'round-lost',
    ]);
    expect(problem(await owner.ask('POST', path(lost, 'close')))[2]).toBe('round-lost');
    expect((await owner.ask('GET', path(after))).status).toBe(404);
    expect((await owner.ask<RoundView>('GET', path(closed))).body.result).toEqual({
      notes: [{ text: `von ${approver.id}`, by: approver.id }],
    });
  });
});

describe('what a host tells of itself', () => {
  let data: string;
  let served: ServedHost;
  let owner: TestMember;
  const events: unknown[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'handschlag-rounds-'));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 4, 9) });
    served = await serve({ data, port: 0, onEvent: (event, facts) => void events.push([event, facts]) });
    const secret = secretOf(served.ownerInvite ?? '');
    owner = await joinAs(served.url, { secret, name: 'Maren', department: 'sales' });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await served?.close();
    await rm(data, { recursive: true, force: true });
  });

  it('[ROUND-26] is the same before and after an entry: log, figures, when a device was seen', async () => {
    const person = await owner.invite({ name: 'Ida', department: 'sales' });
    const board = await owner.createBoard('Herbst');
    const path = `/api/boards/${board}/rounds`;
    const { id } = (await owner.ask<{ id: string }>('POST', path, { kind: 'notes', authors: 'hidden' })).body;
    const [seen, lines] = [await lastSeenOf(person), events.length];
    const figures = await figuresOf();
    vi.setSystemTime(Date.now() + 3_600_000);
    expect((await person.ask('POST', `${path}/${id}/entries`, { text: 'geheim' })).status).toBe(204);
    expect(await figuresOf()).toEqual(figures);
    expect([await lastSeenOf(person), events.length]).toEqual([seen, lines]);
    await person.ask('GET', `${path}/${id}`);
    expect(await lastSeenOf(person)).not.toBe(seen);
  });

  it('[ROUND-20] answers as many bytes, whatever somebody else has entered', async () => {
    const others = [
      await owner.invite({ name: 'Kim', department: 'sales' }),
      await owner.invite({ name: 'Lea', department: 'sales' }),
    ];
    const board = await owner.createBoard('Frühjahr');
    const path = `/api/boards/${board}/rounds`;
    const course = async (texts: readonly string[]) => {
      const { id } = (await owner.ask<{ id: string }>('POST', path, { kind: 'notes', authors: 'hidden' }))
        .body;
      const heard = [await bytesOf(owner, `${path}/${id}`)];
      for (const [at, text] of texts.entries()) {
        await others[at]?.ask('POST', `${path}/${id}/entries`, { text });
        heard.push(await bytesOf(owner, `${path}/${id}`));
      }
      vi.setSystemTime(Date.now() + 15_000);
      heard.push(await bytesOf(owner, `${path}/${id}`));
      await owner.ask('POST', `${path}/${id}/close`);
      return heard;
    };
    expect(await course(['x', 'y'.repeat(1_999)])).toEqual(await course(['Ein Satz dazu', 'Noch einer']));
  });

  async function lastSeenOf({ deviceId }: TestMember): Promise<unknown> {
    const { body } = await owner.ask<{ devices: { id: string; lastSeen: string }[] }>('GET', '/api/devices');
    return body.devices.find(({ id }) => id === deviceId)?.lastSeen;
  }

  /** Everything that is counted, without what asking for it counts and what the machine does beside. */
  async function figuresOf(): Promise<string[]> {
    const { text } = await sendBare(served.url, { method: 'GET', path: '/metrics' });
    const isItself = (line: string) =>
      /route="(metrics|devices)"|http_seconds|event_loop|free_bytes/.test(line);
    return text.split('\n').filter((line) => line.startsWith('handschlag_') && !isItself(line));
  }
});

/** Status and length of everything that an answer consists of. */
async function bytesOf({ url, token }: TestMember, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await sendBare(url, { method: 'GET', path, headers });
  return [answer.status, answer.text.length, JSON.stringify(answer.headers).length];
}
