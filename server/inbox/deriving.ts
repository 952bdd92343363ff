import type { ItemChange, NumberedItem, StoredItem, StoredTouch } from '../storage/storage';
import { isAlteration, toldByAlterations } from './alterations';
import { Lines, type Ground, type Told } from './causes';
import { commentStands, isAnsweredBy, toldByComments } from './discussion';
import { asGiven, planItemStands, toldByEntries, toldByTasks } from './outcomes';

/** What a board has to tell, and what stands before people that stands no more. */
export function derived(
  ground: Ground,
  touches: readonly StoredTouch[],
  cursor: number,
  open: readonly NumberedItem[],
): { items: StoredItem[]; changes: ItemChange[] } {
  const board = ground.room.board.id;
  const { told: byComments, answered } = toldByComments(ground, touches);
  const all: Told[] = [
    ...byComments,
    ...toldByTasks(ground, touches),
    ...toldByEntries(ground, cursor),
    ...toldByAlterations(ground, touches),
  ];
  const lines = new Lines(board, open);
  const items = all
    .map((told) => lines.item(told))
    .map((item): StoredItem => ({ ...item, live: stands(ground, item) }));
  const plans = new Set([
    ...touches.flatMap(({ kind, id }) => (kind === 'plan' ? [id] : [])),
    ...ground.room.record.entries.slice(cursor).flatMap(({ plan }) => plan ?? []),
  ]);
  const threads = new Set(
    touches.flatMap(({ kind, id }) =>
      kind === 'comment' || kind === 'thread' ? [id.split('/')[0] ?? ''] : [],
    ),
  );
  const tasks = new Set(touches.flatMap(({ kind, id }) => (kind === 'task' ? [id] : [])));
  const isTouched = ({ why, plan, thread, of }: StoredItem) =>
    (plan !== null && plans.has(plan)) ||
    (thread !== null && threads.has(thread)) ||
    (why === 'task' && tasks.has(of));
  const touched = open.filter(isTouched);
  const isAnswered = (item: StoredItem) => answered.some((each) => isAnsweredBy(each, item));
  const changes: ItemChange[] = [
    ...touched.filter(isAnswered).map(({ member, id }) => ({ member, id, state: 'done' as const })),
    ...changesOf(touched, (item) => stands(ground, item)),
  ];
  return { items, changes };
}

/** What becomes of an item that is told once more, now that its cause is another one; null: nothing. */
export function sharpening(known: StoredItem, told: StoredItem): ItemChange | null {
  const { member, id, why, due, from, facts, state } = told.why === 'task' ? asGiven(known, told) : told;
  const isSame =
    known.why === why &&
    known.due === due &&
    known.from === from &&
    JSON.stringify(known.facts) === JSON.stringify(facts);
  if (isSame) return null;
  // Whoever has read an answer does not know that it names him now.
  const named = known.why === 'answer' && why === 'mention' && known.state !== 'later' ? { state } : {};
  return { member, id, due, from, facts, ...named, why: known.why === 'mention' ? 'mention' : why };
}

/** Items that leave because they stand no more, or come back as they were. */
export function changesOf(
  open: readonly StoredItem[],
  standsNow: (item: StoredItem) => boolean,
): ItemChange[] {
  return open.flatMap((item) => {
    // A change that was taken back comes back only when somebody else makes it again: then it is told anew. What
    // somebody is not reminded of any more waits for him again without a word.
    const isOver = !item.live && (isAlteration(item) || item.why === 'reminder');
    const live = !isOver && standsNow(item);
    return live === item.live ? [] : [{ member: item.member, id: item.id, live }];
  });
}

export function stands(ground: Ground, item: StoredItem): boolean {
  if (!ground.readers.has(item.member)) return false;
  return item.why === 'mention' || item.why === 'answer'
    ? commentStands(ground, item)
    : planItemStands(ground, item);
}
