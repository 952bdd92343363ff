/**
 * What people typed, where it stands beside words of ours: a name that shows something, and a value that cannot turn the
 * sentence around it (Unicode Standard Annex 9; the trick is known as "Trojan Source", CVE-2021-42574).
 */

/** Marks that change the direction of what follows them. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A line, or what stands between tabs in one: what ends a paragraph ends an isolate too. */
const LINE = /[^\p{Cc}\p{Zl}\p{Zp}]+/gu;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * A name as everybody sees it: line breaks are blanks, signs that nobody sees are gone, but for the joiners that some
 * scripts and emoji are written with. `''` when nothing is left to be seen.
 */
export function plainName(text: string): string {
  const plain = text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, (sign) => (isTag(sign) ? sign : ''))
    .trim();
  return isVisible(plain) ? plain : '';
}

/** Whether a text shows anything: blanks, fillers, joiners and lone marks do not. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Z}\p{C}\p{M}\u115f\u1160\u3164\uffa0\u2800\u{1d159}]/u.test(text);
}

/**
 * A text with the marks in sight that would turn its words around, as it stands by itself. What is isolated already, by
 * {@link isolated} above all, stays so: an isolate that is closed in its line turns nothing.
 */
export function shown(text: string): string {
  return text.replace(LINE, (line) => {
    const closed = closedIsolates(line);
    return line.replace(DIRECTION, (mark, at: number) => (closed.has(at) ? mark : `[U+${codeOf(mark)}]`));
  });
}

/**
 * A value for a sentence of ours: what it does to the direction of writing ends with it, and marks that would turn the
 * words around it are shown. Most values come back as they are.
 */
export function isolated(text: string): string {
  const value = shown(text);
  if (value === text && !RIGHT_TO_LEFT.test(text)) return text;
  return value.replace(LINE, (line) => `${FIRST_STRONG_ISOLATE}${line}${POP_DIRECTIONAL_ISOLATE}`);
}

/** Several values in a row, none of which reaches into another. */
export function listed(values: readonly string[], between = ', '): string {
  return values.map(isolated).join(between);
}

/** The places of first strong isolates that are closed, and of what closes them. */
function closedIsolates(line: string): Set<number> {
  const closed = new Set<number>();
  const open: number[] = [];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === FIRST_STRONG_ISOLATE) open.push(at);
    const from = line[at] === POP_DIRECTIONAL_ISOLATE ? open.pop() : undefined;
    if (from !== undefined) closed.add(from).add(at);
  }
  return closed;
}

function codeOf(mark: string): string {
  return (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** Flags of regions are written with invisible tags. */
function isTag(sign: string): boolean {
  return /[\u{e0020}-\u{e007f}]/u.test(sign);
}

/** Names in the order in which people look for one; 2 before 10. */
export function byName(names: readonly string[], language: string): string[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return names.toSorted(compare);
}
