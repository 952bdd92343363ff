import { createStore, type StoreApi } from 'zustand/vanilla';
import { devicesAnswer, invitesAnswer } from '../../../shared/api/contract';
import type { Api } from '../connection/api';
import type { Access } from './types';

/** Devices and invites: asked for while a page shows them, and again when the host says that they changed. */
export class AccessList {
  readonly store: StoreApi<Access> = createStore<Access>(() => ({
    devices: null,
    invites: [],
    failure: null,
  }));
  readonly #api: Api;
  readonly #isOwner: () => boolean;
  #users = 0;
  /** The newest question; answers to older ones are not shown any more. */
  #asked = 0;

  constructor(api: Api, isOwner: () => boolean) {
    this.#api = api;
    this.#isOwner = isOwner;
  }

  /** @returns ends the use */
  readonly use = (): (() => void) => {
    this.#users += 1;
    void this.refresh();
    return () => {
      this.#users -= 1;
    };
  };

  /** Asks again if anybody looks. */
  async refresh(): Promise<void> {
    if (this.#users === 0) return;
    const asked = ++this.#asked;
    const [devices, invites] = await Promise.all([
      this.#api.call('devices', devicesAnswer),
      this.#isOwner() ? this.#api.call('invites', invitesAnswer) : null,
    ]);
    if (asked !== this.#asked) return;
    if (!devices.ok) return this.store.setState({ failure: devices.failure });
    if (invites && !invites.ok) return this.store.setState({ failure: invites.failure });
    this.store.setState({
      devices: devices.value.devices,
      invites: invites?.value.invites ?? [],
      failure: null,
    });
  }
}
