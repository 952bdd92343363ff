/** Somebody who was chosen while a text was written, and where his name stands in it. */
export interface Mention {
  readonly memberId: string;
  /** Counted in UTF-16 code units, the @ included. Null: written before places were kept, to be found by the name. */
  readonly place: Place | null;
}

/** So many code units from there on. */
export interface Place {
  readonly from: number;
  readonly length: number;
}

/** One who can be mentioned. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A piece of a text; with a member's ID it mentions him. */
export interface TextRun {
  readonly text: string;
  readonly memberId?: string;
}

const WRITTEN = /^(\d{1,6}) (\d{1,6}) (\S+)$/;
/** Before an @ it makes it one of an address. */
const ADDRESS = /[\p{L}\p{N}\p{M}_.+-]$/u;
/** Of a page, whose last part may begin with an @: `https://video.example/@Max`. */
const WEB_ADDRESS = /(?:[a-z][a-z+.-]*:\/\/|www\.)\S*$/iu;
/** What goes on with a word, through signs that nobody sees. */
const WORD = /^\p{Cf}*(?:[\p{L}\p{N}\p{M}_]|\u200c|\u200d)/u;
/** Code units: what is looked at before an @. */
const LONGEST_ADDRESS = 2000;
/** What goes on with a name: `@Ann-Katrin` is not Ann. Whoever chose Ann may write so behind her. */
const NAME = /^(?:[-‐‑–.@][\p{L}\p{N}]|['’][\p{L}\p{N}]{2})/u;

/** A mention as a document keeps it: `from length member`. */
export function writtenMention({ memberId, place }: Mention): string {
  return place ? `${place.from} ${place.length} ${memberId}` : memberId;
}

/** A mention of a document; one that is only an ID was written before places were kept. */
export function readMention(written: string): Mention {
  const [, from, length, memberId] = WRITTEN.exec(written) ?? [];
  if (memberId === undefined) return { memberId: written, place: null };
  return { memberId, place: { from: Number(from), length: Number(length) } };
}

/**
 * A text in runs, those set apart that mention somebody. A place counts if an @ that can mention stands there and no
 * word goes on behind it; of mentions that overlap, the first.
 * @param nameOf the name of a member, for mentions of before; undefined when there is none
 */
export function mentionRuns(
  text: string,
  mentions: readonly Mention[],
  nameOf: (memberId: string) => string | undefined,
): TextRun[] {
  const runs: TextRun[] = [];
  let done = 0;
  for (const { memberId, place } of placed(text, mentions, nameOf)) {
    if (place.from < done) continue;
    if (place.from > done) runs.push({ text: text.slice(done, place.from) });
    done = place.from + place.length;
    runs.push({ text: text.slice(place.from, done), memberId });
  }
  return done < text.length ? [...runs, { text: text.slice(done) }] : runs;
}

/**
 * Mentions of a text after it was typed in: those before the change stay, those behind it move along, those that the
 * change reaches into are none any more.
 */
export function afterEdit(before: string, after: string, mentions: readonly Mention[]): Mention[] {
  const [start, end] = changed(before, after);
  const moved = after.length - before.length;
  return mentions.flatMap((mention): Mention[] => {
    const { memberId, place } = mention;
    if (place === null || place.from + place.length <= start) return [mention];
    if (place.from < end) return [];
    return [{ memberId, place: { ...place, from: place.from + moved } }];
  });
}

/**
 * Mentions of a text that nobody was chosen for: every @ with a whole name behind it, of two names the longer one.
 * A name that two people have mentions neither: which one was meant, nobody knows.
 */
export function mentionsByName(text: string, members: Iterable<Named>): Mention[] {
  const byName = new Map<string, string | null>();
  for (const { id, name } of members)
    for (const form of formsOf(name))
      byName.set(form, byName.has(form) && byName.get(form) !== id ? null : id);
  const names = [...byName].sort(([a], [b]) => b.length - a.length);
  const found: Mention[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const isNamed = (name: string) =>
      stands(text, at, `@${name}`) && !NAME.test(text.slice(at + 1 + name.length));
    const [name, memberId] = names.find(([each]) => isNamed(each)) ?? [];
    if (name !== undefined && memberId)
      found.push({ memberId, place: { from: at, length: name.length + 1 } });
  }
  return found;
}

/** A name as keyboards write it, and as some systems do: `ö` as one sign and as two, its blanks as one each, kept together or not. */
function formsOf(name: string): Set<string> {
  const single = name.replace(/\s+/gu, ' ');
  const spaced = name === '' ? [] : [name, single, single.replaceAll(' ', '\u00a0')];
  return new Set(spaced.flatMap((each) => [each, each.normalize('NFC'), each.normalize('NFD')]));
}

/** In the order of the text. */
function placed(
  text: string,
  mentions: readonly Mention[],
  nameOf: (memberId: string) => string | undefined,
): { readonly memberId: string; readonly place: Place }[] {
  const old = mentions.filter(({ place }) => place === null);
  const named = old.map(({ memberId }) => ({ id: memberId, name: nameOf(memberId) ?? '' }));
  return [...mentions, ...mentionsByName(text, named)]
    .flatMap(({ memberId, place }) =>
      place && stands(text, place.from, text.slice(place.from, place.from + place.length))
        ? [{ memberId, place }]
        : [],
    )
    .sort((a, b) => a.place.from - b.place.from);
}

/** Whether a whole mention stands there: an @ that is none of an address, and no word going on behind it. */
function stands(text: string, from: number, written: string): boolean {
  const end = from + written.length;
  return (
    written.length > 1 &&
    written.startsWith('@') &&
    text.startsWith(written, from) &&
    !ADDRESS.test(text.slice(Math.max(0, from - 2), from)) &&
    !WEB_ADDRESS.test(text.slice(Math.max(0, from - LONGEST_ADDRESS), from)) &&
    !WORD.test(text.slice(end))
  );
}

/** Where two texts differ, in the first of them: from the first to behind the last code unit. */
function changed(before: string, after: string): [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  return [start, before.length - same];
}
