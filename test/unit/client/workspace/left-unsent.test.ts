import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenBoard } from '../../../../renderer/client/board/open-board';
import { BoardShelf } from '../../../../renderer/client/board/shelf';
import type { Saved } from '../../../../renderer/client/board/types';
import { startHost, type RunningHost } from '../../../../server/start';
import { secretOf } from '../../../support/host/host';
import { joinAs, untilSaved, valueOf } from '../../../support/clients/client-world';

const FIELDS = { title: 'Unterwegs', start: '2027-03-01', end: '2027-04-30' };

describe('what was typed on a board that nobody opens again', () => {
  let data: string;
  let host: RunningHost;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'handschlag-left-'));
    host = await startHost({ data, port: 0 });
  });
  afterEach(async () => {
    await host.close();
    await rm(data, { recursive: true, force: true });
  });

  it('[CLIENT-43] goes to the host once that is in reach, after the app was closed, too', async () => {
    const port = Number(new URL(host.url).port);
    const here = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
    const first = await here.open();
    const boardId = valueOf(await first.actions.createBoard('Wärmepumpe'));
    await untilSaved(first.boards.get(boardId));
    await host.close();
    await vi.waitFor(() => expect(first.boards.get(boardId).store.getState().saved.state).toBe('offline'));
    const plan = first.boards.get(boardId).actions.createPlan({ kind: 'campaign', fields: FIELDS });
    await first.boards.get(boardId).flush();
    await first.close();

    host = await startHost({ data, port });
    const second = await here.open();
    const plans = async () => {
      const answer = await fetch(`${host.url}/api/boards/${boardId}/plans`, {
        headers: { authorization: `Bearer ${here.profile.token}` },
      });
      return (await answer.json()) as { plans: { id: string }[] };
    };
    await expect.poll(plans).toMatchObject({ plans: [{ id: plan }] });
    await second.close();
  });
});

describe('a board that nobody looks at any more', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function shelfWith(saved: Saved) {
    const closed = vi.fn<() => Promise<void>>(async () => undefined);
    const state = { saved };
    const board = { store: { getState: () => state }, close: closed };
    const shelf = new BoardShelf(() => board as unknown as OpenBoard, 1000);
    shelf.get('b');
    return { shelf, state, closed };
  }

  it('[CLIENT-43] stays open for as long as something typed on it is on its way', () => {
    const { shelf, state, closed } = shelfWith({ state: 'offline', pending: 1, kept: 1 });
    vi.advanceTimersByTime(5000);
    expect(closed).not.toHaveBeenCalled();
    expect(shelf.peek('b')).not.toBeNull();
    state.saved = { state: 'saved' };
    vi.advanceTimersByTime(1000);
    expect(closed).toHaveBeenCalledOnce();
    expect(shelf.peek('b')).toBeNull();
  });

  it.each([
    { state: 'saved' },
    { state: 'offline', pending: 0, kept: 0 },
    { state: 'refused', reason: 'guest' },
  ] as Saved[])('[CLIENT-43] closes when nothing is: %j', (saved) => {
    const { closed } = shelfWith(saved);
    vi.advanceTimersByTime(1000);
    expect(closed).toHaveBeenCalledOnce();
  });
});
