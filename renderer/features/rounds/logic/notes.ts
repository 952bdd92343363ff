import { TEXT } from '../../../../shared/domain/rounds/round';

/** What the host would not take of somebody's notes; null for nothing. */
export function problemOfNotes(notes: readonly string[]): 'tooMany' | 'tooLong' | null {
  if (notes.length > TEXT.count) return 'tooMany';
  const together = notes.reduce((sum, { length }) => sum + length, 0);
  return together > TEXT.together || notes.some(({ length }) => length > TEXT.each) ? 'tooLong' : null;
}
