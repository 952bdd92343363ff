import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectNow, Reconnector, type Door } from '../../../../renderer/client/connection/reconnector';
import { CLOSE } from '../../../../shared/sync/close-codes';
import { failed } from '../../../../renderer/client/connection/api';

describe('[CLIENT-52] a connection that is one too many', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is tried again, and is not said to be lost unless it was there', async () => {
    const open = vi.fn<Door['open']>();
    const lost = vi.fn<Door['lost']>();
    const ticket = async () => ({ ok: true as const, value: 'ticket' });
    const reconnector = new Reconnector({ ticket, open, lost, ended: vi.fn<Door['ended']>() });
    reconnector.start();
    await vi.advanceTimersByTimeAsync(0);
    reconnector.closed(CLOSE.tooMany);
    await vi.advanceTimersByTimeAsync(250);
    expect([open.mock.calls.length, lost.mock.calls.length]).toEqual([2, 0]);
    reconnector.succeeded();
    reconnector.closed(CLOSE.tooMany);
    expect(lost).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(250);
    reconnector.closed(null);
    expect(lost).toHaveBeenCalledTimes(2);
    reconnector.stop();
  });
});

it('[SYNC-44] ends at a host that does not know what version an app names', async () => {
  const ended = vi.fn<Door['ended']>();
  const reconnector = new Reconnector({
    ticket: async () => failed('malformed'),
    open: vi.fn<Door['open']>(),
    lost: vi.fn<Door['lost']>(),
    ended,
  });
  reconnector.start();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledWith('version'));
});

describe('[CLIENT-62] a way that lets no connection through', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const TICKET = { ok: true, value: 'ticket' } as const;

  async function tried(ticket: Door['ticket'], close: number | null) {
    const lost = vi.fn<Door['lost']>();
    const reconnector: Reconnector = new Reconnector({
      ticket,
      open: () => reconnector.closed(close),
      lost,
      ended: vi.fn<Door['ended']>(),
    });
    reconnector.start();
    await vi.advanceTimersByTimeAsync(120_000);
    reconnector.stop();
    return lost.mock.calls.map(([isBlocked]) => isBlocked);
  }

  it.each([1006, null])('is told after three good tickets that led nowhere (%s)', async (close) => {
    const told = await tried(async () => TICKET, close);
    expect(told.slice(0, 2)).toEqual([false, false]);
    expect(new Set(told.slice(2))).toEqual(new Set([true]));
  });

  it('is not said of a host that is out of reach, restarts, or says itself why it closes', async () => {
    expect(new Set(await tried(async () => failed('offline'), null))).toEqual(new Set([false]));
    let asked = 0;
    const nowAndThen = async () => (asked++ % 3 === 2 ? failed('offline') : TICKET);
    expect(new Set(await tried(nowAndThen, 1006))).toEqual(new Set([false]));
    expect(new Set(await tried(async () => TICKET, 1001))).toEqual(new Set([false]));
  });

  it('is over with the first connection that works', async () => {
    const lost = vi.fn<Door['lost']>();
    let opened = 0;
    const reconnector: Reconnector = new Reconnector({
      ticket: async () => TICKET,
      open: () => {
        if (++opened === 4) reconnector.succeeded();
        reconnector.closed(1006);
      },
      lost,
      ended: vi.fn<Door['ended']>(),
    });
    reconnector.start();
    await vi.advanceTimersByTimeAsync(10_000);
    reconnector.stop();
    expect(lost.mock.calls.slice(0, 4).map(([isBlocked]) => isBlocked)).toEqual([false, false, true, false]);
  });
});

describe('[CLIENT-6] trying again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('happens at once when somebody asks for it, and only while there is a wait', async () => {
    const ticket = vi.fn<Door['ticket']>().mockResolvedValue(failed('offline'));
    const reconnector = new Reconnector({
      ticket,
      open: vi.fn<Door['open']>(),
      lost: vi.fn<Door['lost']>(),
      ended: vi.fn<Door['ended']>(),
    });
    reconnector.start();
    connectNow();
    expect(ticket).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(0);
    connectNow();
    expect(ticket).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(0);
    reconnector.stop();
    connectNow();
    expect(ticket).toHaveBeenCalledTimes(2);
  });
});
