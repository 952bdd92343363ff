import type { BoardShelf } from './board-shelf';
import { copyKeys } from './copy-keys';
import type { LocalStore } from './local-store';
import type { Unsent } from './unsent';

/**
 * Opens the boards of which this device's copy holds changes, of whichever run, that the host does not have: they go
 * there whether anybody looks at these boards again or not. What is of another epoch is parked instead.
 */
export async function openLeftUnsent(
  boards: BoardShelf,
  store: LocalStore,
  profile: string,
  epoch: string,
): Promise<void> {
  const prefix = copyKeys(profile).accounts;
  // A device that cannot be read says so elsewhere.
  const accounts = await store.list<Unsent>(prefix).catch(() => []);
  for (const [key, { pending }] of accounts) {
    const [board = '', of] = key.slice(prefix.length).split('/');
    if (pending > 0 && of === epoch && !boards.closed) boards.get(board);
  }
}
