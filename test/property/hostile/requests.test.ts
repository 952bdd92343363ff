import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES, type RouteName } from '../../../shared/api/routes';
import { ROWS } from '../../support/authorisation/table';
import { AuthorisationWorld, type Stage } from '../../support/authorisation/world';
import { inShort, patiently, sendBare } from '../../support/hostile/bare-request';
import { affordable, byteChange, CASES, changed, PATIENCE, SEED, Watch } from '../../support/hostile/fuzz';
import { bent, bend } from '../../support/hostile/bent-json';

let world: AuthorisationWorld;
let stage: Stage;
let watch: Watch;
const log: string[] = [];
beforeAll(async () => {
  world = await AuthorisationWorld.found();
  watch = new Watch();
  // Behind a proxy, so that everybody comes from an address of his own and no limit hides anything.
  stage = await world.open('open', { trustedProxies: ['127.0.0.1'], onEvent: (event) => log.push(event) });
});
afterAll(async () => {
  await stage?.close();
  await world?.remove();
});

const ROUTES_WITH_BODY = (Object.keys(ROWS) as RouteName[]).filter(
  (route) =>
    ['POST', 'PATCH'].includes(ROUTES[route][0]) && route !== 'restore' && ROWS[route][0]?.ask !== undefined,
);
let visitor = 0;

/** Sends bytes to a route as the owner. @returns the answer in short, and what is wrong with it */
async function attack(route: RouteName, body: Uint8Array, query = ''): Promise<string[]> {
  const { given, url } = stage;
  const { people, board, invite } = given;
  const params: Record<string, string> = {
    board,
    plan: 'drafted',
    member: people.target.id,
    device: people.target.deviceId,
    invite: invite.id,
    session: given.sessions.open,
  };
  const [method, path] = ROUTES[route];
  visitor += 1;
  const address = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const before = await stage.fingerprint();
  const answer = await affordable(route, () =>
    patiently(() =>
      sendBare(url, {
        method,
        path: path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '') + query,
        headers: { authorization: `Bearer ${people.owner.token}`, 'x-forwarded-for': address },
        body,
      }),
    ),
  );
  const changedIt = (await stage.fingerprint()) !== before;
  return [
    ...(answer.status < 500 ? [] : [`${route}: ${inShort(answer)}`]),
    ...(answer.status >= 400 && changedIt
      ? [`${route}: refused with ${inShort(answer)}, and changed something`]
      : []),
    ...log.filter((event) => event === 'request-failed'),
  ];
}

/** As its route takes it; nothing in particular where it takes none. */
function goodBody(route: RouteName): unknown {
  return ROWS[route][0]?.ask?.(stage.given, stage.given.people.owner).body ?? {};
}

/** What is done to a good body once it is text. */
const packings = {
  plain: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  'twice in one': (bytes) => Buffer.concat([bytes, bytes]),
  'with a byte order mark': (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'in sixteen bits': (bytes) => Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf16le'),
  'with its keys twice': (bytes) =>
    Buffer.from(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\{(.*)\}$/s, '{$1,$1}'),
    ),
} as const satisfies Record<string, (bytes: Uint8Array) => Uint8Array>;

const settings = { numRuns: Math.ceil(CASES / 3), seed: SEED, endOnFailure: true };

