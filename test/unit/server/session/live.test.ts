import { expect, it } from 'vitest';
import type { SessionState } from '../../../../shared/domain/session/session';
import { leftOf, SILENT_MS } from '../../../../shared/domain/session/timer';
import { interruptedAt } from '../../../../server/session/live';

const MINUTE = 60_000;

it('[SESSION-8] no window that hears of no outage shows less time than there is afterwards, whenever the host dies', () => {
  const timer = { state: 'running', endsAt: 10 * MINUTE } as const;
  const state = { state: 'open', timer } as SessionState;
  // It noted that it was there at 0, and said something to somebody at any moment until it would have done so again.
  for (let said = 0; said <= 7_000; said += 500)
    for (const back of [said, said + 3_000, said + MINUTE])
      expect(interruptedAt(state, 0, back)).toBeLessThanOrEqual(
        leftOf(timer, Math.min(back, said + SILENT_MS)) ?? 0,
      );
});
