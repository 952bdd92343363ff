import { createStore } from 'zustand/vanilla';
import {
  lookAnswer,
  looksAnswer,
  type KnownLook,
  type Look,
  type LookBody,
} from '../../../../shared/api/inbox';
import type { Material } from '../../../../shared/domain/plan';
import type { BoardLooks } from '../../board/news';
import type { Api } from '../../connection/api';

/** A plan of a board. */
export interface PlanAddress {
  readonly board: string;
  readonly plan: string;
}

/** What this member saw of plans last, on any of his devices: the host keeps it for him, and tells nobody else. */
export class Looks {
  /** Of the boards that were asked for, by board and plan. */
  readonly store = createStore<ReadonlyMap<string, BoardLooks>>(() => new Map());
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Null: nothing yet, or the host does not say. */
  async of({ board, plan }: PlanAddress): Promise<Look | null> {
    const answer = await this.#api.call('look', lookAnswer, { params: { board, plan } });
    return answer.ok ? answer.value.look : null;
  }

  /** Asks what he saw last of each plan of a board; without an answer what was known stays. */
  async readBoard(board: string): Promise<void> {
    const answer = await this.#api.call('looks', looksAnswer, { params: { board } });
    if (!answer.ok) return;
    const looks = new Map(answer.value.looks.map(({ plan, ...look }) => [plan, look]));
    this.store.setState(new Map([...this.store.getState(), [board, looks]]), true);
  }

  /**
   * Keeps what was on the screen. Without the host it is said the next time.
   * @param material the version of that digest
   * @returns whether it is kept
   */
  async keep({ board, plan }: PlanAddress, seen: LookBody, material: Material): Promise<boolean> {
    const answer = await this.#api.send('keepLook', { params: { board, plan }, body: seen });
    const known = this.store.getState().get(board);
    if (answer.ok && known)
      this.store.setState(
        new Map([
          ...this.store.getState(),
          [board, new Map([...known, [plan, { ...seen, material } as KnownLook]])],
        ]),
        true,
      );
    return answer.ok;
  }
}
