import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ZodType } from 'zod';
import { failed, type Api, type Call } from '../../../../../renderer/client/connection/api';
import type { Outcome } from '../../../../../renderer/client/connection/outcome';
import { volatileStore, type LocalStore } from '../../../../../renderer/client/device/local-store';
import { InboxList } from '../../../../../renderer/client/workspace/parts/inbox';
import type { InboxItem } from '../../../../../shared/api/inbox';

const item = (id: string, state: InboxItem['state'] = 'new'): InboxItem => ({
  id,
  why: 'mention',
  board: 'b',
  plan: 'p',
  at: `2027-01-0${id}`,
  state,
  facts: {},
});

let device: LocalStore;
/** What was asked since when, and how it is answered. */
let asked: { since: string; answer: (answer: Outcome<unknown>) => void }[];
let takes: boolean;
let list: InboxList;

const listOn = (store: LocalStore) => {
  const call = (_route: string, schema: ZodType, { query = {} }: Call) =>
    new Promise((answered) => {
      const answer = (outcome: Outcome<unknown>) => {
        const read = outcome.ok ? schema.safeParse(outcome.value) : null;
        answered(!read ? outcome : read.success ? { ok: true, value: read.data } : failed('failed'));
      };
      asked.push({ since: query['since'] ?? '', answer });
    });
  const send = async () => (takes ? { ok: true, value: undefined } : failed('offline'));
  return new InboxList({ call, send } as unknown as Api, store, 'inbox/me', Date.now);
};
const answer = async (items: readonly unknown[] | null, next = 0) => {
  asked.at(-1)?.answer(items ? { ok: true, value: { items, next } } : failed('offline'));
  await vi.advanceTimersByTimeAsync(0);
};
const shown = (of = list) => of.store.getState().items.map(({ id, state }) => `${id} ${state}`);

beforeEach(() => {
  vi.useFakeTimers();
  device = volatileStore();
  asked = [];
  takes = true;
  list = listOn(device);
});
afterEach(() => {
  list.close();
  vi.useRealTimers();
});

it('[INBOX-5] asks for everything first, then for what changed, and takes out what has left', async () => {
  void list.refresh();
  await answer([item('2'), item('1', 'seen')], 7);
  expect(shown()).toEqual(['2 new', '1 seen']);
  void list.changed();
  await answer([item('3'), item('2', 'done'), item('1', 'later')], 9);
  expect(shown()).toEqual(['3 new', '1 later']);
  void list.changed();
  expect(asked.map(({ since }) => since)).toEqual(['0', '7', '9']);
  // Whatever it may read now, it asks for all of it.
  void list.refresh();
  await answer([], 9);
  expect(asked.at(-1)?.since).toBe('0');
  await answer([item('1')], 9);
  expect(shown()).toEqual(['1 new']);
});

it('[INBOX-11] keeps the last answer and its time on the device, and asks again without one', async () => {
  vi.setSystemTime(5_000_000);
  void list.refresh();
  await answer([item('1')], 1);
  const later = listOn(device);
  await later.load();
  expect([shown(later), later.store.getState().asOf]).toEqual([['1 new'], 5_000_000]);
  void later.refresh();
  await answer(null);
  expect(shown(later)).toEqual(['1 new']);
  await vi.advanceTimersByTimeAsync(30_000);
  await answer([], 1);
  expect(shown(later)).toEqual([]);
  later.close();
});

it('[INBOX-9] puts an item aside at once, and back when the host did not take it', async () => {
  void list.refresh();
  await answer([item('2'), item('1')], 2);
  expect(await list.set('1', 'later')).toBe(true);
  expect(shown()).toEqual(['2 new', '1 later']);
  takes = false;
  const setting = list.set('2', 'done');
  expect(shown()).toEqual(['1 later']);
  expect(await setting).toBe(false);
  expect(shown()).toEqual(['2 new', '1 later']);
});

it('[INBOX-9] brings everything back that was put aside one after the other while the host was out of reach', async () => {
  void list.refresh();
  await answer([item('3'), item('2'), item('1')], 3);
  takes = false;
  const setting = [list.set('2', 'done'), list.set('1', 'done'), list.set('3', 'later')];
  expect(shown()).toEqual(['3 later']);
  await Promise.all(setting);
  expect(shown()).toEqual(['3 new', '2 new', '1 new']);
});

it('[INBOX-10] tells of what is new since the host was first asked', async () => {
  const told: string[][] = [];
  list.listen((fresh) => told.push(fresh.map(({ id }) => id)));
  void list.refresh();
  await answer([item('1')], 1);
  void list.changed();
  await answer([item('2'), item('3', 'seen')], 3);
  void list.changed();
  await answer([item('2', 'later')], 4);
  expect(told).toEqual([['2']]);
});

it('[INBOX-10] [REMIND-6] a reminder that joins a line of others is news, though the line was there', async () => {
  const told: string[][] = [];
  list.listen((fresh) => told.push(fresh.map(({ id, at }) => `${id} ${at}`)));
  const line = (at: string, why: InboxItem['why']) => ({ ...item('1'), at, why });
  void list.refresh();
  await answer([line('2027-01-01', 'reminder')], 1);
  void list.changed();
  await answer([line('2027-01-02', 'reminder')], 2);
  void list.changed();
  await answer([line('2027-01-02', 'reminder')], 3);
  expect(told).toEqual([['1 2027-01-02']]);
  // What one hand does in one go is told in several parts, and is news once.
  void list.changed();
  await answer([{ ...line('2027-01-03', 'outcome'), id: '2' }], 4);
  void list.changed();
  await answer([{ ...line('2027-01-04', 'outcome'), id: '2' }], 5);
  expect(told).toEqual([['1 2027-01-02'], ['2 2027-01-03']]);
});

it('[INBOX-15] leaves out what is of a kind that only a later version knows, and says how many that are', async () => {
  const count = (of = list) => of.store.getState().later.length;
  const strange = (id: string, state = 'new') => ({ ...item(id), why: 'invented-later', state });
  void list.refresh();
  await answer([item('1'), strange('2'), { ...item('3'), facts: { outcome: 'invented-later' } }], 3);
  expect([shown(), count()]).toEqual([['1 new'], 2]);
  // What it knew becomes something else, and what it did not know something that it knows, or is done.
  void list.changed();
  await answer([{ ...strange('1'), state: 'invented-later' }, item('2'), strange('3', 'done')], 6);
  expect([shown(), count()]).toEqual([['2 new'], 1]);
  void list.refresh();
  await answer([item('2'), strange('4')], 7);
  expect([shown(), count()]).toEqual([['2 new'], 1]);

  // An app of before, on a device where a later one was, shows what it knows of what that one kept.
  const { items, ...kept } = list.store.getState();
  await device.set('inbox/me', { ...kept, items: [...items, strange('5')] });
  const older = listOn(device);
  await older.load();
  expect([shown(older), count(older)]).toEqual([['2 new'], 2]);
  older.close();
  await device.set('inbox/me', { items: 'something else' });
  const none = listOn(device);
  await none.load();
  expect([shown(none), none.store.getState().asOf]).toEqual([[], null]);
  none.close();
});
