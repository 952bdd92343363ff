import { readStored, writeStored } from './settings';

const PREFIX = 'draft.';

/** What somebody was writing when the window went, or null. `place` names the member and what the text is about. */
export function readDraft(place: string): unknown {
  return readStored(PREFIX + place);
}

/** Keeps what is being written, on this device; null forgets it. */
export function keepDraft(place: string, draft: object | null): void {
  writeStored(PREFIX + place, draft ?? undefined);
}
