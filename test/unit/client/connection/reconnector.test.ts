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
