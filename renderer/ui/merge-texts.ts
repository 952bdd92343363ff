import { diffArrays } from 'diff';

/** A stretch of words of the base, and what stands there instead. */
interface Patch {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** Texts that have more in which they differ are not merged: that would take long, and be no help. */
const MAX_EDITS = 1000;

/**
 * Brings together what two people made of one text, word by word. Null when they changed the same place: then a person has to
 * choose.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const words = wordsOf(base);
  const [ours, others] = [patchesOf(words, mine), patchesOf(words, theirs)];
  if (!ours || !others || ours.some((patch) => others.some((other) => clash(patch, other)))) return null;
  const patches = [...ours, ...others].sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: string[] = [];
  let at = 0;
  for (const { from, to, words: put } of patches) {
    merged.push(...words.slice(at, from), ...put);
    at = to;
  }
  return [...merged, ...words.slice(at)].join('');
}

/** Where a caret stands once a text has become another one around it. */
export function carryCaret(caret: number, before: string, after: string): number {
  const patches = patchesOf(wordsOf(before), after);
  if (!patches) return Math.min(caret, after.length);
  const words = wordsOf(before);
  const lengthOf = (list: readonly string[]) => list.join('').length;
  let moved = 0;
  for (const { from, to, words: put } of patches) {
    const [start, end] = [lengthOf(words.slice(0, from)), lengthOf(words.slice(0, to))];
    if (caret < start || (caret === start && start === end)) break;
    if (caret < end) return Math.min(caret + moved, start + moved + lengthOf(put));
    moved += lengthOf(put) - (end - start);
  }
  return caret + moved;
}

/** Two that only touch clash as well: nobody can say which of two words comes first. */
function clash(one: Patch, other: Patch): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function patchesOf(base: readonly string[], text: string): Patch[] | null {
  const parts = diffArrays([...base], wordsOf(text), { maxEditLength: MAX_EDITS });
  if (!parts) return null;
  const patches: Patch[] = [];
  let at = 0;
  for (const { value, added, removed } of parts) {
    const last = patches.at(-1);
    const goesOn = last !== undefined && last.to === at;
    if (added && goesOn) patches[patches.length - 1] = { ...last, words: [...last.words, ...value] };
    else if (added) patches.push({ from: at, to: at, words: value });
    else if (removed && goesOn) patches[patches.length - 1] = { ...last, to: at + value.length };
    else if (removed) patches.push({ from: at, to: at + value.length, words: [] });
    if (!added) at += value.length;
  }
  return patches;
}

/** Words, stretches of blanks, and every other sign by itself: together the text. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu) ?? [];
}
