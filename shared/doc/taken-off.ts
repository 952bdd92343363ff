import * as Y from 'yjs';
import type { BoardMap } from './board-doc';

const GONE = 'gone';

/**
 * Marks something as taken off, with all that stood in it: it is not deleted, so that what others write in it without
 * knowing of this has a place, and brings it back.
 */
export function markTakenOff(map: BoardMap, texts: readonly string[]): void {
  map.set(GONE, saying(map, texts));
}

/** Takes the mark away, where there is one. */
export function unmarkTakenOff(map: BoardMap): void {
  if (map.has(GONE)) map.delete(GONE);
}

/** Whether something was taken off by somebody who knew all that is written in it. */
export function isTakenOff(map: BoardMap, texts: readonly string[]): boolean {
  return map.has(GONE) && map.get(GONE) === saying(map, texts);
}

/** What stands under these keys, in one text. */
function saying(map: BoardMap, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => said(map.get(key))));
}

function said(value: unknown): unknown {
  return value instanceof Y.AbstractType ? value.toJSON() : (value ?? null);
}
