import { createStore, type StoreApi } from 'zustand/vanilla';
import { plansAnswer, recordAnswer } from '../../../shared/api/contract';
import { readHistory } from '../../../shared/domain/history';
import type { RecordEntry } from '../../../shared/domain/record';
import { today } from '../../../shared/domain/dates';
import { planRow } from '../board/plan-row';
import type { Api } from '../connection/api';
import type { BoardShelf } from '../board/shelf';
import type { PlanRow } from '../board/types';
import type { WaitingPlan, WorkspaceState } from './types';

/** What of a workspace's session the list looks at. */
interface Watched {
  readonly api: Api;
  readonly store: StoreApi<WorkspaceState>;
  readonly boards: BoardShelf;
}

/** Boards watched live: a member has 20 connections in all, over all his windows. */
const LIVE_BOARDS = 6;
const ASK_EVERY_MS = 30_000;
/** A record that grows several times in a row is asked for once. */
const ASK_SOON_MS = 1_000;

/**
 * What waits for this member on any board. The newest boards are kept open and so are always right; of the others
 * the host is asked when it says that a record grew, now and then (edits say nothing), and whenever boards or members
 * change.
 */
export class WaitingList {
  readonly store: StoreApi<{ readonly plans: readonly WaitingPlan[] }> = createStore(() => ({ plans: [] }));
  readonly #workspace: Watched;
  readonly #byBoard = new Map<string, readonly WaitingPlan[]>();
  readonly #live = new Map<string, () => void>();
  /** Boards that are asked for in a moment. */
  readonly #soon = new Map<string, ReturnType<typeof setTimeout>>();
  #users = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  #stopWatching: (() => void) | null = null;

  constructor(workspace: Watched) {
    this.#workspace = workspace;
  }

  /** Keeps the list fresh until the answer is called. */
  use(): () => void {
    if (this.#users++ === 0) this.#start();
    return () => {
      if (--this.#users === 0) this.#stop();
    };
  }

  /** The host said that a board's record grew. */
  recordGrew(boardId: string): void {
    if (this.#users === 0 || this.#live.has(boardId) || this.#soon.has(boardId)) return;
    const ask = () => {
      this.#soon.delete(boardId);
      void this.#ask(boardId);
    };
    this.#soon.set(boardId, setTimeout(ask, ASK_SOON_MS));
  }

  #start(): void {
    this.#stopWatching = this.#workspace.store.subscribe((now, before) => {
      if (now.boards !== before.boards || now.members !== before.members || now.online !== before.online)
        this.#look();
    });
    this.#timer = setInterval(() => this.#askOthers(), ASK_EVERY_MS);
    this.#look();
  }

  #stop(): void {
    this.#stopWatching?.();
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const timer of this.#soon.values()) clearTimeout(timer);
    this.#soon.clear();
    for (const release of this.#live.values()) release();
    this.#live.clear();
  }

  #look(): void {
    const wanted = new Set(this.#boards().slice(0, LIVE_BOARDS));
    for (const [boardId, release] of this.#live) {
      if (wanted.has(boardId)) continue;
      release();
      this.#live.delete(boardId);
    }
    for (const boardId of wanted) if (!this.#live.has(boardId)) this.#live.set(boardId, this.#watch(boardId));
    this.#askOthers();
    this.#publish();
  }

  #watch(boardId: string): () => void {
    const release = this.#workspace.boards.use(boardId);
    const { store } = this.#workspace.boards.get(boardId);
    const read = () => {
      const { plans, order } = store.getState();
      this.#set(
        boardId,
        order.flatMap((planId) => plans.get(planId) ?? []),
      );
    };
    const stop = store.subscribe((now, before) => {
      if (now.plans !== before.plans) read();
    });
    read();
    return () => {
      stop();
      release();
    };
  }

  #askOthers(): void {
    for (const boardId of this.#boards().slice(LIVE_BOARDS)) void this.#ask(boardId);
  }

  /** The record's signatures are not checked here: whoever decides opens the board, where they are. */
  async #ask(boardId: string): Promise<void> {
    const { api, store } = this.#workspace;
    const params = { board: boardId };
    const answer = await api.call('plans', plansAnswer, { params });
    if (!answer.ok) return;
    const inReview = answer.value.plans.filter((plan) => plan.status === 'in-review');
    const record = inReview.length > 0 ? await api.call('boardRecord', recordAnswer, { params }) : null;
    if (record && !record.ok) return;
    const entries = (record?.value.entries ?? []) as unknown as readonly RecordEntry[];
    const { me } = store.getState();
    this.#set(
      boardId,
      inReview.map(({ id, material }) =>
        planRow(
          { ...material, id },
          { history: readHistory(id, entries), openThreads: 0, me, today: today() },
        ),
      ),
    );
  }

  #set(boardId: string, rows: readonly PlanRow[]): void {
    const waiting = rows.filter((row) => row.waitsForMe);
    this.#byBoard.set(
      boardId,
      waiting.map(({ id, json }) => ({
        boardId,
        planId: id,
        title: typeof json['title'] === 'string' ? json['title'] : '',
      })),
    );
    this.#publish();
  }

  #publish(): void {
    const plans = this.#boards().flatMap((boardId) => this.#byBoard.get(boardId) ?? []);
    if (JSON.stringify(plans) !== JSON.stringify(this.store.getState().plans)) this.store.setState({ plans });
  }

  /** Newest first. */
  #boards(): string[] {
    const active = this.#workspace.store.getState().boards.filter((board) => !board.archived);
    return active.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).map((board) => board.id);
  }
}
