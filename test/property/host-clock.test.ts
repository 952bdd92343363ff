import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../renderer/client/connection/api';
import { HostClock } from '../../renderer/client/connection/host-clock';
import { leftOf, type Timer } from '../../shared/domain/session/timer';

const MINUTE = 60_000;
const HOST_BEGAN = 1_800_000_000_000;

/** How long a request and its answer are under way. */
const trip = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
/** A window: by how much its own clock is off, and how long its ways are, each time it asks for the time. */
const aWindow = fc.record({
  off: fc.integer({ min: -10 * MINUTE, max: 14 * MINUTE }),
  trips: fc.array(fc.array(trip, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
});

/** What a window shows of a timer, again and again, while it measures the host's clock every now and then. */
async function shownBy(
  { off, trips }: typeof aWindow extends fc.Arbitrary<infer One> ? One : never,
  timer: Timer,
) {
  let passed = 0;
  const ways = trips.flat();
  const shown: { readonly left: number; readonly right: number }[] = [];
  const look = () => {
    const now = clock.now();
    if (now === null) return;
    shown.push({ left: leftOf(timer, now) ?? 0, right: leftOf(timer, HOST_BEGAN + passed) ?? 0 });
  };
  const call = async () => {
    // It is looked at while it is measured, too: what an answer has changed is seen before the next.
    look();
    const [there, back] = ways.shift() ?? [0, 0];
    passed += there;
    const now = HOST_BEGAN + passed;
    passed += back;
    look();
    return { ok: true, value: { now } };
  };
  const clock = new HostClock({ call } as unknown as Api, { monotonic: () => passed + off });
  for (const _ of trips) {
    await clock.measure();
    look();
    passed += 7_300;
    look();
  }
  return shown;
}

describe('[SESSION-51] a timer by the host’s clock', () => {
  it('is right to less than half a second in every window, whatever its clock and its ways, and never rises', async () => {
    const timer: Timer = { state: 'running', endsAt: HOST_BEGAN + 10 * MINUTE };
    await fc.assert(
      fc.asyncProperty(aWindow, aWindow, async (one, other) => {
        const windows = [await shownBy(one, timer), await shownBy(other, timer)];
        const errors = windows.flatMap((shown) => shown.map(({ left, right }) => left - right));
        // Two windows differ by what one is early and the other late at most.
        expect(Math.max(...errors) - Math.min(...errors)).toBeLessThan(500);
        for (const shown of windows)
          for (const [at, { left }] of shown.entries())
            expect(left).toBeLessThanOrEqual(shown[at - 1]?.left ?? Infinity);
      }),
    );
  });
});
