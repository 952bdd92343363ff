/**
 * About how wide a text is in a sans-serif face, in the unit of its size. Pictures are drawn where nothing can measure
 * (a worker, a host), so characters are taken by their kind, rather too wide than too narrow: widths of Helvetica, as
 * Arial, Liberation Sans and DejaVu come close to it.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

/** By how much bold letters are wider; in DejaVu Sans, often the only face of a Linux, words need just about all of it. */
const BOLD = 1.15;

/** {@link textWidth} of bold letters. */
export function boldWidth(text: string, size: number): number {
  return textWidth(text, size * BOLD);
}

/** {@link cutText} for bold letters. */
export function cutBold(text: string, size: number, width: number): string {
  return cutText(text, size * BOLD, width);
}

/** The text, or as much of it as fits with an ellipsis; '' where not even that does. */
export function cutText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  let room = width - textWidth('…', size);
  let count = 0;
  for (; count < characters.length; count++) {
    room -= emsOf(characters[count] ?? '') * size;
    if (room < 0) break;
  }
  const kept = characters.slice(0, count).join('').trimEnd();
  return kept === '' ? '' : `${kept}…`;
}

function emsOf(character: string): number {
  if (/[iljIJ.,:;'|!’·]/.test(character)) return 0.32;
  if (/[frt()[\]{}\-/ "“”„]/.test(character)) return 0.4;
  if (/[mMW%@]/.test(character)) return 0.95;
  if (/[A-ZÄÖÜwß&+=<>~]/.test(character)) return 0.74;
  if (/[\u0020-\u024f]/.test(character)) return 0.59;
  // Joiners and marks take no room of their own; everything else may be as wide as it is high.
  return /\p{M}|\u200b|\u200c|\u200d/u.test(character) ? 0 : 1.1;
}
