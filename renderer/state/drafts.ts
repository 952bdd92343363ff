import { readStored, writeStored } from './settings';

const PREFIX = 'draft.';

/** What somebody was writing when the window went, or nothing. `place` names the member and what the text is about. */
export function readDraft(place: string): string {
  const kept = readStored(PREFIX + place);
  return typeof kept === 'string' ? kept : '';
}

/** Keeps what is being written, on this device; an empty text forgets it. */
export function keepDraft(place: string, text: string): void {
  writeStored(PREFIX + place, text === '' ? undefined : text);
}
