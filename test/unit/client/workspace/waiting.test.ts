import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Api } from '../../../../renderer/client/connection/api';
import type { OpenBoard } from '../../../../renderer/client/board/open-board';
import { BoardShelf } from '../../../../renderer/client/board/shelf';
import type { WorkspaceState } from '../../../../renderer/client/workspace/types';
import { WaitingList } from '../../../../renderer/client/workspace/waiting';

/** Seven boards: the newest six are open, the oldest is asked for. */
const BOARDS = ['oldest', 'b', 'c', 'd', 'e', 'f', 'newest'];
let asked: string[];
let list: WaitingList;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const api = {
    call: async (_route: string, _answer: unknown, call: { params: { board: string } }) => {
      asked.push(call.params.board);
      return { ok: true, value: { plans: [] } };
    },
  } as unknown as Api;
  const boards = BOARDS.map((id, n) => ({ id, archived: false, createdAt: `2027-01-0${n + 1}` }));
  const board = {
    store: createStore(() => ({ plans: new Map(), order: [], saved: { state: 'saved' } })),
    close: async () => undefined,
  };
  list = new WaitingList({
    api,
    store: createStore(() => ({ boards }) as unknown as WorkspaceState),
    boards: new BoardShelf(() => board as unknown as OpenBoard),
  });
  stop = list.use();
  asked = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('[CLIENT-18] asks again for a board that is not open when its record grows, once a second at most', () => {
  for (let n = 0; n < 5; n++) list.recordGrew('oldest');
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(asked).toEqual(['oldest']);
  list.recordGrew('oldest');
  vi.advanceTimersByTime(1_000);
  expect(asked).toEqual(['oldest', 'oldest']);
});

it('[CLIENT-18] asks for nothing that is open, nor when nobody looks', () => {
  list.recordGrew('newest');
  vi.advanceTimersByTime(1_000);
  list.recordGrew('oldest');
  stop();
  list.recordGrew('oldest');
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual([]);
  stop = list.use();
});
