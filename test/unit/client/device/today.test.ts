import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { goBy, onNewDay, todayStore } from '../../../../renderer/client/device/today';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  goBy(Date.now);
});

const day = () => todayStore.getState().there;

it('[TURN-3] a day of the workspace begins and ends in its time zone, wherever this machine is, over summer time too', () => {
  let now = Date.UTC(2027, 2, 28, 21, 59);
  goBy(() => now, 'Europe/Berlin');
  const heard: string[] = [];
  const stop = onNewDay(() => heard.push(day()));
  expect(day()).toBe('2027-03-28');
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(60_000);
  };
  pass(60_000);
  expect(day()).toBe('2027-03-29');
  // Far to the east and to the west of any machine that is in Europe.
  goBy(() => now, 'Pacific/Kiritimati');
  expect(day()).toBe('2027-03-29');
  goBy(() => now, 'Pacific/Pago_Pago');
  expect(day()).toBe('2027-03-28');
  pass(13 * 3_600_000);
  expect(heard.filter((each, at) => each !== heard[at - 1])).toEqual([
    '2027-03-29',
    '2027-03-28',
    '2027-03-29',
  ]);
  stop();
});

it('[TURN-3] whoever stops listening twice stops nobody else', () => {
  let now = Date.UTC(2027, 2, 28, 12);
  goBy(() => now, 'Europe/Berlin');
  const stops = [onNewDay(() => undefined), onNewDay(() => undefined)];
  stops[0]?.();
  stops[0]?.();
  now += 86_400_000;
  vi.advanceTimersByTime(60_000);
  expect(day()).toBe('2027-03-29');
  stops[1]?.();
  expect(vi.getTimerCount()).toBe(0);
});

it('[TURN-3] a time zone that this machine does not know leaves it with its own days', () => {
  goBy(() => Date.UTC(2027, 2, 10, 11), 'Atlantis/Poseidonis');
  expect(todayStore.getState()).toEqual({ date: '2027-03-10', there: '2027-03-10' });
});
