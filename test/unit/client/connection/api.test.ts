import { expect, it } from 'vitest';
import { z } from 'zod';
import { problemType } from '../../../../shared/api/problems';
import { httpApi } from '../../../../renderer/client/connection/api';

const problem = (code: 'too-many' | 'stopping', retryAfter: string) =>
  new Response(JSON.stringify({ type: problemType(code), title: code, status: 429 }), {
    status: code === 'too-many' ? 429 : 503,
    headers: { 'retry-after': retryAfter },
  });
const good = () => new Response('{"ok":true}', { status: 200 });

/** A host that gives these answers one after the other, and the last one for ever. */
function hostOf(...answers: (() => Response)[]) {
  const waits: number[] = [];
  const bodies: unknown[] = [];
  const api = httpApi({
    host: 'http://host',
    token: null,
    fetch: (_url, init) => {
      bodies.push(init?.body);
      return Promise.resolve((answers[bodies.length - 1] ?? answers.at(-1) ?? good)());
    },
    pause: async (ms) => void waits.push(ms),
  });
  return { waits, bodies, ask: () => api.call('me', z.object({ ok: z.boolean() }), { body: { a: 1 } }) };
}

it('[CLIENT-40] waits as long as the host asks for and sends the same again', async () => {
  const tooMany = () => problem('too-many', '2');
  const { ask, waits, bodies } = hostOf(tooMany, tooMany, good);
  expect(await ask()).toEqual({ ok: true, value: { ok: true } });
  expect(bodies).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
  expect(waits).toHaveLength(2);
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(2000);
    expect(wait).toBeLessThanOrEqual(2500);
  }
});

it('[CLIENT-40] tells the person when that would take too long', async () => {
  const { ask, waits } = hostOf(() => problem('too-many', '60'));
  expect(await ask()).toMatchObject({ ok: false, failure: { code: 'too-many' } });
  expect(waits).toEqual([]);
  const often = hostOf(() => problem('too-many', '0'));
  expect(await often.ask()).toMatchObject({ ok: false, failure: { code: 'too-many' } });
  expect(often.bodies).toHaveLength(6);
});

it('[CLIENT-40] takes a host that is about to stop for one that is out of reach', async () => {
  const { ask, bodies } = hostOf(() => problem('stopping', '5'));
  expect(await ask()).toMatchObject({ ok: false, failure: { code: 'offline' } });
  expect(bodies).toHaveLength(1);
});