describe('hostile requests', () => {
  it(
    `[HOSTILE-2] ${settings.numRuns} good bodies with something wrong in them are answered, and do nothing when refused (seed ${SEED})`,
    async () => {
      const packing = fc.constantFrom(...(Object.keys(packings) as (keyof typeof packings)[]));
      const property = fc.asyncProperty(
        fc.constantFrom(...ROUTES_WITH_BODY),
        fc.array(bent, { maxLength: 3 }),
        fc.oneof({ weight: 3, arbitrary: fc.constant<'plain'>('plain') }, { weight: 1, arbitrary: packing }),
        fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(byteChange, { minLength: 1, maxLength: 2 }) },
        ),
        async (route, bends, packed, changes) => {
          const json = bends.reduce((text, each) => bend(text, each), JSON.stringify(goodBody(route)));
          const bytes = changed(packings[packed](Buffer.from(json)), changes);
          expect(await attack(route, bytes)).toEqual([]);
        },
      );
      await expect(fc.assert(property, settings)).resolves.toBeUndefined();
      expect((await stage.given.people.owner.at(stage.url).ask('GET', '/api/me')).status).toBe(200);
    },
    PATIENCE,
  );

  it('[HOSTILE-2] found: a word in whose place something has an endlessly deep length', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    for (const route of ROUTES_WITH_BODY) {
      const json = JSON.stringify(goodBody(route)).replace(/:"[^"]*"/, `:{"length":${deep}}`);
      expect(await attack(route, Buffer.from(json))).toEqual([]);
    }
  });

  it(
    '[HOSTILE-2] query strings of any kind are answered',
    async () => {
      const readers = (Object.keys(ROUTES) as RouteName[]).filter(
        (route) => ROUTES[route][0] === 'GET' && !['backup', 'metrics'].includes(route),
      );
      const key = fc.constantFrom(
        'since',
        'lang',
        'scope',
        'board',
        '__proto__',
        'constructor',
        'since[]',
        '',
      );
      const value = fc.oneof(
        fc.constantFrom(
          '-1',
          '1e309',
          'NaN',
          '0x10',
          '9007199254740993',
          '%',
          '%00',
          '%ff',
          '__proto__',
          'null',
          ' ',
        ),
        fc
          .string({ unit: 'binary', maxLength: 20 })
          .map((each) => encodeURIComponent(each.replace(/\p{Surrogate}/gu, '?'))),
        fc.constant('x'.repeat(3000)),
      );
      const property = fc.asyncProperty(
        fc.constantFrom(...readers),
        fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }),
        async (route, pairs) => {
          const query = `?${pairs.map(([name, each]) => `${name}=${each.replaceAll(' ', '+')}`).join('&')}`;
          expect(await attack(route, new Uint8Array(), query)).toEqual([]);
        },
      );
      await expect(
        fc.assert(property, { ...settings, numRuns: Math.ceil(CASES / 8) }),
      ).resolves.toBeUndefined();
    },
    PATIENCE,
  );

  it(
    '[HOSTILE-3] requests whose very form is wrong end at most their own connection',
    async () => {
      const { host, hostname, port } = new URL(stage.url);
      const head = `POST /api/join HTTP/1.1\r\nHost: ${host}\r\n`;
      const before = await stage.fingerprint();
      for (const request of [
        `${head}Content-Length: 5\r\n\r\n{}`,
        `${head}Content-Length: 1\r\n\r\n{"invite":"x"}`,
        `${head}Content-Length: -1\r\n\r\n{}`,
        `${head}Content-Length: 99999999999999999999\r\n\r\n{}`,
        `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
        `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
        `${head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
        `${head}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n`,
        `${head}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
        `${head}Transfer-Encoding: chunked\r\n\r\n${'1\r\n{\r\n'.repeat(5000)}0\r\n\r\n`,
        `${head}X: ${'x'.repeat(40_000)}\r\n\r\n`,
        `${head}${'X: x\r\n'.repeat(3000)}\r\n`,
        `${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
        `${head}Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}`,
        `POST http://evil.example/api/join HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\n\r\n{}`,
        'POST /api/join HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}',
        `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
        'GET / HTTP/9.9\r\n\r\n',
        '\u0000\u0001\u0002\u0003\r\n\r\n',
      ]) {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        socket.end(request);
        const answer = await text(socket).catch(() => '');
        expect([request.slice(0, 120), answer.split('\r\n')[0]]).toEqual([
          request.slice(0, 120),
          expect.stringMatching(/^(HTTP\/1\.1 (400|403|404|413|417|431|501) .*|)$/),
        ]);
      }
      expect(await stage.fingerprint()).toBe(before);
      expect((await stage.given.people.owner.at(stage.url).ask('GET', '/api/me')).status).toBe(200);
      expect(log.filter((event) => event === 'request-failed')).toEqual([]);
    },
    PATIENCE,
  );

  it('[HOSTILE-4] a small body that would become a large one is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    const { url, given } = stage;
    for (const encoding of ['gzip', 'deflate', 'br', 'identity']) {
      const before = process.memoryUsage().heapUsed + process.memoryUsage().external;
      const headers = { authorization: `Bearer ${given.people.owner.token}`, 'content-encoding': encoding };
      const answer = await patiently(() =>
        sendBare(url, { method: 'POST', path: '/api/boards', headers, body: bomb }),
      );
      expect(inShort(answer)).toBe('400 malformed');
      expect(process.memoryUsage().heapUsed + process.memoryUsage().external - before).toBeLessThan(
        32 * 1024 * 1024,
      );
    }
  });

  it('[HOSTILE-5] leave nothing behind in the process', () => {
    expect(watch.end()).toEqual([]);
  });
});
