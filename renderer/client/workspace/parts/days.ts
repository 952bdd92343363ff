import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  daysAnswer,
  periodsMade,
  plannedAnswer,
  type DaysAnswer,
  type FrameBody,
  type PeriodBody,
  type Planned,
} from '../../../../shared/api/days';
import type { Api } from '../../connection/api';
import type { Outcome } from '../../connection/outcome';
import type { LocalStore } from '../../device/local-store';
import { Asking } from './asking';

/** Whoever goes from plan to plan does not ask for each of them. */
const FRESH_MS = 15_000;
const ALWAYS = { from: '1900-01-01', to: '2199-12-31' };

/**
 * Days that matter to everybody's plans: the host's answer, asked for on connecting and whenever the host says that it is
 * another one. The last answer is kept on this device. Failures are values.
 */
export class CompanyDays {
  readonly store: StoreApi<DaysAnswer> = createStore<DaysAnswer>(() => ({ periods: [], frames: [] }));
  readonly planned: StoreApi<readonly Planned[]> = createStore<readonly Planned[]>(() => []);
  /** When that was asked for last, by a clock that nobody sets. */
  #asked = -Infinity;
  readonly #api: Api;
  readonly #device: LocalStore;
  readonly #key: string;
  readonly #asking = new Asking(
    () => this.#ask(),
    () => this.refresh(),
  );

  /** @param key where the last answer lies on this device */
  constructor(api: Api, device: LocalStore, key: string) {
    this.#api = api;
    this.#device = device;
    this.#key = key;
  }

  /** Shows what was known last. */
  async load(): Promise<void> {
    const kept = await this.#device.get<DaysAnswer>(this.#key).catch(() => undefined);
    if (kept) this.store.setState(kept);
  }

  /** Asks the host again; however often this is called meanwhile, once more is enough. */
  refresh(): Promise<void> {
    return this.#asking.now();
  }

  close(): void {
    this.#asking.close();
  }

  readonly set = async (periods: readonly PeriodBody[]): Promise<Outcome<void>> => {
    const made = await this.#api.call('setPeriods', periodsMade, { body: { periods } });
    return this.#changed(made.ok ? { ok: true, value: undefined } : made);
  };

  readonly change = async (period: string, body: PeriodBody): Promise<Outcome<void>> =>
    this.#changed(await this.#api.send('changePeriod', { params: { period }, body }));

  readonly end = async (period: string): Promise<Outcome<void>> =>
    this.#changed(await this.#api.send('endPeriod', { params: { period } }));

  readonly setFrame = async (body: FrameBody): Promise<Outcome<void>> =>
    this.#changed(await this.#api.send('setFrame', { body }));

  /** Asks what is agreed or in review, on all boards that this member may read, and what of the frames that takes. */
  async refreshPlanned(): Promise<void> {
    if (performance.now() - this.#asked < FRESH_MS) return;
    this.#asked = performance.now();
    const [answer] = await Promise.all([
      this.#api.call('planned', plannedAnswer, { query: ALWAYS }),
      this.refresh(),
    ]);
    if (!answer.ok) this.#asked = -Infinity;
    else if (JSON.stringify(answer.value.plans) !== JSON.stringify(this.planned.getState()))
      this.planned.setState(answer.value.plans, true);
  }

  async #ask(): Promise<boolean> {
    const answer = await this.#api.call('days', daysAnswer);
    if (this.#asking.isClosed || !answer.ok) return false;
    if (JSON.stringify(answer.value) !== JSON.stringify(this.store.getState())) {
      this.store.setState(answer.value);
      await this.#device.set(this.#key, answer.value).catch(() => undefined);
    }
    return true;
  }

  async #changed(outcome: Outcome<void>): Promise<Outcome<void>> {
    if (outcome.ok) await this.refresh();
    return outcome;
  }
}
