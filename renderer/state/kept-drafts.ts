import { useSyncExternalStore } from 'react';
import { Drafts, type Draft, type Kept } from './drafts';
import { onStored, readStored, writeStored } from './settings';

const PREFIX = 'draft.';

const drafts = new Drafts({
  read: (place) => readStored(PREFIX + place),
  write: (place, value) => writeStored(PREFIX + place, value ?? undefined),
});
onStored((key) => {
  if (key.startsWith(PREFIX)) drafts.heard(key.slice(PREFIX.length));
});

export interface KeptDraft extends Kept {
  readonly keep: (draft: Draft, isNothing?: boolean) => void;
  readonly forget: () => void;
  /** An earlier text was taken up again, or let go. */
  readonly settle: (earlier: Draft) => void;
}

/** What is being written at a place, as every window of this device has it. @param place names the member and what the text is about */
export function useKeptDraft(place: string): KeptDraft {
  const kept = useSyncExternalStore(drafts.onChange, () => drafts.at(place));
  return {
    ...kept,
    keep: (draft, isNothing) => drafts.keep(place, draft, isNothing),
    forget: () => drafts.forget(place),
    settle: (earlier) => drafts.settle(place, earlier),
  };
}
