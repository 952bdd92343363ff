import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, type Api, type Call } from '../../../../../renderer/client/connection/api';
import { HostClock } from '../../../../../renderer/client/connection/host-clock';
import { goBy, todayStore } from '../../../../../renderer/client/device/today';
import type { Outcome } from '../../../../../renderer/client/connection/outcome';
import { Workshops } from '../../../../../renderer/client/workspace/parts/workshops';
import { leftOf, SILENT_MS } from '../../../../../shared/domain/session/timer';
import { sessionOf, viewOf, type SessionView } from '../../../../../shared/domain/session/session';

const planned = { type: 'plan', title: 'W', facilitator: 'ida', minutes: 60 } as const;
const state = sessionOf([{ rev: 1, cmd: 'c', by: 'ida', at: 0, head: 0, command: planned }]);
if (!state) throw new Error('no workshop');
const view = (more: Partial<SessionView> = {}): SessionView => ({
  ...viewOf({ id: 's', board: 'b' }, state, { present: [], round: null, now: 1_000 }),
  state: 'open',
  ...more,
});

/** Answers in the order of the questions; the last one again and again. */
function workshopsWith(...answers: Outcome<unknown>[]) {
  const asked: Record<string, unknown>[] = [];
  const call = async (_route: string, _answer: unknown, { body }: Call = {}) => {
    asked.push(body as Record<string, unknown>);
    return answers[Math.min(asked.length, answers.length) - 1];
  };
  const api = { call } as unknown as Api;
  const clock = new HostClock(api, { monotonic: () => 0 });
  const random = (length: number) => new Uint8Array(length).fill(7);
  return { asked, workshops: new Workshops({ api, clock, random }) };
}
const moved = (now: SessionView) => ({ ok: false, failure: { code: 'moved', view: now } }) as const;
const done = { ok: true, value: { rev: 9 } } as const;

describe('[SESSION-50] workshops as a window knows them', () => {
  it('are as the host showed them last, whatever overtakes what', () => {
    const { workshops } = workshopsWith(done);
    for (const each of [
      view({ rev: 3 }),
      view({ rev: 2 }),
      view({ rev: 3, now: 500 }),
      view({ rev: 3, now: 2_000 }),
    ])
      workshops.take(each);
    expect(workshops.store.getState().views.get('s')).toMatchObject({ rev: 3, now: 2_000 });
    workshops.connected();
    expect(workshops.store.getState().views.size).toBe(0);
  });

  it('[SESSION-8] has its time stand while the host is away, until it tells of what is on: no timer rises when it is back', () => {
    let passed = 0;
    const api = { call: async () => failed('offline') } as unknown as Api;
    const clock = new HostClock(api, { monotonic: () => passed });
    const workshops = new Workshops({ api, clock, random: () => new Uint8Array(8) });
    const endsAt = 100_000;
    const shown: (number | null)[] = [];
    const look = (timer: SessionView['timer']) => {
      passed += 7_000;
      shown.push(leftOf(timer, workshops.now() ?? 0));
    };
    workshops.take(view({ now: 0 }));
    look({ state: 'running', endsAt });
    workshops.lost();
    for (let at = 0; at < 3; at++) look({ state: 'running', endsAt });
    // A second try that fails is no news of the time.
    workshops.lost();
    workshops.connected();
    workshops.take(view({ id: 'next', state: 'planned', now: passed }));
    look({ state: 'running', endsAt });
    const leftMs = 91_000;
    workshops.take(view({ rev: 9, timer: { state: 'paused', leftMs }, now: passed }));
    look({ state: 'paused', leftMs });
    expect(shown).toEqual([93_000, 93_000, 93_000, 93_000, 93_000, leftMs]);
    look({ state: 'running', endsAt });
    expect(shown.at(-1)).toBe(endsAt - passed);
  });

  it('[SESSION-8] lets a timer stand that the host tells nothing of for long, until it does', () => {
    let passed = 0;
    const api = { call: async () => failed('offline') } as unknown as Api;
    const clock = new HostClock(api, { monotonic: () => passed });
    const workshops = new Workshops({ api, clock, random: () => new Uint8Array(8) });
    const timer = { state: 'running', endsAt: 100_000 } as const;
    const after = (ms: number) => {
      passed += ms;
      return workshops.now();
    };
    workshops.take(view({ rev: 4, timer, now: 0 }));
    expect([after(5_000), after(5_000), after(50_000)]).toEqual([5_000, SILENT_MS, SILENT_MS]);
    workshops.take(view({ rev: 4, timer, now: 60_000 }));
    expect(after(1_000)).toBe(61_000);
    workshops.take(view({ rev: 5, timer: { state: 'paused', leftMs: 39_000 }, now: 61_000 }));
    expect(after(60_000)).toBe(121_000);
  });

  it('are commanded once, however often an answer is lost', async () => {
    const { workshops, asked } = workshopsWith(failed('offline'), failed('offline'), done);
    expect(await workshops.command(view({ rev: 4 }), { type: 'item', item: 'a' })).toMatchObject({
      ok: true,
    });
    expect(new Set(asked.map(({ cmd }) => cmd)).size).toBe(1);
    expect(asked.map(({ after }) => after)).toEqual([4, 4, 4]);
  });

  it('are commanded again when only a hand went up, and not when they moved on', async () => {
    const { workshops, asked } = workshopsWith(moved(view({ rev: 5, hands: ['tom'], now: 2_000 })), done);
    expect(await workshops.command(view({ rev: 4 }), { type: 'item', item: 'a' })).toMatchObject({
      ok: true,
    });
    expect(asked.map(({ after }) => after)).toEqual([4, 5]);
    const other = workshopsWith(moved(view({ rev: 5, item: 'b' })), done);
    expect(await other.workshops.command(view({ rev: 4 }), { type: 'item', item: 'a' })).toMatchObject({
      failure: { code: 'moved' },
    });
    expect(other.asked).toHaveLength(1);
    expect(other.workshops.store.getState().views.get('s')?.item).toBe('b');
  });

  it('take a hand without a revision', async () => {
    const { workshops, asked } = workshopsWith(done);
    await workshops.command(view({ rev: 4 }), { type: 'hand', up: true });
    expect(asked[0]).not.toHaveProperty('after');
  });
});

