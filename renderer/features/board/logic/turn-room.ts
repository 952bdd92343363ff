/** Pixels that a cell, and a state's glyph before its word, take beside their text. */
const [AROUND, GLYPH] = [30, 20];
/** A letter at the size in which a list says states and turns, rather too wide than too narrow. */
const LETTER = 7;
/** Of so many lines, what words that are not broken leave full. */
const FULL = { 1: 1, 2: 1.6 };

/**
 * Whether the words for whose turn it is have room beside a state in a column of this width. What has not stands below it, whole.
 * @param lines two where nothing follows in the row; words on a second one would touch what does
 */
export function fitsBeside(turn: string, state: string, column: number, lines: 1 | 2): boolean {
  const line = column - AROUND - GLYPH - state.length * LETTER;
  return turn.length * LETTER <= line * FULL[lines];
}
