import { describe, expect, it } from 'vitest';
import {
  leftOf,
  timerAfter,
  timerAt,
  TIMER_OFF,
  type Timer,
  type TimerDeed,
} from '../../../../shared/domain/session/timer';

const running: Timer = { state: 'running', endsAt: 10_000 };
const paused: Timer = { state: 'paused', leftMs: 4_000 };

describe('[SESSION-7] the timer', () => {
  const deeds: [string, Timer, TimerDeed, number, Timer | null][] = [
    ['starts', TIMER_OFF, { do: 'start', ms: 5_000 }, 1_000, { state: 'running', endsAt: 6_000 }],
    ['starts anew', running, { do: 'start', ms: 5_000 }, 9_000, { state: 'running', endsAt: 14_000 }],
    ['does not start for no time', TIMER_OFF, { do: 'start' }, 0, null],
    ['pauses', running, { do: 'pause' }, 7_000, { state: 'paused', leftMs: 3_000 }],
    ['does not pause twice', paused, { do: 'pause' }, 0, null],
    ['does not pause once it has ended', running, { do: 'pause' }, 10_000, null],
    ['goes on', paused, { do: 'resume' }, 50_000, { state: 'running', endsAt: 54_000 }],
    ['does not go on while it runs', running, { do: 'resume' }, 0, null],
    ['has a minute more', running, { do: 'add' }, 9_000, { state: 'running', endsAt: 70_000 }],
    ['has more while it stands', paused, { do: 'add', ms: 1_000 }, 0, { state: 'paused', leftMs: 5_000 }],
    [
      'has a whole minute more after its end',
      running,
      { do: 'add' },
      30_000,
      { state: 'running', endsAt: 90_000 },
    ],
    ['has nothing to add to while it is off', TIMER_OFF, { do: 'add' }, 0, null],
    ['stops', running, { do: 'stop' }, 0, TIMER_OFF],
    ['does not stop what is off', TIMER_OFF, { do: 'stop' }, 0, null],
  ];
  for (const [name, before, deed, now, after] of deeds)
    it(`it ${name}`, () => expect(timerAfter(before, deed, now)).toEqual(after));

  it('has ended as soon as its time has come, and shows nothing less than nothing', () => {
    expect([9_999, 10_000, 99_000].map((now) => timerAt(running, now).state)).toEqual([
      'running',
      'ended',
      'ended',
    ]);
    expect([8_000, 10_000, 99_000].map((now) => leftOf(running, now))).toEqual([2_000, 0, 0]);
    expect([leftOf(paused, 99_000), leftOf(TIMER_OFF, 0)]).toEqual([4_000, null]);
  });

  it('shows the same to everybody, whatever his clock and however long an answer takes', () => {
    // A client knows the host's clock by an offset: the answer took `there` and `back`, of which it sees the sum only.
    for (const shift of [-600_000, 0, 840_000])
      for (const [there, back] of [
        [0, 0],
        [400, 400],
        [0, 400],
        [400, 0],
      ] as const) {
        const hostTime = 5_000;
        const asked = hostTime - there + shift;
        const heard = hostTime + back + shift;
        const offset = hostTime - (asked + heard) / 2;
        const shown = leftOf(running, heard + offset) ?? 0;
        expect(Math.abs(shown - (leftOf(running, hostTime + back) ?? 0))).toBeLessThan(500);
      }
  });
});
