import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Saved } from '../../../../../renderer/client/board/types';
import { whenSaved } from '../../../../../renderer/client/board/saving/when-saved';

const WITHIN_MS = 15_000;

describe('[CLIENT-9] waiting until everything is saved', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const storeOf = (saved: Saved) => createStore<{ saved: Saved }>(() => ({ saved }));
  const answerOf = (store: ReturnType<typeof storeOf>) => {
    const seen: { answer?: boolean } = {};
    void whenSaved(store, WITHIN_MS).then((answer) => (seen.answer = answer));
    return seen;
  };

  it('answers within a second when the host is known to be out of reach', async () => {
    const seen = answerOf(storeOf({ state: 'offline', pending: 0, kept: 0 }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.answer).toBe(false);
  });

  it('lets a brief gap pass, and waits on while what was typed is under way', async () => {
    const store = storeOf({ state: 'offline', pending: 1, kept: 1 });
    const seen = answerOf(store);
    await vi.advanceTimersByTimeAsync(300);
    store.setState({ saved: { state: 'saving', pending: 1 } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.answer).toBeUndefined();
    store.setState({ saved: { state: 'saved' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.answer).toBe(true);
  });

  it('answers when the connection is lost while it waits', async () => {
    const store = storeOf({ state: 'saving', pending: 1 });
    const seen = answerOf(store);
    store.setState({ saved: { state: 'offline', pending: 1, kept: 1 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.answer).toBe(false);
  });

  it('does not wait for ever, nor at all for what was refused', async () => {
    const slow = answerOf(storeOf({ state: 'saving', pending: 1 }));
    const refused = answerOf(storeOf({ state: 'refused', reason: 'storage' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(refused.answer).toBe(false);
    await vi.advanceTimersByTimeAsync(WITHIN_MS);
    expect(slow.answer).toBe(false);
  });
});
