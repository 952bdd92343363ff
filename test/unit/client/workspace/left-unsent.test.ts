import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import { meAnswer } from '../../../../shared/api/contract';
import { openBoardDoc } from '../../../../shared/doc/board-doc';
import { createPlan } from '../../../../shared/doc/commands';
import { copyKeys } from '../../../../renderer/client/copy/unsent';
import type { OpenBoard } from '../../../../renderer/client/board/open-board';
import { BoardShelf } from '../../../../renderer/client/board/saving/shelf';
import type { Saved } from '../../../../renderer/client/board/types';
import { startHost, type RunningHost } from '../../../../server/start';
import { secretOf } from '../../../support/host/host';
import { joinAs, untilSaved, valueOf } from '../../../support/clients/client-world';

const FIELDS_OF_A_PLAN = { kind: 'campaign', fields: {} } as const;
const FIELDS = { title: 'Unterwegs', start: '2027-03-01', end: '2027-04-30' };

/** As much of `GET …/plans` as is looked at here. */
const plansAnswer = z.object({ plans: z.array(z.looseObject({ id: z.string() })) });

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

  it('[CLIENT-51] goes there board after board, and the person hears nothing of it', async () => {
    const here = await joinAs(host.url, secretOf(host.ownerInvite ?? ''), 'Anna', 'marketing');
    const first = await here.open();
    const boards: string[] = [];
    for (let n = 0; n < 30; n++) boards.push(valueOf(await first.actions.createBoard(`Board ${n}`)));
    const { epoch } = valueOf(await first.api.call('me', meAnswer));
    await first.close();
    for (const board of boards) {
      const doc = openBoardDoc(new Y.Doc());
      createPlan(doc, { ...FIELDS_OF_A_PLAN, id: 'p', ownerId: here.profile.memberId });
      const { log, accounts } = copyKeys(`${here.profile.id}/${board}/${epoch}`);
      const account = { pending: 1, touches: [], version: 1 };
      await here.store.append(log, [Y.encodeStateAsUpdate(doc)], { [`${accounts}earlier`]: account });
    }

    let [open, most] = [0, 0];
    class Counted extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        most = Math.max(most, (open += 1));
        this.once('close', () => (open -= 1));
      }
    }
    const second = await here.open(undefined, undefined, Counted);
    const said: (boolean | null)[] = [];
    second.store.subscribe(({ online }) => said.push(online));
    const left = () => here.store.list(copyKeys(here.profile.id).accounts);
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
    for (const board of boards) {
      const { plans } = valueOf(await second.api.call('plans', plansAnswer, { params: { board } }));
      expect(plans.map(({ id }) => id)).toEqual(['p']);
    }
    // The workspace's own, two boards, and those of them whose end is on its way.
    expect(most).toBeLessThanOrEqual(1 + 2 * 2);
    expect(said.slice(said.indexOf(true))).not.toContain(false);
    await second.close();
  }, 120_000);
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

  it('[CLIENT-51] is closed when four others are looked at no more, unless something is on its way', () => {
    const closed: string[] = [];
    const saved: Record<string, Saved> = { a: { state: 'offline', pending: 1, kept: 1 } };
    const boardOf = (id: string) => ({
      store: { getState: () => ({ saved: saved[id] ?? { state: 'saved' } }) },
      close: async () => void closed.push(id),
    });
    const shelf = new BoardShelf((id) => boardOf(id) as unknown as OpenBoard, 1000);
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) shelf.use(id)();
    expect(closed).toEqual(['b']);
    shelf.use('c')();
    shelf.get('g');
    expect(closed).toEqual(['b', 'd']);
  });

  it('[CLIENT-51] is visited by two tasks at a time, and closed behind each unless it was open', async () => {
    const events: string[] = [];
    const ends = new Map<string, () => void>();
    const boardOf = (id: string) => ({
      store: { getState: () => ({ saved: { state: 'saved' } }) },
      close: async () => void events.push(`close ${id}`),
    });
    const shelf = new BoardShelf((id) => boardOf(id) as unknown as OpenBoard, 1000);
    shelf.get('open');
    const gone = AbortSignal.abort();
    const visits = ['open', 'b', 'c', 'd'].map((id) => {
      const task = () => {
        events.push(id);
        return new Promise<void>((done) => ends.set(id, done));
      };
      return shelf.visit(id, task, id === 'c' ? gone : undefined);
    });
    const turn = () => vi.advanceTimersByTimeAsync(0);
    await turn();
    expect(events).toEqual(['open', 'b']);
    ends.get('b')?.();
    await turn();
    expect(events).toEqual(['open', 'b', 'close b', 'd']);
    ends.get('open')?.();
    ends.get('d')?.();
    await Promise.all(visits);
    expect(events).toEqual(['open', 'b', 'close b', 'd', 'close d']);
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
