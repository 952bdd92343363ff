import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectNow, Reconnector, type Door } from '../../../../renderer/client/connection/reconnector';
import { failed } from '../../../../renderer/client/connection/api';

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
