import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  daysAnswer,
  periodsMade,
  plannedAnswer,
  type DaysAnswer,
  type FrameBody,
  type PeriodBody,
  type Planned,
} from '../../../shared/api/days';
import type { Span } from '../../../shared/domain/days/spread';
import type { Api } from '../connection/api';
import type { Outcome } from '../connection/outcome';
import type { LocalStore } from '../device/local-store';

/**
 * Days that matter to everybody's plans: the host's answer, asked for on connecting and whenever the host says that it is
 * another one. The last answer is kept on this device. Failures are values.
 */
export class CompanyDays {
  readonly store: StoreApi<DaysAnswer> = createStore<DaysAnswer>(() => ({ periods: [], frames: [] }));
  readonly #api: Api;
  readonly #device: LocalStore;
  readonly #key: string;

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

  /** @returns whether the host told */
  async refresh(): Promise<boolean> {
    const answer = await this.#api.call('days', daysAnswer);
    if (!answer.ok) return false;
    if (JSON.stringify(answer.value) !== JSON.stringify(this.store.getState())) {
      this.store.setState(answer.value);
      await this.#device.set(this.#key, answer.value).catch(() => undefined);
    }
    return true;
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

  /** What is agreed or in review in a span, on all boards that this member may read. */
  readonly planned = async ({ from, to }: Span): Promise<Outcome<readonly Planned[]>> => {
    const answer = await this.#api.call('planned', plannedAnswer, { query: { from, to } });
    return answer.ok ? { ok: true, value: answer.value.plans } : answer;
  };

  async #changed(outcome: Outcome<void>): Promise<Outcome<void>> {
    if (outcome.ok) await this.refresh();
    return outcome;
  }
}
