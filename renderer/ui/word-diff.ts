import { diffWordsWithSpace } from 'diff';

/** A stretch of text that stayed, went or came. */
export interface WordChange {
  readonly text: string;
  readonly kind: 'same' | 'removed' | 'added';
}

/** Longer texts are compared paragraph by paragraph at most: a panel must not freeze over a pasted novel. */
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

/** One side of a comparison: the old text with what went, or the new one with what came. */
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
