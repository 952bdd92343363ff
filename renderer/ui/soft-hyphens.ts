/** Shorter words fit into every line there is. */
const LONG_WORD = /\p{L}{13,}/gu;
/** A hyphen in an address of the web or of mail, or in a file's name, would be read as a part of it. */
const ADDRESS = /:\/\/|[@\\]|^www\.|[\p{L}\d]\.\p{L}{2,5}(?:\/|\p{P}*$)/iu;
/** So many letters stay together at the beginning and at the end of a word. */
const [FIRST, LAST] = [2, 3];

/** What ends before a new part of a German compound begins. */
const JOINT =
  /(?:ungs|heits|keits|schafts|tions|täts)(?=\p{L}{4})|deutsch(?=[^aeiouyäöü]\p{L}{2})|^[bg]e(?=s[pt])/giu;
/** What stands between two vowels. */
const CONSONANTS = /(?<=[aeiouyäöü])[^aeiouyäöü]+(?=[aeiouyäöü])/giu;
/** Letters that stand for one sound, or are spoken as one. */
const ONE_SOUND = /(?:sch|ch|ck|ph|th|qu|[pbkgf][rl]|[td]r)$/iu;
/** With what a syllable begins where more stands before it. */
const BEGINNING = /(?<=.)(?:sch[rlmnw]|str|spr|st|sp)$/iu;
/** A lone n, r or s behind an e, and an s behind others, may as well end a word of a compound: no place to break. */
const DOUBTFUL = /(?<=e)[nrs]$|(?<=[^aeiouyäöüs])s$/iu;

const SOFT_HYPHEN = '\u00AD';

/**
 * A text whose long words may be broken at the end of a line, with a hyphen. `hyphens: auto` leaves that to a dictionary,
 * which Chromium does not have on Windows and Linux. By the rule of German: of several consonants the last one goes with
 * the next syllable. Only a word that is too long for its line is ever broken.
 */
export function softHyphens(text: string): string {
  let broken = '';
  let from = 0;
  for (const at of hyphenPlaces(text)) {
    broken += text.slice(from, at) + SOFT_HYPHEN;
    from = at;
  }
  return broken + text.slice(from);
}

/** Where the long words of a text may be broken, as places in it. */
export function hyphenPlaces(text: string): number[] {
  return [...text.matchAll(/\S{13,}/gu)].flatMap(({ 0: run, index: from }) =>
    ADDRESS.test(run)
      ? []
      : [...run.matchAll(LONG_WORD)].flatMap(({ 0: word, index }) =>
          breaksOf(word).map((at) => from + index + at),
        ),
  );
}

function breaksOf(word: string): number[] {
  const parts = [...word.matchAll(JOINT)].map(({ 0: part, index }) => ({ index, end: index + part.length }));
  const joints = parts.map(({ end }) => end);
  const syllables = [...word.matchAll(CONSONANTS)]
    .map(({ 0: between, index }) => ({ between, end: index + between.length }))
    .filter(({ end }) => !DOUBTFUL.test(word.slice(0, end)))
    .map(({ between, end }) => end - beginningOf(between))
    .filter((at) => parts.every(({ index, end }) => Math.abs(end - at) > 2 && (at <= index || at > end)));
  return [...joints, ...syllables]
    .filter((at) => at >= FIRST && at <= word.length - LAST)
    .sort((a, b) => a - b);
}

/** How many of these consonants go with the next syllable. */
function beginningOf(consonants: string): number {
  const sound = BEGINNING.exec(consonants) ?? ONE_SOUND.exec(consonants);
  return sound ? sound[0].length : 1;
}
