import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startHost, type RunningHost } from '../../../../server/start';
import { joinAs, valueOf } from '../../../support/clients/client-world';

const secretIn = (link: string) => new URL(link).hash.replace(/^#\w+=/, '');

let data: string;
let host: RunningHost;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'handschlag-device-'));
  host = await startHost({ data, port: 0 });
});
afterAll(async () => {
  await host.close();
  await rm(data, { recursive: true, force: true });
});

it('[HTTP-13] vouches for a further device, which believes the record in which it stands', async () => {
  const laptop = await joinAs(host.url, secretIn(host.ownerInvite ?? ''), 'Anna', 'marketing');
  const here = await laptop.open();
  const { link } = valueOf(await here.actions.deviceLink());
  const further = await joinAs(host.url, secretIn(link), 'Anna', 'marketing');
  expect(further.profile.memberId).toBe(laptop.profile.memberId);
  const there = await further.open();
  await there.refresh();
  expect(there.store.getState().fault).toBeNull();
  // A device that was vouched for vouches in turn.
  await vi.waitFor(async () => valueOf(await there.actions.deviceLink()), { interval: 500 });
  await there.close();
  await vi.waitFor(() => expect(here.store.getState()).toMatchObject({ online: true, fault: null }));
  await here.close();
});
