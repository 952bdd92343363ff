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

/**
 * What was added, without what its reader wrote himself: that stays, and is not marked. What was removed is marked, whoever did it, as
 * nothing tells who did.
 * @param covered the text of the other side of it, with a sign in place of each of his characters: `own`
 */
export function withoutOwn(after: readonly WordChange[], covered: string, own: string): WordChange[] {
  let at = 0;
  return after.flatMap(({ text, kind }): WordChange[] => {
    const part = covered.slice(at, (at += text.length));
    if (kind !== 'added') return [{ text, kind }];
    // A line begins with the words that follow on it, or ends with those before.
    const whose = [...Array(part.length).keys()].map((i) => {
      const isBreak = part[i] === '\n';
      const beside = [part[i - 1], part[i + 1]].filter((each) => each !== undefined && each !== '\n');
      return isBreak ? beside.length > 0 && beside.every((each) => each === own) : part[i] === own;
    });
    const parts: WordChange[] = [];
    for (const [i, isOwn] of whose.entries()) {
      const last = parts.at(-1);
      const of = isOwn ? 'same' : 'added';
      if (last?.kind === of) parts[parts.length - 1] = { text: last.text + (text[i] ?? ''), kind: of };
      else parts.push({ text: text[i] ?? '', kind: of });
    }
    return parts;
  });
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
