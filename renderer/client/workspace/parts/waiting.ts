import { createStore, type StoreApi } from 'zustand/vanilla';
import { waitingRead } from '../../../../shared/api/contract';
import type { Api } from '../../connection/api';
import type { LocalStore } from '../../device/local-store';
import type { DueTask, WaitingPlan } from '../types';
import { Asking } from './asking';

/** What waits for this member: plans, and tasks that are due. */
export interface WaitingForMe {
  readonly plans: readonly WaitingPlan[];
  readonly tasks: readonly DueTask[];
}

/**
 * What waits for this member, on any board: the host's answer. It is asked for on connecting and whenever the host says
 * that it is another one; the last answer is kept on this device, to be shown while the host is out of reach.
 */
export class WaitingList {
  readonly store: StoreApi<WaitingForMe> = createStore(() => ({ plans: [], tasks: [] }));
  readonly #api: Api;
  readonly #device: LocalStore;
  /** Where the last answer lies on this device. */
  readonly #key: string;
  readonly #asking = new Asking(
    () => this.#ask(),
    () => this.refresh(),
  );

  constructor(api: Api, device: LocalStore, key: string) {
    this.#api = api;
    this.#device = device;
    this.#key = key;
  }

  /** Shows what waited when the host was heard last. */
  async load(): Promise<void> {
    const kept = await this.#device.get<WaitingForMe>(this.#key).catch(() => undefined);
    // An earlier version kept a list of plans alone.
    if (kept && !Array.isArray(kept)) this.store.setState(kept);
  }

  /** Asks the host again; however often this is called meanwhile, once more is enough. */
  refresh(): Promise<void> {
    return this.#asking.now();
  }

  close(): void {
    this.#asking.close();
  }

  async #ask(): Promise<boolean> {
    const answer = await this.#api.call('waiting', waitingRead);
    if (this.#asking.isClosed || !answer.ok) return false;
    const plans = answer.value.plans.map(({ board: boardId, plan: planId, ...rest }) => ({
      boardId,
      planId,
      ...rest,
    }));
    const tasks = answer.value.tasks.map(({ board: boardId, ...rest }) => ({ boardId, ...rest }));
    const now = { plans, tasks };
    if (JSON.stringify(now) === JSON.stringify(this.store.getState())) return true;
    this.store.setState(now);
    await this.#device.set(this.#key, now).catch(() => undefined);
    return true;
  }
}
