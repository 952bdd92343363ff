import { rmSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startHost } from '../../../../server/start';
import { joinAs, secretOfInvite, valueOf } from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';
import { memoryFolder } from '../../../support/host/memory-folder';

async function company() {
  const data = memoryFolder('rights');
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const host = await startHost({ data, port: 0 });
  onTestFinished(() => host.close());
  const anna = await (await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing')).open();
  onTestFinished(() => anna.close());
  const secret = await secretOfInvite(anna, { role: 'member' });
  const jonas = await (await joinAs(host.url, secret, 'Jonas', 'sales')).open();
  onTestFinished(() => jonas.close());
  await vi.waitFor(() => expect(jonas.store.getState().online).toBe(true));
  return { anna, jonas };
}

it('[CLIENT-60] one sees one’s own new name and rights at once, without loading anything again', async () => {
  const { anna, jonas } = await company();
  const me = () => jonas.store.getState().me;
  const { id } = me();
  valueOf(await anna.actions.patchMember(id, { approver: true, name: 'Jonas Weber' }));
  await vi.waitFor(() => expect(me()).toMatchObject({ approver: true, name: 'Jonas Weber' }));
  expect(jonas.store.getState().members.get(id)).toMatchObject({ approver: true });
  valueOf(await anna.actions.patchMember(id, { approver: false }));
  await vi.waitFor(() => expect(me()).toMatchObject({ approver: false }));
});

it('[PEOPLE-21] one gives oneself another name, which others see at once, and nothing else', async () => {
  const { anna, jonas } = await company();
  const { id } = jonas.store.getState().me;
  valueOf(await jonas.actions.rename('Jonas Weber-Kern'));
  expect(jonas.store.getState().me.name).toBe('Jonas Weber-Kern');
  await vi.waitFor(() => expect(anna.store.getState().members.get(id)?.name).toBe('Jonas Weber-Kern'));
  const refused = await jonas.api.send('rename', { body: { name: 'Jonas', approver: true } });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'malformed' } });
  expect(await jonas.actions.patchMember(id, { name: 'Jonas' })).toMatchObject({ ok: false });
});

it('[CLIENT-60] whoever becomes an owner is shown at once what owners see', async () => {
  const { anna, jonas } = await company();
  onTestFinished(jonas.access.use());
  await secretOfInvite(anna, { role: 'guest' });
  expect(jonas.access.store.getState().invites).toEqual([]);
  valueOf(await anna.actions.patchMember(jonas.store.getState().me.id, { role: 'owner' }));
  await vi.waitFor(() => expect(jonas.access.store.getState().invites).toHaveLength(2));
});
