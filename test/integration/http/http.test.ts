import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES, type RouteName } from '../../../shared/api/routes';
import { ask, joinAs } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { runHostProcess, secretOf } from '../../support/host/host';

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
  await postPlan(company.owner, company.board, 'p');
});
afterAll(() => company?.host.close());

/** What an address names that is not there: rounds, workshops, subscriptions. */
const NOT_MADE = 'none';
/** What a route cannot do without. */
const QUERIES: Partial<Record<RouteName, string>> = {
  followUpLoad: '?owner=nobody&from=2027-01-01&to=2027-02-01',
  planned: '?from=2027-01-01&to=2027-02-01',
};

function path(route: RouteName): string {
  const values: Record<string, string> = {
    board: company.board,
    plan: 'p',
    member: company.sales.id,
    device: company.sales.deviceId,
    invite: 'none',
  };
  const filled = ROUTES[route][1].replace(/:(\w+)/g, (_all, name: string) => values[name] ?? NOT_MADE);
  return filled + (QUERIES[route] ?? '');
}

/** A bare request: fetch sets Host and Origin itself. */
function bare(headers: Record<string, string>): Promise<number> {
  const { port } = new URL(company.host.url);
  return new Promise((done, fail) => {
    const sent = request({ port, host: '127.0.0.1', path: '/healthz', headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sent.once('error', fail);
    sent.end();
  });
}

describe('routes', () => {
  it('[HTTP-1] lets in nobody without a token, but to what is for anyone', async () => {
    for (const route of Object.keys(ROUTES) as RouteName[]) {
      const [method, , least] = ROUTES[route];
      const body = method === 'GET' ? undefined : {};
      for (const token of [undefined, 'x'.repeat(43)]) {
        const { status } = await ask(company.host.url, method, path(route), body, token);
        const open = path(route).includes(NOT_MADE) ? 404 : method === 'GET' ? 200 : 400;
        // The operator is told by where he asks from, and that is here.
        const needsToken = least !== 'anyone' && least !== 'operator';
        expect([route, status]).toEqual([route, needsToken ? 401 : open]);
      }
    }
  });

  it('[HTTP-2] asks for the least role of each route before it looks at the body', async () => {
    const { owner, sales, guest } = company;
    for (const route of Object.keys(ROUTES) as RouteName[]) {
      const [method, , least] = ROUTES[route];
      if (least === 'anyone' || least === 'operator' || method === 'DELETE') continue;
      const body = method === 'GET' ? undefined : { nonsense: true };
      const good = method === 'GET' ? 200 : 400;
      // These have no body to be wrong: what they are about is not there.
      const isBare = route === 'allowDeputy' || route === 'remind';
      const passes = isBare ? [404, 409] : path(route).includes(NOT_MADE) ? [good, 404] : [good];
      const expected = (allowed: boolean) => (allowed ? passes : [403]);
      expect(expected(least === 'member')).toContain((await guest.ask(method, path(route), body)).status);
      expect(expected(least !== 'owner')).toContain((await sales.ask(method, path(route), body)).status);
      expect(passes).toContain((await owner.ask(method, path(route), body)).status);
    }
  });

  it('[HTTP-3] answers what does not exist, and boards one is not invited to, by problem documents', async () => {
    const { owner, host, board } = company;
    const nothing = await owner.ask('GET', '/api/nothing');
    expect(nothing.status).toBe(404);
    expect(nothing.headers.get('content-type')).toContain('application/problem+json');
    expect(nothing.body).toMatchObject({ type: 'urn:handschlag:problem:not-found', status: 404 });
    const only = await owner.invite({
      name: 'Nur Eins',
      department: 'sales',
      boards: [await owner.createBoard('Eins')],
    });
    expect((await only.ask('GET', `/api/boards/${board}/plans`)).status).toBe(403);
    expect((await only.ask('POST', '/api/tickets', { room: `board:${board}` })).status).toBe(403);
    // [HTTP-16] The workspace record names every board, by an ID that opens nothing.
    const { entries } = (await only.ask<{ entries: object[] }>('GET', '/api/record')).body;
    const body = { board, by: company.owner.id };
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'board-added', body }));
    expect((await only.ask<{ boards: unknown[] }>('GET', '/api/boards')).body.boards).toHaveLength(1);
    expect((await ask(host.url, 'DELETE', '/api/boards')).status).toBe(404);
  });

  it('[HTTP-4] refuses foreign names and pages, and lets the app in', async () => {
    const own = new URL(company.host.url).host;
    expect(await bare({ host: own })).toBe(200);
    expect(await bare({ host: 'evil.example' })).toBe(403);
    expect(await bare({ host: own, origin: 'http://evil.example' })).toBe(403);
    expect(await bare({ host: own, origin: 'null' })).toBe(403);
    expect(await bare({ host: own, origin: `http://${own}` })).toBe(200);
    const app = await ask(company.host.url, 'OPTIONS', '/api/join', undefined, undefined, {
      origin: 'app://handschlag',
    });
    expect(app.status).toBe(204);
    expect(app.headers.get('access-control-allow-origin')).toBe('app://handschlag');
    expect(app.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('[HTTP-5] refuses bodies that are too large, and an old epoch', async () => {
    const { owner, board } = company;
    const large = await owner.ask('POST', '/api/boards', { title: 'x'.repeat(600_000) });
    expect(large.status).toBe(413);
    const old = await owner.ask('POST', '/api/tickets', { room: `board:${board}`, epoch: 'another' });
    expect([old.status, old.body['type']]).toEqual([409, 'urn:handschlag:problem:old-epoch']);
  });

  it('[HTTP-6] keeps one owner, whatever he does', async () => {
    const { owner } = company;
    const path = `/api/members/${owner.id}`;
    expect((await owner.ask('PATCH', path, { role: 'member' })).status).toBe(409);
    expect((await owner.ask('DELETE', path)).status).toBe(409);
    expect((await owner.ask('PATCH', path, { approver: true })).status).toBe(200);
  });

  it("[HTTP-7] spends an invite, and offers the first owner's only once", async () => {
    const { owner, host } = company;
    const { body } = await owner.ask<{ link: string }>('POST', '/api/invites', {
      role: 'member',
      approver: true,
    });
    expect(body.link.startsWith(`${host.url}/#invite=`)).toBe(true);
    const secret = secretOf(body.link);
    const view = await ask(host.url, 'POST', '/api/invites/view', { invite: secret });
    expect(view.body).toMatchObject({
      company: 'Brenner',
      kind: 'invite',
      role: 'member',
      approver: true,
      name: null,
    });
    await joinAs(host.url, { secret, name: 'Eins', department: 'sales' });
    await expect(joinAs(host.url, { secret, name: 'Zwei', department: 'sales' })).rejects.toThrow(
      'invite-invalid',
    );
    const first = { secret: host.ownerSecret ?? '', name: 'Dieb', department: 'sales' } as const;
    await expect(joinAs(host.url, first)).rejects.toThrow('invite-invalid');
    const many = await owner.ask('POST', '/api/invites', { role: 'owner', uses: 2 });
    expect(many.status).toBe(400);
  });

  it('[HTTP-8] [RECORD-13] adds a device to its member by a link, and vouches for it in the record', async () => {
    const { sales, owner, host } = company;
    const vouched = await sales.vouched();
    const { body } = await sales.ask<{ link: string }>('POST', '/api/devices/links', vouched);
    const phone = await joinAs(host.url, { secret: secretOf(body.link), name: 'egal', department: 'other' });
    expect(phone.id).toBe(sales.id);
    expect(phone.deviceId).not.toBe(sales.deviceId);
    const { entries } = (await owner.ask<{ entries: { kind: string; body: object }[] }>('GET', '/api/record'))
      .body;
    expect(entries.at(-1)).toMatchObject({
      kind: 'device-enrolled',
      body: { member: sales.id, by: sales.deviceId, vouched },
    });
  });

  it('[HTTP-13] makes no device link for a token alone: one of the devices there signs for it, once', async () => {
    const { sales, approver } = company;
    const post = async (body: object) => {
      const answer = await sales.ask('POST', '/api/devices/links', body);
      return [answer.status, String(answer.body['type']).replace('urn:handschlag:problem:', '')];
    };
    const vouched = await sales.vouched();
    const other = await sales.vouched();
    const foreign = await sales.vouched({ member: approver.id });
    expect(await post({})).toEqual([400, 'malformed']);
    expect(await post({ ...vouched, statement: { ...vouched.statement, kind: 'decision' } })).toEqual([
      400,
      'malformed',
    ]);
    expect(await post({ ...vouched, device: approver.deviceId })).toEqual([403, 'unknown-device']);
    expect(await post(await approver.vouched())).toEqual([403, 'unknown-device']);
    expect(await post({ ...vouched, sig: other.sig })).toEqual([403, 'bad-signature']);
    expect(await post({ ...vouched, sig: approver.sign(vouched.statement) })).toEqual([403, 'bad-signature']);
    expect(await post(foreign)).toEqual([403, 'wrong-place']);
    expect(await post(await sales.vouched({ head: 'f'.repeat(64) }))).toEqual([409, 'record-diverged']);
    expect((await post(vouched))[0]).toBe(201);
    expect(await post(vouched)).toEqual([403, 'replayed']);
  });

  it('[HTTP-14] takes the links of an owner with his rights, and does not give them back', async () => {
    const { owner, host } = company;
    const second = await owner.invite({ name: 'Zweite', department: 'sales', role: 'owner' });
    const { body } = await second.ask<{ link: string }>('POST', '/api/invites', { role: 'owner' });
    const device = await second.deviceLink();
    const back = { name: 'Wieder da', department: 'sales' } as const;
    for (const role of ['guest', 'owner']) {
      expect((await owner.ask('PATCH', `/api/members/${second.id}`, { role })).status).toBe(200);
      for (const secret of [secretOf(body.link), device])
        await expect(joinAs(host.url, { secret, ...back })).rejects.toThrow('invite-invalid');
    }
    const later = await second.ask<{ link: string }>('POST', '/api/invites', { role: 'member' });
    expect((await owner.ask('DELETE', `/api/members/${second.id}`)).status).toBe(204);
    const secret = secretOf(later.body.link);
    await expect(joinAs(host.url, { secret, ...back })).rejects.toThrow('invite-invalid');
  });

  it('[HTTP-9] exports the agreed calendar alone, unless asked for all', async () => {
    const { owner, board } = company;
    const file = (name: string) => owner.ask<string>('GET', `/api/boards/${board}/${name}`);
    expect((await file('calendar.ics')).body).toContain('BEGIN:VCALENDAR');
    expect((await file('calendar.ics')).body).not.toContain('Frühjahrsaktion');
    expect((await file('calendar.csv?scope=all&lang=de')).body).toContain('Frühjahrsaktion');
    expect((await file('calendar.json?scope=wrong')).status).toBe(400);
  });
});

describe('the command line', () => {
  it('[HTTP-20] says in plain words what it cannot do', async () => {
    const database = await runHostProcess(['--data', '/tmp/none', '--database', 'postgres://x']);
    expect([database.code, database.stderr]).toEqual([1, expect.stringContaining('Leave out --database')]);
    expect((await runHostProcess([])).stderr).toContain('--data');
    const unknown = await runHostProcess(['sevre', '--data', '/tmp/none']);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no command "sevre"')]);
    const second = await runHostProcess(['--data', company.host.data, '--port', '0']);
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('Another host is running')]);
  });

  it('[HTTP-22] lists its commands when asked for help', async () => {
    const help = await runHostProcess(['--help']);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('commands')]);
    const serve = await runHostProcess(['serve', '--help']);
    expect([serve.code, serve.stdout]).toEqual([0, expect.stringMatching(/^usage: /)]);
  });
});
