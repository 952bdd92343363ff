/** Control characters are no iCalendar text, and half a surrogate pair is no UTF-8. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Text as a value of a property (RFC 5545, 3.3.11). */
export function escaped(text: string): string {
  return clean(text)
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');
}

/** A title has no lines. */
export function oneLine(text: string): string {
  return clean(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

const LINE = 75;

/**
 * Lines of more octets than 75 go on in the next, behind a blank (RFC 5545, 3.1), whole characters only. The library
 * does so with an encoder for each character, which takes seconds for a few thousand events.
 */
export function fold(lines: string): string {
  return (
    lines
      .split('\r\n')
      // A character takes three octets at most for each unit of its UTF-16.
      .map((line) => (line.length * 3 <= LINE ? line : folded(line)))
      .join('\r\n')
  );
}

function folded(line: string): string {
  let [result, octets] = ['', 0];
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > LINE) [result, octets] = [`${result}\r\n `, 1];
    result += character;
    octets += size;
  }
  return result;
}

/** Octets of a code point in UTF-8 (RFC 3629). */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