describe('[SESSION-51] the clock of the host', () => {
  it('is told by the answer that was the shortest time on its way, whatever the own clock says', async () => {
    for (const start of [0, 5_000_000]) {
      let own = start;
      const host = () => own - start + 1_000_000;
      // There and back, as milliseconds; the fourth is the quickest.
      const trips = [
        [300, 100],
        [10, 390],
        [400, 0],
        [40, 60],
        [200, 200],
      ];
      const call = async () => {
        const [there = 0, back = 0] = trips.shift() ?? [];
        own += there;
        const now = host();
        own += back;
        return { ok: true, value: { now } };
      };
      const clock = new HostClock({ call } as unknown as Api, { monotonic: () => own });
      expect(clock.now()).toBeNull();
      await clock.measure();
      expect(clock.now()).toBe(host() - 10);
      own += 60_000;
      expect(clock.now()).toBe(host() - 10);
    }
  });

  it('is known roughly from whatever carries it, and not worse by an answer that fails', async () => {
    const clock = new HostClock({ call: async () => failed('offline') } as unknown as Api, {
      monotonic: () => 50,
    });
    clock.heard(1_050);
    clock.heard(9_999);
    await clock.measure();
    expect(clock.now()).toBe(1_050);
  });
});

describe('[CLIENT-76] days and minutes go by the host’s clock', () => {
  const NOON = Date.UTC(2027, 2, 10, 11);
  const DAY = 86_400_000;
  let own = 0;
  /** What happens while the machine is awake moves both of its clocks, what happens while it sleeps one. */
  const pass = (ms: number, { asleep = false } = {}) => {
    if (!asleep) own += ms;
    vi.setSystemTime(Date.now() + ms);
  };
  const newClock = () => {
    const clock: HostClock = new HostClock({} as Api, {
      monotonic: () => own,
      told: () => goBy(() => clock.estimate()),
    });
    return clock;
  };
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => {
    vi.useRealTimers();
    goBy(Date.now);
  });

  it('on a machine whose own is wrong, as soon as the host was heard', () => {
    vi.setSystemTime(NOON - 3 * DAY);
    const clock = newClock();
    expect(clock.estimate()).toBe(NOON - 3 * DAY);
    clock.heard(NOON);
    expect([clock.estimate(), todayStore.getState().date]).toEqual([NOON, '2027-03-10']);
    pass(60_000);
    expect(clock.estimate()).toBe(NOON + 60_000);
  });

  it('on one that slept out of the host’s reach, and on one that was set back', () => {
    vi.setSystemTime(NOON + DAY);
    const clock = newClock();
    clock.heard(NOON);
    pass(2 * DAY, { asleep: true });
    expect([clock.estimate(), clock.now()]).toEqual([NOON + 2 * DAY, NOON]);
    clock.heard(NOON);
    vi.setSystemTime(NOON - 5 * DAY);
    expect(clock.estimate()).toBe(NOON);
  });
});
