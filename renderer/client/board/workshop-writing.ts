import type * as Y from 'yjs';
import * as agenda from '../../../shared/doc/agenda';
import { newId, type RandomBytes } from '../../../shared/domain/ids';
import * as tasks from '../../../shared/doc/tasks';
import type { Json } from '../../../shared/domain/json';
import type { OverwrittenLine } from './undo/overwritten';

/** What people write about workshops in a board's document. All of it shows at once. */
export interface WorkshopWriting {
  /** Puts an item at the end of a workshop's agenda, yet before the one that closes it. Answers its ID. */
  readonly addItem: (item: Omit<agenda.NewAgendaItem, 'id'>) => string;
  readonly setItem: (item: string, field: 'title' | 'minutes', value: string | number) => void;
  /** Puts an item behind another one; null: to the beginning. */
  readonly moveItem: (item: string, behind: string | null) => void;
  readonly removeItem: (item: string) => void;
  readonly setRemarks: (item: string, text: string) => void;
  /** Answers the new task's ID. */
  readonly addTask: (task: Omit<tasks.NewTask, 'id'>) => string;
  readonly finishTask: (task: string, doneOn: string, outcome: string) => void;
  readonly reopenTask: (task: string) => void;
  readonly removeTask: (task: string) => void;
}

/** @param doc the document as it is now: a new epoch brings another */
export function workshopWriting(doc: () => Y.Doc, random: RandomBytes): WorkshopWriting {
  return {
    addItem(item) {
      const id = newId(random);
      agenda.addAgendaItem(doc(), { ...item, id });
      return id;
    },
    setItem: (...set) => agenda.setAgendaField(doc(), ...set),
    moveItem: (item, behind) => agenda.moveAgendaItem(doc(), item, behind),
    removeItem: (item) => agenda.removeAgendaItem(doc(), item),
    setRemarks: (item, text) => agenda.setRemarks(doc(), item, text),
    addTask(task) {
      const id = newId(random);
      tasks.addTask(doc(), { ...task, id });
      return id;
    },
    finishTask: (task, doneOn, outcome) => tasks.finishTask(doc(), task, doneOn, outcome),
    reopenTask: (task) => tasks.reopenTask(doc(), task),
    removeTask: (task) => tasks.removeTask(doc(), task),
  };
}

/** Makes a place of an item or a task say what this person has chosen of two versions. */
export function setLine(doc: Y.Doc, { root, lineId, field }: OverwrittenLine, value: Json): void {
  if (typeof value !== 'string' && typeof value !== 'number') return;
  if (root === 'agenda') agenda.setAgendaField(doc, lineId, field as 'title', value);
  else tasks.setTaskField(doc, lineId, field as 'outcome', String(value));
}
