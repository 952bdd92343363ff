import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { httpApi, failed, type Api } from '../../../../renderer/client/connection/api';
import { recoverHost } from '../../../../renderer/client/entry/recovering';
import { newRecoveryCode } from '../../../../shared/crypto/recovery-code';
import { startHost, type RunningHost } from '../../../../server/start';
import { memoryStore } from '../../../support/clients/memory-store';
import { joinAs, valueOf } from '../../../support/clients/client-world';

const random = (length: number) => new Uint8Array(randomBytes(length));

let data: string;
let host: RunningHost;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'handschlag-recovering-'));
  host = await startHost({ data, port: 0 });
});
afterAll(async () => {
  await host.close();
  await rm(data, { recursive: true, force: true });
});

it('[PEOPLE-7] comes back although the first answer was lost, and the former device is told', async () => {
  const secret = new URL(host.ownerInvite ?? '').hash.replace('#invite=', '');
  const laptop = await joinAs(host.url, secret, 'Anna', 'marketing');
  const here = await laptop.open();
  const code = newRecoveryCode(random);
  valueOf(await here.actions.keepRecovery(code));

  const real = httpApi({ host: host.url, token: null });
  let lost = 0;
  const lossy: Api = {
    ...real,
    call: async (route, answer, call) => {
      const outcome = await real.call(route, answer, call);
      return route === 'recover' && lost++ === 0 ? failed('offline') : outcome;
    },
  };
  const keys = new Map<string, string>();
  const options = {
    api: lossy,
    host: host.url,
    store: memoryStore(),
    keys: {
      load: async () => null,
      save: async (id: string, key: string | undefined) => void (key ? keys.set(id, key) : keys.delete(id)),
    },
    newProfile: () => `profile-${keys.size}`,
    random,
  };
  expect(await recoverHost(code.slice(0, -1), options)).toMatchObject({
    failure: { code: 'recovery-mistyped' },
  });
  expect(await recoverHost(code, options)).toMatchObject({ failure: { code: 'offline' } });
  const profile = valueOf(await recoverHost(code.toLowerCase(), options));
  expect(profile.memberId).toBe(laptop.profile.memberId);
  expect([...keys.keys()]).toEqual([profile.id]);
  expect(await recoverHost(code, options)).toMatchObject({ failure: { code: 'recovery-invalid' } });

  const alerts = () => here.store.getState().alerts.map(({ kind, about }) => [kind, about]);
  await vi.waitFor(() => expect(alerts()).toEqual([['device', profile.deviceId]]));
  const [alert] = here.store.getState().alerts;
  await here.actions.acknowledge(alert?.id ?? '');
  expect(alerts()).toEqual([]);
  await here.close();
  const later = await laptop.open();
  expect(later.store.getState()).toMatchObject({ alerts: [], fault: null });
  await later.close();
});
