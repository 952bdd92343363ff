import { mergeTexts } from '../../../ui/merge-texts';

/**
 * What came of a task, by whoever ticks it off: what somebody else has written meanwhile stays, and his own beside it.
 * @param opened what stood there when he began
 */
export function outcomeOf(opened: string, typed: string, now: string): string {
  const mine = typed.trim();
  if (mine === opened.trim() || mine === now) return now;
  if (now === opened) return mine;
  return mine === '' ? now : (mergeTexts(opened, mine, now) ?? `${now}\n${mine}`);
}
