import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Api } from '../../../../../renderer/client/connection/api';
import { failed } from '../../../../../renderer/client/connection/api';
import type { Outcome } from '../../../../../renderer/client/connection/outcome';
import { volatileStore, type LocalStore } from '../../../../../renderer/client/device/local-store';
import { WaitingList } from '../../../../../renderer/client/workspace/parts/waiting';
import { waitingRead, type DueTaskView, type WaitingView } from '../../../../../shared/api/contract';

const PLAN: WaitingView = {
  board: 'b',
  plan: 'p',
  title: 'Frühjahr',
  since: '2027-01-04T08:00:00Z',
  why: 'decision',
  by: 'max',
};
const { board: boardId, plan: planId, ...REST } = PLAN;
const SHOWN = { boardId, planId, ...REST };

let device: LocalStore;
/** How each question is answered, in the order they were asked. */
let answers: ((answer: Outcome<{ plans: WaitingView[]; tasks: DueTaskView[] }>) => void)[];
let list: WaitingList;

const listOn = (store: LocalStore) => {
  const call = () => new Promise((resolve) => answers.push(resolve));
  return new WaitingList({ call } as unknown as Api, store, 'waiting/me');
};
const TASK: DueTaskView = { board: 'b', task: 't', text: 'Halle anfragen', dueOn: '2027-01-04' };
const answer = async (plans: WaitingView[] | null, tasks: DueTaskView[] = []) => {
  answers.at(-1)?.(plans ? { ok: true, value: { plans, tasks } } : failed('offline'));
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers();
  device = volatileStore();
  answers = [];
  list = listOn(device);
});
afterEach(() => {
  list.close();
  vi.useRealTimers();
});

it('[CLIENT-18] shows what the host answers, and asks once more for all that is told meanwhile', async () => {
  for (let n = 0; n < 5; n++) void list.refresh();
  expect(answers).toHaveLength(1);
  await answer([PLAN]);
  expect(list.store.getState().plans).toEqual([SHOWN]);
  expect(answers).toHaveLength(2);
  await answer([]);
  expect(list.store.getState().plans).toEqual([]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(answers).toHaveLength(2);
});

it('[INBOX-18] what waits for something that only a later version knows hides nothing else', () => {
  const later = { ...PLAN, plan: 'q', why: 'signature' };
  const task = { ...TASK, dueOn: { from: '2027-01-04' } };
  expect(
    waitingRead.parse({ plans: [later, { ...PLAN, note: 'neu', more: 1 }, null], tasks: [task, TASK] }),
  ).toEqual({
    plans: [{ ...PLAN, note: 'neu' }],
    tasks: [TASK],
  });
});

it('[CLIENT-18] keeps the last answer on the device, and shows it while there is no other', async () => {
  void list.refresh();
  await answer([PLAN], [TASK]);
  const later = listOn(device);
  await later.load();
  expect(later.store.getState()).toEqual({
    plans: [SHOWN],
    tasks: [{ boardId: 'b', task: 't', text: 'Halle anfragen', dueOn: '2027-01-04' }],
  });
  void later.refresh();
  await answer(null);
  expect(later.store.getState().plans).toEqual([SHOWN]);
  later.close();
});

it('[CLIENT-18] repeats a question without an answer, unless the workspace was closed', async () => {
  void list.refresh();
  await answer(null);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(answers).toHaveLength(2);
  await answer(null);
  list.close();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(answers).toHaveLength(2);
});
