import { diffWordsWithSpace } from 'diff';

/** A part of a text that stayed, was removed or was added. */
export interface WordChange {
  readonly text: string;
  readonly kind: 'same' | 'removed' | 'added';
}

/** Longer texts are compared only by paragraph: otherwise a pasted novel would freeze the panel. */
const MAX_EDITS = 1000;

/** The words in which two texts differ; one removal and one addition when they have too little in common. */
export function wordDiff(before: string, after: string): WordChange[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (!parts) return wholeTexts(before, after);
  return parts.map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

/** One side of a comparison: the old text with what was removed, or the new one with what was added. */
export function sideOf(changes: readonly WordChange[], side: 'before' | 'after'): WordChange[] {
  const hidden = side === 'before' ? 'added' : 'removed';
  return changes.filter((change) => change.kind !== hidden);
}

function wholeTexts(before: string, after: string): WordChange[] {
  return [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ];
}

/** Fields whose versions are compared word by word. */
const WORDY: ReadonlySet<string> = new Set(['title', 'goal', 'audience', 'message', 'brief']);

export function isWordy(field: string): boolean {
  return WORDY.has(field);
}
