import type { LocalStore } from './local-store';

/** Who a window is on which host. */
export interface Profile {
  /** Names everything this device keeps for that person on that host. */
  readonly id: string;
  /** Origin. */
  readonly host: string;
  readonly memberId: string;
  readonly deviceId: string;
  readonly token: string;
}

/** Where that host's WebSockets begin. */
export const syncUrlOf = ({ host }: Profile): string => `${host.replace(/^http/, 'ws')}/sync`;

const PREFIX = 'profile/';
const LAST = 'last-profile/';
/** In the session storage of a tab: who this tab is, where one browser has several people. */
const THIS_TAB = 'handschlag.profile';

/** Texts by name, for as long as a tab is open. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What this tab alone keeps. Browsers with site data blocked throw when they are asked for it, have none, or take nothing:
 * then the window remembers by itself.
 * @param ask for the browser's own
 */
export function tabStorage(ask: () => TabStorage | null): TabStorage {
  const own = new Map<string, string>();
  const asked = <T>(question: (storage: TabStorage | null) => T): T | undefined => {
    try {
      return question(ask());
    } catch {
      return undefined;
    }
  };
  return {
    getItem: (name) => own.get(name) ?? asked((storage) => storage?.getItem(name)) ?? null,
    setItem(name, value) {
      own.set(name, value);
      asked((storage) => storage?.setItem(name, value));
    },
    removeItem(name) {
      own.delete(name);
      asked((storage) => storage?.removeItem(name));
    },
  };
}

/** The people this device is, by host. */
export class Profiles {
  readonly #store: LocalStore;
  readonly #tab: TabStorage;

  constructor(store: LocalStore, tab: TabStorage) {
    this.#store = store;
    this.#tab = tab;
  }

  /** Who this tab already is. */
  async ofThisTab(host: string): Promise<Profile | null> {
    const id = this.#tab.getItem(THIS_TAB);
    return id === null ? null : this.byId(id, host);
  }

  /** In the desktop app a window is one profile for good, while its host may answer at another port than last time. */
  async byId(id: string, host: string): Promise<Profile | null> {
    const profile = await this.#store.get<Profile>(PREFIX + id);
    return profile ? { ...profile, host } : null;
  }

  /** Who was here last. */
  async last(host: string): Promise<Profile | null> {
    const id = await this.#store.get<string>(LAST + host);
    return id === undefined ? null : this.byId(id, host);
  }

  /** Makes this window that person, from now on. */
  async use(profile: Profile): Promise<void> {
    await this.#store.set(PREFIX + profile.id, profile);
    await this.#store.set(LAST + profile.host, profile.id);
    this.#tab.setItem(THIS_TAB, profile.id);
  }

  async forget(profile: Profile): Promise<void> {
    await this.#store.set(PREFIX + profile.id, undefined);
    await this.#store.set(LAST + profile.host, undefined);
    this.#tab.removeItem(THIS_TAB);
  }
}
