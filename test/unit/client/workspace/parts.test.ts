import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { httpApi, type Api } from '../../../../renderer/client/connection/api';
import { Parts } from '../../../../renderer/client/workspace/parts';
import { startHost, type RunningHost } from '../../../../server/start';
import { PARTS, type Part } from '../../../../shared/sync/protocol';
import type { RouteName } from '../../../../shared/api/routes';
import { joinAs, secretOfInvite, untilSaved, valueOf } from '../../../support/clients/client-world';
import { secretOf } from '../../../support/host/host';

describe('[CLIENT-50] a window on a real host', () => {
  let data: string;
  let host: RunningHost;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'handschlag-parts-'));
    host = await startHost({ data, port: 0 });
  });
  afterEach(async () => {
    await host.close();
    await rm(data, { recursive: true, force: true });
  });

  it('asks once for the members when one is renamed, however many boards it has open', async () => {
    const annaHere = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
    const anna = await annaHere.open();
    const secret = await secretOfInvite(anna, { role: 'member', department: 'sales' });
    const benHere = await joinAs(host.url, secret, 'Ben', 'sales');
    const boards: string[] = [];
    for (let n = 0; n < 6; n++) boards.push(valueOf(await anna.actions.createBoard(`Board ${n}`)));

    const asked: RouteName[] = [];
    const plain = httpApi({ host: host.url, token: benHere.profile.token });
    const counted: Api = {
      ...plain,
      call: (route, ...rest) => (asked.push(route), plain.call(route, ...rest)),
    };
    const ben = await benHere.open(counted);
    for (const board of boards) await untilSaved(ben.boards.get(board));
    await vi.waitFor(() => expect(ben.store.getState().online).toBe(true));
    const nameOf = (member: string) => ben.store.getState().members.get(member)?.name;
    const renamed = async (member: string, name: string) => {
      // Whatever was asked for on opening has been answered.
      await ben.refresh();
      asked.length = 0;
      valueOf(await anna.actions.patchMember(member, { name }));
      await vi.waitFor(() => expect(nameOf(member)).toBe(name), { timeout: 10_000 });
      return asked.toSorted();
    };
    expect(await renamed(annaHere.profile.memberId, 'Anna Lindner')).toEqual(['members']);
    expect(await renamed(benHere.profile.memberId, 'Ben Sommer')).toEqual(['me', 'members']);
    expect(ben.store.getState().me.name).toBe('Ben Sommer');
    await anna.close();
    await ben.close();
  }, 60_000);
});

describe('[CLIENT-50] a part of the workspace', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function askedParts() {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const ask = (part: Part) => () => {
      asked.push(part);
      return new Promise<boolean>((resolve) => answers.push(() => resolve(true)));
    };
    const each = PARTS.map((part) => [part, ask(part)]);
    const parts = new Parts(Object.fromEntries(each) as Record<Part, () => Promise<boolean>>);
    return { parts, asked, answer: () => answers.shift()?.() };
  }

  it('is asked for once for all that the host says within a moment', async () => {
    const { parts, asked } = askedParts();
    for (const part of ['members', 'members', 'boards', 'members'] as const) parts.changed(part);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual(['members', 'boards']);
  });

  it('is asked for at once after a change of this window, and not again for the push that told of it', async () => {
    const { parts, asked } = askedParts();
    parts.changed('members');
    void parts.fetch('members');
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(['members']);
  });

  it('is asked for once more behind an answer that may be older, for all who want it by then', async () => {
    const { parts, asked, answer } = askedParts();
    const first = parts.fetch('me');
    const others = [parts.fetch('me'), parts.fetch('me')];
    parts.changed('me');
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual(['me']);
    answer();
    expect(await first).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['me', 'me']);
    answer();
    expect(await Promise.all(others)).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(['me', 'me']);
  });

  it('is not asked for any more once the window is closed', async () => {
    const { parts, asked } = askedParts();
    parts.changed('members');
    parts.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });
});
