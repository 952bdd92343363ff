import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  inboxKept,
  inboxRead,
  isWait,
  type InboxItem,
  type InboxRead,
  type InboxState,
} from '../../../../shared/api/inbox';
import type { Api } from '../../connection/api';
import type { LocalStore } from '../../device/local-store';
import { Asking } from './asking';

export interface InboxView {
  /** The newest first; what is done with is not in it. */
  readonly items: readonly InboxItem[];
  /** IDs of what else is there, and of a kind that only a later version of the app knows. */
  readonly later: readonly string[];
  /** When the host said so, by its clock; null: it has said nothing yet. */
  readonly asOf: number | null;
}

/**
 * What concerns this member: the host's answer, the same on all of his devices. The first question is for all of it,
 * later ones for what changed; the last answer is kept on this device, to be shown while the host is out of reach.
 */
export class InboxList {
  readonly store: StoreApi<InboxView> = createStore(() => ({ items: [], later: [], asOf: null }));
  readonly #api: Api;
  readonly #device: LocalStore;
  readonly #key: string;
  readonly #now: () => number;
  readonly #listeners = new Set<(fresh: readonly InboxItem[]) => void>();
  /** What to ask for next; 0: all of it. */
  #next = 0;
  readonly #asking = new Asking(
    () => this.#ask(),
    () => this.refresh(),
  );

  /**
   * @param key where the last answer lies on this device
   * @param now by the host's clock, in milliseconds since 1970
   */
  constructor(api: Api, device: LocalStore, key: string, now: () => number) {
    this.#api = api;
    this.#device = device;
    this.#key = key;
    this.#now = now;
  }

  /** Shows what there was when the host was heard last. */
  async load(): Promise<void> {
    const kept = inboxKept.safeParse(await this.#device.get(this.#key).catch(() => undefined));
    if (kept.success) this.store.setState(kept.data);
  }

  /** Asks for all of it: on connecting, on a new day, and when what this member may read has changed. */
  refresh(): Promise<void> {
    this.#next = 0;
    return this.changed();
  }

  /** Asks for what changed; however often this is called meanwhile, once more is enough. */
  changed(): Promise<void> {
    return this.#asking.now();
  }

  /** Calls back with what is new since the host was first asked. @returns how to stop */
  listen(listener: (fresh: readonly InboxItem[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sets an item aside, at once on this screen and then at the host. */
  async set(id: string, state: InboxState): Promise<boolean> {
    const was = this.store.getState().items.find((item) => item.id === id);
    if (was) this.#put({ ...was, state });
    const answer = await this.#api.send('patchInbox', { params: { item: id }, body: { state } });
    // What the host did not take is as it was, whatever came or was put aside meanwhile, and as the host says.
    if (!answer.ok) {
      if (was) this.#put(was);
      void this.refresh();
    }
    return answer.ok;
  }

  close(): void {
    this.#asking.close();
  }

  #put(item: InboxItem): void {
    this.store.setState(({ items }) => ({ items: merged(items, [item]) }));
  }

  async #ask(): Promise<boolean> {
    const since = this.#next;
    const answer = await this.#api.call('inbox', inboxRead, { query: { since: String(since) } });
    if (this.#asking.isClosed || !answer.ok) return false;
    const { items: told, later: toldLater, next } = answer.value;
    const before = this.store.getState();
    const items = since === 0 ? told : merged(before.items, told, toldLater);
    const later = laterThan(since === 0 ? [] : before.later, answer.value);
    // Whoever asked anew meanwhile wants all of it.
    if (this.#next === since) this.#next = next;
    this.store.setState({ items, later, asOf: this.#now() });
    const known = new Map(before.items.map(({ id, at }) => [id, at]));
    // Reminders of other plans join a line that is there.
    const isFresh = ({ id, why, at }: InboxItem) =>
      why === 'reminder' ? known.get(id) !== at : !known.has(id);
    const fresh = told.filter((item) => item.state === 'new' && isFresh(item));
    if (before.asOf !== null && fresh.length > 0) for (const listener of this.#listeners) listener(fresh);
    await this.#device.set(this.#key, this.store.getState()).catch(() => undefined);
    return true;
  }
}

/** A list with what changed in it; `others` is what is of no kind it can show. */
function merged(
  before: readonly InboxItem[],
  changed: readonly InboxItem[],
  others: InboxRead['later'] = [],
): InboxItem[] {
  const ids = new Set([...changed, ...others].map(({ id }) => id));
  const items = [
    ...changed.filter(({ state }) => state !== 'done'),
    ...before.filter(({ id }) => !ids.has(id)),
  ];
  return items.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1));
}

/** What is there and cannot be shown, once this was told too. */
function laterThan(before: readonly string[], { items, later }: InboxRead): string[] {
  const told = new Set([...items, ...later].map(({ id }) => id));
  return [...before.filter((id) => !told.has(id)), ...later.flatMap(({ id, isDone }) => (isDone ? [] : id))];
}

/** What is to be counted: what nobody has looked at yet, and what waits for its reader, unless he put it off. */
export function unreadOf(items: readonly InboxItem[]): number {
  return items.filter((item) => item.state === 'new' || (item.state === 'seen' && isWait(item))).length;
}
