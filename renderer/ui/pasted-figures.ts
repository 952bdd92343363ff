import { useEffect } from 'react';

/** Between the cells of a row, as in a brief. */
const CELL = ' | ';

/**
 * Keeps figures apart that come from another program side by side or below each other. A browser makes a blank of a line break
 * where a field has one line, and 12 above 500 would be a budget of 12 500. Once in the app, for every field.
 */
export function useFiguresApart(): void {
  useEffect(() => {
    const look = (event: ClipboardEvent) => {
      const { target } = event;
      const isText =
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && target.type === 'text');
      if (!isText || event.defaultPrevented) return;
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      const apart = figuresApart(pasted, target instanceof HTMLInputElement);
      if (apart === pasted) return;
      event.preventDefault();
      // The only way that the field takes for typing.
      document.execCommand('insertText', false, apart);
    };
    // After React's: a field of tags makes a tag of each cell.
    document.addEventListener('paste', look);
    return () => document.removeEventListener('paste', look);
  }, []);
}

/** @param isOneLine whether the field has room for one line only */
export function figuresApart(text: string, isOneLine: boolean): string {
  const lines = text.split(isOneLine ? BREAK : '\n');
  if (!isOneLine || (lines.length === 1 && !text.includes('\t'))) return lines.map(cellsApart).join('\n');
  const said = lines.map((line) => cellsApart(line).trim()).filter((line) => line !== '');
  return said
    .reduce((before, line) => before + (IN_FIGURE.test(before) && FIGURE.test(line) ? CELL : ' ') + line, '')
    .trim();
}

const BREAK = /[\r\n\v\f\u0085\u2028\u2029]/u;
const IN_FIGURE = /[\d%\p{Sc}]$/u;
const FIGURE = /^[-+−\p{Sc}]?\s?\d/u;

/** The cells of a line; others leave it as it is. */
function cellsApart(line: string): string {
  if (!line.includes('\t')) return line;
  const cells = line.split('\t').map((cell) => cell.trim());
  return cells
    .slice(cells.findIndex(Boolean), cells.findLastIndex(Boolean) + 1)
    .join(CELL)
    .replaceAll('  ', ' ');
}
