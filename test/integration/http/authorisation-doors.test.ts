import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROUTES } from '../../../shared/api/routes';
import { AuthorisationWorld, type Stage } from '../../support/authorisation/world';
import { inShort, sendBare, type BareRequest } from '../../support/hostile/bare-request';

let world: AuthorisationWorld;
let stage: Stage;
let before: string;
beforeAll(async () => {
  world = await AuthorisationWorld.found();
  stage = await world.open('open');
  before = await stage.fingerprint();
});
afterAll(async () => {
  await stage?.close();
  await world?.remove();
});

/**
 * Asks as the owner does, unless told otherwise; again while he is told that he asks too much.
 * @returns the answer in short, after nothing has changed by it
 */
async function asked({ method, path, headers, body }: Partial<BareRequest>): Promise<string> {
  const authorization = `Bearer ${stage.given.people.owner.token}`;
  const ask = async () =>
    inShort(
      await sendBare(stage.url, {
        method: method ?? 'GET',
        path: path ?? '/api/me',
        headers: { authorization, ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    );
  let answer = '';
  await vi.waitFor(async () => expect((answer = await ask())).not.toMatch(/^429/));
  expect(await stage.fingerprint()).toBe(before);
  return answer;
}

const NOTHING = '404 not-found';

describe('[AUTH-4] what is not listed', () => {
  it('has no other method, by whoever it is tried', async () => {
    const listed = new Map<string, string[]>();
    for (const [method, path] of Object.values(ROUTES))
      listed.set(path, [...(listed.get(path) ?? []), method]);
    const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'];
    for (const [path, methods] of listed)
      for (const method of all.filter((each) => !methods.includes(each)))
        expect([method, path, await asked({ method, path: filled(path) })]).toEqual([method, path, NOTHING]);
    // Asking for the head alone is asking.
    expect(await asked({ method: 'HEAD', headers: { authorization: '' } })).toBe('401');
    expect(await asked({ method: 'HEAD', path: '/api/boards/none/plans' })).toBe('404');
    expect(await asked({ method: 'OPTIONS', path: '/api/backup' })).toBe('204');
  });

  it('has no other path', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/example',
      '/api/import',
      '/api/boards/x/import',
      '/feeds/x.ics',
      '/api/backup.db',
      '/.git/config',
      '/handschlag.db',
      '/host.lock',
      '/%00',
      '/constructor',
      '/api/__proto__',
    ])
      for (const method of ['GET', 'POST', 'DELETE'])
        expect([method, path, await asked({ method, path })]).toEqual([method, path, NOTHING]);
  });

  it('takes no board to import into, whatever comes with it', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const headers = { 'content-type': type, 'x-file-name': 'bombe.xlsx' };
    const path = `/api/boards/${stage.given.board}/import?dryRun=true`;
    expect(await asked({ method: 'POST', path, headers, body: new Uint8Array(300_000).fill(0x50) })).toBe(
      NOTHING,
    );
  });
});

