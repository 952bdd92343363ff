import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, joinAs } from '../../support/clients/clients';
import { secretOf, startHostProcess, type HostProcess } from '../../support/host/host';

let host: HostProcess;
interface Person {
  name: string;
  department: 'marketing' | 'sales';
  link: string;
}

beforeAll(async () => {
  host = await startHostProcess({ args: ['--example'] });
});
afterAll(() => host?.close());

describe('the example workspace', () => {
  it('[EXAMPLE-1] has a plan in every state, made by statements that verify', async () => {
    const { status, body } = await ask<{ people: Person[] }>(host.url, 'POST', '/api/example');
    expect(status).toBe(201);
    expect(body.people.map(({ department }) => department)).toEqual(['marketing', 'sales']);
    const [marketing] = body.people;
    if (!marketing) throw new Error('nobody to play');
    const url = new URL(marketing.link).origin;
    const me = await joinAs(url, { secret: secretOf(marketing.link), name: 'x', department: 'other' });
    expect((await me.ask('GET', '/api/me')).body).toMatchObject({ name: 'Maren Vogt', role: 'owner' });

    const { boards } = (await me.ask<{ boards: { id: string; title: string }[] }>('GET', '/api/boards')).body;
    expect(boards.map(({ title }) => title)).toEqual(['Wärmepumpe 2027']);
    const { plans } = (
      await me.ask<{ plans: { status: string }[] }>('GET', `/api/boards/${boards[0]?.id}/plans`)
    ).body;
    expect(plans.map((plan) => plan.status).sort()).toEqual([
      'agreed',
      'changed-since-agreed',
      'changes-requested',
      ...Array<string>(6).fill('draft'),
      'in-review',
      'in-review',
      'launched',
    ]);
    const verify = await me.ask('GET', `/api/boards/${boards[0]?.id}/record/verify`);
    expect(verify.body).toMatchObject({ ok: true, size: 12 });
  });

  it('[EXAMPLE-3] hands its links to nobody who comes through a proxy, or from elsewhere', async () => {
    const passedOn = { 'x-forwarded-for': '127.0.0.1' };
    for (const method of ['POST', 'DELETE']) {
      const answer = await fetch(`${host.url}/api/example`, { method, headers: passedOn });
      expect([method, answer.status]).toEqual([method, 404]);
    }
  });

  it('[EXAMPLE-2] gives fresh links each time, and is thrown away', async () => {
    const { body } = await ask<{ people: Person[] }>(host.url, 'POST', '/api/example');
    const link = body.people[1]?.link ?? '';
    await joinAs(new URL(link).origin, { secret: secretOf(link), name: 'x', department: 'other' });
    expect((await ask(host.url, 'DELETE', '/api/example')).status).toBe(204);
    await expect(fetch(new URL(link).origin)).rejects.toThrow(/fetch failed/);
  });

  it('[EXAMPLE-4] says that it can be thrown away, and leads back when it is', async () => {
    const { body } = await ask<{ people: Person[] }>(host.url, 'POST', '/api/example');
    const link = body.people[0]?.link ?? '';
    const { origin } = new URL(link);
    const maren = await joinAs(origin, { secret: secretOf(link), name: 'x', department: 'other' });
    expect((await maren.ask('GET', '/api/me')).body).toMatchObject({ example: true });
    expect(await ask(origin, 'DELETE', '/api/example')).toMatchObject({
      status: 200,
      body: { home: host.url },
    });
    await vi.waitFor(() => expect(fetch(origin)).rejects.toThrow(/fetch failed/));
    const again = await ask<{ people: Person[] }>(host.url, 'POST', '/api/example');
    expect(new URL(again.body.people[0]?.link ?? '').origin).not.toBe(origin);
  });

  it('[EXAMPLE-3] does not exist on a host that was not started with it', async () => {
    const plain = await startHostProcess();
    expect((await ask(plain.url, 'POST', '/api/example')).status).toBe(404);
    await plain.close();
  });
});
