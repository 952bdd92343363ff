/** An address that stands in a text. */
export interface Address {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"„“”|]+|(?:mailto:)?[\p{L}\d.!#$%&'*+/=?^_{|}~-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu;
/** What ends a sentence rather than an address. */
const AFTER = /[.,;:!?'’»…]+$/u;

/** The web and mail addresses in a text. A lone `firma.de` is none: so would be `z.B` and every forgotten blank. */
export function addressesIn(text: string): Address[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: found, index }) => {
    let address = found.replace(AFTER, '');
    while (endsInBracket(address)) address = address.slice(0, -1).replace(AFTER, '');
    const href = linkAddress(address);
    return href === null ? [] : [{ start: index, end: index + address.length, href }];
  });
}

/** A closing bracket belongs to the sentence unless it was opened in the address, where each closes one. */
function endsInBracket(address: string): boolean {
  const countOf = (sign: string) => address.split(sign).length;
  return BRACKETS.some(([open, close]) => address.endsWith(close) && countOf(close) > countOf(open));
}

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;

/** A web or mail address that can be opened; null for anything else, scripts above all. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  // A path leads somewhere only from the page it stands on.
  if (/^[/\\.?#]/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
