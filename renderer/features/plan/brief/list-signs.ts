/** How the items of a list are marked: by bullets, or by numbers or letters as HTML names them. */
export type Marking = 'bullet' | '1' | 'a' | 'A' | 'i' | 'I';

/** The item of a list that a typed line is meant to be. */
export interface TypedItem {
  readonly marking: Marking;
  /** Which one it is, from 1; 0 for bullets. */
  readonly number: number;
  /** So many characters are its sign. */
  readonly sign: number;
  /** It begins a list. */
  readonly isFirst: boolean;
}

type Reading = Omit<TypedItem, 'isFirst'>;

const DASH = /^\s*[-‐‑‒–—―*]\s+(?=[^\s\-‐‑‒–—―*·•|])/u;
/** A dash before it is a minus, or stands for an empty cell: it says something by itself. */
const FIGURE =
  /^[€$£]?\s*\d[\d.,'’\s]*(?:$|[%‰€$£°|]|(?:EUR|CHF|USD|GBP|Euro|Prozent|percent|TEUR|T€|k€?|Tsd|Mio|Mrd)(?![\p{L}-]))/iu;
const NUMBER = /^\s*\(?(\d{1,3})\)\s+(?=\S)/u;
const LETTER = /^\s*\(?([a-z])\)\s+(?=\S)/iu;
const ROMAN = /^\s*\(?([ivx]{1,5})\)\s+(?=\S)/iu;
const ROMANS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const large = (sign: string) => sign.toUpperCase();

/**
 * Which of these lines are items of lists that people type into mails: two or more, one below the other, that begin with a
 * dash or a star, or are counted. One by itself stays what it is: a dash may also begin what somebody says. Empty lines
 * between them do not matter.
 */
export function typedItems(lines: readonly string[]): (TypedItem | null)[] {
  const written = lines.filter((line) => line.trim() !== '');
  const items: (TypedItem | null)[] = [];
  while (items.length < written.length) {
    const list = longestList(written, items.length);
    if (list.length > 1) items.push(...list.map((each, index) => ({ ...each, isFirst: index === 0 })));
    else items.push(null);
  }
  return lines.map((line) => (line.trim() === '' ? null : (items.shift() ?? null)));
}

/** An `i)` begins letters as well as Roman numbers: what follows tells. */
function longestList(lines: readonly string[], from: number): Reading[] {
  const lists = readingsOf(lines[from] ?? '').map((first) => {
    const list = [first];
    for (let next = first; ;) {
      const goesOn = readingsOf(lines[from + list.length] ?? '').find((each) => follows(each, next));
      if (!goesOn) return list;
      list.push(goesOn);
      next = goesOn;
    }
  });
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), []);
}

function follows({ marking, number }: Reading, before: Reading): boolean {
  return marking === before.marking && (marking === 'bullet' || number === before.number + 1);
}

function readingsOf(line: string): Reading[] {
  const dash = DASH.exec(line)?.[0].length ?? 0;
  if (dash > 0) return FIGURE.test(line.slice(dash)) ? [] : [{ marking: 'bullet', number: 0, sign: dash }];
  const counted = (pattern: RegExp, marking: Marking, numberOf: (sign: string) => number): Reading[] => {
    const [sign = '', said = ''] = pattern.exec(line) ?? [];
    const number = numberOf(said);
    return number > 0 ? [{ marking, number, sign: sign.length }] : [];
  };
  const of = (signs: readonly string[]) => (said: string) => signs.indexOf(said) + 1;
  return [
    ...counted(NUMBER, '1', Number),
    ...counted(LETTER, 'a', of(LETTERS)),
    ...counted(LETTER, 'A', of(LETTERS.map(large))),
    ...counted(ROMAN, 'i', of(ROMANS)),
    ...counted(ROMAN, 'I', of(ROMANS.map(large))),
  ];
}
