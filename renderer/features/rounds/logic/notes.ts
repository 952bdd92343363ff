import { TEXT } from '../../../../shared/domain/rounds/round';
import { isVisible } from '../../../../shared/domain/text/typed-text';

/** What the host would not take of somebody's notes; null for nothing. */
export function problemOfNotes(notes: readonly string[]): 'tooMany' | 'tooLong' | null {
  if (notes.length > TEXT.count) return 'tooMany';
  const together = notes.reduce((sum, { length }) => sum + length, 0);
  return together > TEXT.together || notes.some(({ length }) => length > TEXT.each) ? 'tooLong' : null;
}

/**
 * Notes of one person who hands in from two windows: what was added or taken back in this one, done to what the host has.
 * @param begun what this window's list began as
 */
export function mergeNotes(
  begun: readonly string[],
  mine: readonly string[],
  host: readonly string[],
): readonly string[] {
  if (begun.length === host.length && begun.every((note, at) => note === host[at])) return mine;
  return [...without(host, without(begun, mine)), ...without(mine, begun)];
}

/** Each that is taken off goes once: two notes may say the same. */
function without(notes: readonly string[], off: readonly string[]): readonly string[] {
  const left = [...off];
  return notes.filter((note) => {
    const at = left.indexOf(note);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What somebody is writing, and the note that it is to replace, by its place among his; null for a new one. */
interface NoteDraft {
  readonly text: string;
  readonly changed: number | null;
}

/**
 * What was being written when the window went. It replaces the note that it began as, wherever that stands by now; once
 * that is gone it is a new one.
 * @param kept what this device has of it
 */
export function noteDraft(kept: unknown, notes: readonly string[]): NoteDraft {
  const { text, changes } = Object.assign({ text: '', changes: null }, kept) as Record<string, unknown>;
  const changed = notes.findIndex((note) => note === changes);
  return { text: typeof text === 'string' ? text : '', changed: changed < 0 ? null : changed };
}

/** Where a device keeps what a member is writing in a round. */
export function draftPlace(member: string, round: string): string {
  return `${member}.round.${round}`;
}

/** What somebody was still writing when his round was over; nothing where he had only taken a note up again. */
export function lateNote(kept: unknown): string {
  const { text } = noteDraft(kept, []);
  const isOther = noteDraft(kept, [text.trim()]).changed === null;
  return isOther && isVisible(text) ? text : '';
}
