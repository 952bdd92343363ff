import type * as Y from 'yjs';
import { isRemoved, removeAgendaItem } from '../../../../shared/doc/agenda';
import { isGone, type BoardMap } from '../../../../shared/doc/board-doc';
import { deletePlan } from '../../../../shared/doc/commands';
import { unmarkTakenOff } from '../../../../shared/doc/taken-off';
import { isTaskRemoved, removeTask } from '../../../../shared/doc/tasks';
import { mapAt, PARTS, type Change, type Place, type PlaceRoot } from './changes';

/** What is added and taken away as a whole. Nothing of it is ever deleted: what others write in it at this moment has a place. */
const THINGS: Record<
  PlaceRoot,
  { readonly isOff: (map: BoardMap) => boolean; readonly takeOff: (doc: Y.Doc, id: string) => void }
> = {
  plans: { isOff: isGone, takeOff: deletePlan },
  agenda: { isOff: isRemoved, takeOff: removeAgendaItem },
  tasks: { isOff: isTaskRemoved, takeOff: removeTask },
};

/** Whether the plan, item or task of a place is there: neither deleted nor taken off. */
export function isThere(doc: Y.Doc, place: Place): boolean {
  const map = mapAt(doc, { ...place, part: PARTS.whole });
  return map !== null && !THINGS[place.root].isOff(map);
}

export function takeOff(doc: Y.Doc, { root, id }: Place): void {
  THINGS[root].takeOff(doc, id);
}

/** Within a transaction: what came back as it says something else by now stays, also when it says again what it said then. */
export function keepOn(doc: Y.Doc, place: Place): void {
  const map = mapAt(doc, { ...place, part: PARTS.whole });
  if (map && place.root !== 'plans') unmarkTakenOff(map);
}

/** Whether it put something there: made it, or brought it back. */
export function isAdding({ part, before, after }: Change): boolean {
  return part === PARTS.whole
    ? before === undefined
    : part === PARTS.gone && isMark(before) && !isMark(after);
}

/** Of what is off; a plan that was taken back keeps a number. */
function isMark(gone: unknown): boolean {
  return gone === true || typeof gone === 'string';
}
