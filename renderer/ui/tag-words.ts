import { isVisible } from '../../shared/domain/text/typed-text';

/** The words of a list, or of the cells of a column or a row, each once, without what only sets them apart. */
export function tagWords(text: string): string[] {
  const words = text
    .replace(CELLS_OF_LINES, ' $1 ')
    .split(/[,;、，；|\t\r\n\v\f\u0085\u2028\u2029]/u)
    .map(bare);
  return [...new Set(words)].filter(isVisible);
}

/** A cell with several lines, as spreadsheets put it on the clipboard. */
const CELLS_OF_LINES = /(?<=^|[\t\n])"([^"\t]*\n[^"\t]*)"(?=[\t\r\n]|$)/gu;

/** Without the sign before an item of a list, and the marks around a field of a file. */
function bare(word: string): string {
  return word
    .trim()
    .replace(/^[•·▪‣◦*–-]\s+(?=\S)/u, '')
    .replace(/^"([^"]*)"$/, '$1')
    .trim();
}