describe('[AUTH-5] a path', () => {
  it('means what it says, however it is written', async () => {
    const { board } = stage.given;
    for (const path of [
      '//api/me',
      '/api//me',
      '/api/me/',
      '/api/me/.',
      '/api/./me',
      '/API/ME',
      '/api/Me',
      '/api/me;x=1',
      '/api/me%20',
      '/api%2fme',
      '/api/x/../me',
      '/api/x/%2e%2e/me',
      '/healthz/../api/me',
      '/healthz/%2e%2e/api/backup',
      '/api\\me',
      `/api/boards/${board}%2fplans`,
      `/api/boards/${board}/record%2fverify`,
    ]) {
      const guest = `Bearer ${stage.given.people.guest.token}`;
      const [stranger, reader] = [
        await asked({ path, headers: { authorization: '' } }),
        await asked({ path, headers: { authorization: guest } }),
      ];
      // Nothing, or exactly what the plain path answers; never something without asking who it is.
      expect([path, stranger]).toEqual([
        path,
        expect.stringMatching(/^(404 not-found|401 not-signed-in|400 malformed)$/),
      ]);
      expect([path, reader]).toEqual([
        path,
        expect.stringMatching(/^(404 not-found|200|403 not-allowed not-owner|400 malformed)$/),
      ]);
    }
  });

  it('opens no other board by what stands in its middle', async () => {
    const { board, other, people } = stage.given;
    const headers = { authorization: `Bearer ${people.elsewhere.token}` };
    expect(await asked({ path: `/api/boards/${other}/plans`, headers })).toBe('200');
    for (const path of [
      `/api/boards/${other}/../${board}/plans`,
      `/api/boards/${other}%2f..%2f${board}/plans`,
      `/api/boards/${other}/%2e%2e/${board}/plans`,
      `/api/boards/${board}%00${other}/plans`,
      `/api/boards/${other}%00/../${board}/plans`,
      `/api/boards/${board}?board=${other}`,
      `/api/boards/${board}/plans?board=${other}`,
      `/api/boards/${board}/plans#${other}`,
    ])
      expect([path, await asked({ path, headers })]).toEqual([
        path,
        expect.stringMatching(/^(403 not-allowed|404 not-found)$/),
      ]);
  });
});

describe('[AUTH-6] a token', () => {
  it('counts in its header alone', async () => {
    const { token } = stage.given.people.owner;
    const nobody = { authorization: '' };
    for (const request of [
      { path: `/api/me?token=${token}`, headers: nobody },
      { path: `/api/me?access_token=${token}`, headers: nobody },
      { path: `/api/me?authorization=Bearer%20${token}`, headers: nobody },
      { headers: { ...nobody, cookie: `token=${token}; authorization=Bearer ${token}` } },
      { headers: { ...nobody, 'x-authorization': `Bearer ${token}` } },
      { headers: { ...nobody, 'proxy-authorization': `Bearer ${token}` } },
      { headers: { authorization: token } },
      { headers: { authorization: `bearer ${token}` } },
      { headers: { authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` } },
      { headers: { authorization: `Bearer  ${token}` } },
      { headers: { authorization: `Bearer ${token}, Bearer ${token}` } },
      { headers: { authorization: `Bearer ${token}x` } },
      { headers: { authorization: `Bearer ${token.slice(0, -1)}` } },
      { headers: { authorization: `Bearer ${'x'.repeat(10_000)}` } },
    ])
      expect([request, await asked(request)]).toEqual([request, '401 not-signed-in']);
    expect(await asked({ headers: { cookie: 'token=x', authorization: `Bearer ${token}` } })).toBe('200');
  });
});

describe('[AUTH-7] another page or name', () => {
  it('gets nothing, even with a token', async () => {
    const own = new URL(stage.url);
    const strangers: Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${Number(own.port) + 1}` },
      { origin: `http://localhost.evil.example:${own.port}` },
      { origin: `${own.origin}.evil.example` },
      { origin: 'app://handschlag.evil.example' },
      { origin: 'app://handschlag/' },
      { host: 'evil.example' },
      { host: `evil.example:${own.port}` },
      { host: `127.0.0.1.evil.example:${own.port}` },
      { host: `localhost@evil.example:${own.port}` },
      { host: 'evil.example', 'x-forwarded-host': own.host },
    ];
    for (const headers of strangers) {
      // Some are not even addresses.
      const refused = [headers, expect.stringMatching(/^(403 not-allowed|400 malformed)$/)];
      expect([headers, await asked({ headers })]).toEqual(refused);
      const change = { method: 'POST', path: '/api/boards', body: '{"title":"x"}', headers };
      expect([headers, await asked(change)]).toEqual(refused);
      expect([headers, await asked({ method: 'OPTIONS', headers })]).toEqual(refused);
    }
    const allowed = await asked({ headers: { origin: 'app://handschlag' } });
    expect(allowed).toBe('200');
  });
});

function filled(path: string): string {
  const { board, people, invite } = stage.given;
  const { id: member, deviceId: device } = people.target;
  const params: Record<string, string> = { board, plan: 'drafted', member, device, invite: invite.id };
  return path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '');
}
