import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Api } from '../../../../renderer/client/connection/api';
import type { DeviceKeys } from '../../../../renderer/client/device/device-keys';
import { begunJoin, isUnknownThere, joinDone, joinHost } from '../../../../renderer/client/entry/joining';
import type { Outcome } from '../../../../renderer/client/connection/outcome';
import { joinProofText } from '../../../../shared/api/contract';
import { publicKeyOf, verify } from '../../../../shared/crypto/ed25519';
import { memoryStore } from '../../../support/clients/memory-store';

const ME = { name: 'Ben', department: 'sales' } as const;
const offer = z.object({ invite: z.string(), deviceKey: z.string(), proof: z.string() });
const ENROLLED = { memberId: 'm', deviceId: 'd', token: 't' };

/** A device with a host that gives these answers, one after the other; what was offered to it is kept. */
function deviceWith(answers: (string | typeof ENROLLED)[]) {
  const store = memoryStore();
  const offered: unknown[] = [];
  const keys: DeviceKeys = {
    load: async (id) => {
      const secret = await store.get<string>(`key/${id}`);
      return secret === undefined ? null : { secret, stored: 'browser' };
    },
    save: (id, secret) => store.set(`key/${id}`, secret),
  };
  const api: Api = {
    call: async (_route, schema, call): Promise<Outcome<never>> => {
      const { invite, deviceKey, proof } = offer.parse(call?.body);
      expect(await verify(deviceKey, joinProofText({ invite, deviceKey }), proof)).toBe(true);
      const stored = await store.list<string>('key/');
      expect(stored.map(([, secret]) => publicKeyOf(secret))).toContain(deviceKey);
      offered.push(deviceKey);
      const answer = answers.shift();
      if (typeof answer === 'string') return { ok: false, failure: { code: answer } };
      return { ok: true, value: schema.parse({ ...answer, role: 'member' }) as never };
    },
    send: async () => ({ ok: true, value: undefined }),
    download: async () => ({ ok: false, failure: { code: 'not-found' } }),
  };
  let made = 0;
  const newProfile = () => `p${++made}`;
  const join = () => joinHost('secret', ME, { api, host: 'http://h', store, keys, newProfile });
  return { store, keys, offered, join };
}

describe('[CLIENT-20] joining over a bad line', () => {
  it.each(['offline', 'failed', 'too-many'])(
    '[CLIENT-17] offers the same key, stored before, again after %s',
    async (code) => {
      const { store, keys, offered, join } = deviceWith([code, ENROLLED]);
      expect(await join()).toEqual({ ok: false, failure: { code } });
      expect(await begunJoin(store, 'secret')).toMatchObject(ME);
      expect(await join()).toEqual({ ok: true, value: { ...ENROLLED, id: 'p1', host: 'http://h' } });
      expect(offered[1]).toBe(offered[0]);
      expect(publicKeyOf((await keys.load('p1'))?.secret ?? '')).toBe(offered[0]);
      await joinDone(store, 'secret');
      expect(await begunJoin(store, 'secret')).toBeNull();
    },
  );

  it('forgets key and attempt once the host has said no', async () => {
    const { store, keys, offered, join } = deviceWith(['invite-invalid', ENROLLED]);
    await join();
    expect(await begunJoin(store, 'secret')).toBeNull();
    expect(await keys.load('p1')).toBeNull();
    await join();
    expect(offered[1]).not.toBe(offered[0]);
  });

  it('takes a person for unknown only when the host says so', () => {
    expect(['not-signed-in', 'not-allowed'].every(isUnknownThere)).toBe(true);
    expect(['offline', 'failed', 'too-many', 'read-only', 'not-found'].some(isUnknownThere)).toBe(false);
  });
});
