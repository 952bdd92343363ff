import { createStore, type StoreApi } from 'zustand/vanilla';
import { waitingAnswer } from '../../../shared/api/contract';
import type { Api } from '../connection/api';
import type { LocalStore } from '../device/local-store';
import type { WaitingPlan } from './types';

/** After a question without an answer. Whoever was out of reach is asked as soon as he is back in any case. */
const ASK_AGAIN_MS = 30_000;

/**
 * What waits for this member, on any board: the host's answer. It is asked for on connecting and whenever the host says
 * that it is another one; the last answer is kept on this device, to be shown while the host is out of reach.
 */
export class WaitingList {
  readonly store: StoreApi<{ readonly plans: readonly WaitingPlan[] }> = createStore(() => ({ plans: [] }));
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
    const plans = await this.#device.get<readonly WaitingPlan[]>(this.#key).catch(() => undefined);
    // What an earlier version kept does not say why.
    if (plans) this.store.setState({ plans: plans.filter(({ why }) => (why as unknown) !== undefined) });
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
    if (JSON.stringify(plans) === JSON.stringify(this.store.getState().plans)) return;
    this.store.setState({ plans });
    await this.#device.set(this.#key, plans).catch(() => undefined);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
