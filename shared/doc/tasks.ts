import * as Y from 'yjs';
import { isId } from '../domain/ids';
import type { Task } from '../domain/session/minutes';
import { root, type BoardMap } from './board-doc';
import { together } from './commands';
import { isTakenOff, markTakenOff } from './taken-off';

/** What people write in a task. */
const TEXTS = ['text', 'ownerId', 'dueOn', 'doneOn', 'outcome'];

/** What a new task starts with. */
export interface NewTask {
  readonly id: string;
  readonly text: string;
  readonly ownerId: string;
  /** Civil date. */
  readonly dueOn?: string;
  /** The item of an agenda, or the plan, from which it comes. */
  readonly from: string;
  /** The return promise that it keeps: the entry with which it was agreed, and its place there. */
  readonly promise?: { readonly seq: number; readonly index: number };
}

/** Adds a task. An ID that is taken stays with the task that has it. */
export function addTask(doc: Y.Doc, { id, text, ownerId, dueOn = '', from, promise }: NewTask): void {
  const tasks = root(doc, 'tasks');
  if (tasks.has(id)) return;
  const kept =
    promise &&
    new Y.Map<unknown>([
      ['seq', promise.seq],
      ['index', promise.index],
    ]);
  together(doc, () =>
    tasks.set(
      id,
      new Y.Map<unknown>([
        ['text', text],
        ['ownerId', ownerId],
        ['dueOn', dueOn],
        ['from', from],
        ...(kept ? [['promise', kept] as const] : []),
      ]),
    ),
  );
}

export function setTaskField(
  doc: Y.Doc,
  task: string,
  field: 'text' | 'ownerId' | 'dueOn' | 'outcome',
  value: string,
): void {
  const map = taskMap(doc, task);
  if (map && map.get(field) !== value) together(doc, () => map.set(field, value));
}

/** Ticks a task off, with what came of it. */
export function finishTask(doc: Y.Doc, task: string, doneOn: string, outcome: string): void {
  const map = taskMap(doc, task);
  if (!map || (map.get('doneOn') === doneOn && text(map.get('outcome')) === outcome)) return;
  together(doc, () => {
    map.set('doneOn', doneOn);
    if (outcome === '') map.delete('outcome');
    else map.set('outcome', outcome);
  });
}

/** It was not done after all; what came of it so far stays. */
export function reopenTask(doc: Y.Doc, task: string): void {
  const map = taskMap(doc, task);
  if (map?.has('doneOn')) together(doc, () => map.delete('doneOn'));
}

/** Takes a task off the list. What others write in it without knowing of this brings it back. */
export function removeTask(doc: Y.Doc, task: string): void {
  const map = taskMap(doc, task);
  if (map && !isTaskRemoved(map)) together(doc, () => markTakenOff(map, TEXTS));
}

/** Whether a task was taken off by somebody who knew all that is written in it. */
export function isTaskRemoved(task: BoardMap): boolean {
  return isTakenOff(task, TEXTS);
}

/** Every task, the one that is due first before the others; whatever somebody put there that is none is left out. */
export function readTasks(doc: Y.Doc): Task[] {
  const tasks: Task[] = [];
  root(doc, 'tasks').forEach((map, id) => {
    const task = map instanceof Y.Map && !isTaskRemoved(map) ? taskJson(id, map) : null;
    if (task) tasks.push(task);
  });
  return tasks.sort(byDay);
}

function taskJson(id: string, map: BoardMap): Task | null {
  if (!isId(id) || typeof map.get('text') !== 'string') return null;
  const [promise, doneOn] = [map.get('promise'), map.get('doneOn')];
  const [seq, index] = promise instanceof Y.Map ? [promise.get('seq'), promise.get('index')] : [];
  return {
    id,
    text: text(map.get('text')),
    ownerId: text(map.get('ownerId')),
    dueOn: text(map.get('dueOn')),
    from: text(map.get('from')),
    doneOn: typeof doneOn === 'string' ? doneOn : null,
    outcome: text(map.get('outcome')),
    promise: typeof seq === 'number' && typeof index === 'number' ? { seq, index } : null,
  };
}

function taskMap(doc: Y.Doc, task: string): BoardMap | null {
  const map = root(doc, 'tasks').get(task);
  return map instanceof Y.Map ? map : null;
}

/** Those without a day come last. */
function byDay(one: Task, other: Task): number {
  const [a, b] = [one.dueOn || '9999', other.dueOn || '9999'];
  if (a !== b) return a < b ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
