import { type LocalStore, volatileStore } from '../../../renderer/client/device/local-store';

/** A device's own store that lives as long as the test: what survives a "crash" is what was written to it. */
export const memoryStore = volatileStore;

/** A store whose user can be killed: from then on nothing it writes arrives. */
export function mortal(store: LocalStore): LocalStore & { die(): void } {
  let dead = false;
  return {
    ...store,
    set: async (key, value) => (dead ? undefined : store.set(key, value)),
    removeIf: async (key, is) => (dead ? undefined : store.removeIf(key, is)),
    append: async (log, items, values) => (dead ? undefined : store.append(log, items, values)),
    rewriteLog: async (log, rewrite) => (dead ? undefined : store.rewriteLog(log, rewrite)),
    die: () => {
      dead = true;
    },
  };
}
