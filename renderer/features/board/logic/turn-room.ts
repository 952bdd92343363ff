/** Pixels that a cell, and a state's glyph before its word, take beside their text. */
const [AROUND, GLYPH] = [30, 20];
/** A letter at the size in which a list says states and turns, rather too wide than too narrow. */
const LETTER = 7;
/** Of two lines, what words that are not broken leave full. */
const FULL = 1.6;

/**
 * Whether the words for whose turn it is have room beside a state in a column of this width, on the two lines that a row of one
 * height has there. What has not stands below it, whole.
 */
export function fitsBeside(turn: string, state: string, column: number): boolean {
  const line = column - AROUND - GLYPH - state.length * LETTER;
  return turn.length * LETTER <= line * FULL;
}
