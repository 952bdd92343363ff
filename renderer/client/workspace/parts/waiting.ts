import { createStore, type StoreApi } from 'zustand/vanilla';
import { waitingAnswer } from '../../../../shared/api/contract';
import type { Api } from '../../connection/api';
import type { LocalStore } from '../../device/local-store';
import type { DueTask, WaitingPlan } from '../types';

/** After a question without an answer. Whoever was out of reach is asked as soon as he is back in any case. */
const ASK_AGAIN_MS = 30_000;

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
  /** The question under way. */
  #asking: Promise<void> | null = null;
  /** Something has changed since it was asked. */
  #isStale = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

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
    this.#isStale = true;
    return (this.#asking ??= this.#askUntilFresh().finally(() => (this.#asking = null)));
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
  }

  async #askUntilFresh(): Promise<void> {
    while (this.#isStale && !this.#closed) {
      this.#isStale = false;
      await this.#ask();
    }
  }

  async #ask(): Promise<void> {
    this.#stopTimer();
    const answer = await this.#api.call('waiting', waitingAnswer);
    if (this.#closed) return;
    if (!answer.ok) {
      this.#timer = setTimeout(() => void this.refresh(), ASK_AGAIN_MS);
      return;
    }
    const plans = answer.value.plans.map(({ board: boardId, plan: planId, ...rest }) => ({
      boardId,
      planId,
      ...rest,
    }));
    const tasks = answer.value.tasks.map(({ board: boardId, ...rest }) => ({ boardId, ...rest }));
    const now = { plans, tasks };
    if (JSON.stringify(now) === JSON.stringify(this.store.getState())) return;
    this.store.setState(now);
    await this.#device.set(this.#key, now).catch(() => undefined);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
