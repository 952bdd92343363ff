import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { httpApi, type Api } from '../../../../renderer/client/connection/api';
import { startHost } from '../../../../server/start';
import { joinAs } from '../../../support/clients/client-world';

it('[CLIENT-70] nothing is said of the connection until the host was tried, or was silent for too long', async () => {
  const data = await mkdtemp(join(tmpdir(), 'handschlag-first-words-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const anna = await joinAs(host.url, new URL(host.ownerInvite ?? '').hash.slice(8), 'Anna', 'marketing');
  const api = httpApi({ host: host.url, token: anna.profile.token });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const slow: Api = {
    ...api,
    call: async (route, ...rest) => {
      if (route === 'ticket') await answered;
      return api.call(route, ...rest);
    },
  };
  const quick = await anna.open();
  onTestFinished(() => quick.close());
  expect(quick.store.getState().online).toBe(null);
  await expect.poll(() => quick.store.getState().online).toBe(true);

  const waiting = await anna.open(slow);
  onTestFinished(() => waiting.close());
  expect(waiting.store.getState().online).toBe(null);
  await expect.poll(() => waiting.store.getState().online).toBe(false);
  answer();
  await expect.poll(() => waiting.store.getState().online).toBe(true);
});
