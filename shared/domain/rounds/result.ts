import { sha256OfJson, type Json, type JsonObject } from '../json';
import type { Entry, EntryOf } from './entry';
import type { RoundOptions } from './round';

/** An entry as it is counted. Of a pulse nobody knows whose it is. */
export interface Answer {
  readonly entry: Entry;
  readonly by: string | null;
  /** Whether somebody entered it who came by the link of the workshop; such are counted apart. */
  readonly isWalkIn: boolean;
}

/** A text of a result, with its author where authors are shown. */
export interface ResultText {
  readonly text: string;
  readonly by?: string;
}

export interface NotesResult {
  readonly notes: readonly ResultText[];
}
export interface VotesResult {
  /** Votes by target; every target is named. */
  readonly counts: Readonly<Record<string, number>>;
  /** Those of walk-ins, by the targets that have any. */
  readonly walkIns: Readonly<Record<string, number>>;
  /** Hands that were shown in the room, by the targets that have any; absent where nobody entered some. */
  readonly hands?: Readonly<Record<string, number>>;
}
export interface Estimates {
  readonly enquiries: readonly number[];
  readonly closings: readonly number[];
}
/** Sorted, so that nothing says whose a value is; `median` is that of the enquiries, null when there are none. */
export interface EstimateResult extends Estimates {
  readonly median: number | null;
  /** Those of walk-ins, if there are any. */
  readonly walkIns?: Estimates;
}
export type PulseResult =
  | {
      readonly answers: number;
      /** The mean of the grades, and their standard deviation, to two places. */
      readonly mean: number;
      readonly spread: number;
      readonly sentences: readonly string[];
    }
  | { readonly answers: 'too-few' };
export type RoundResult = NotesResult | VotesResult | EstimateResult | PulseResult;

/** What comes of a round. The order of entries and who made them leaves no trace in it, but for authors that are shown. */
export function resultOf(options: RoundOptions, answers: readonly Answer[]): RoundResult {
  switch (options.kind) {
    case 'notes':
      return notesOf(answers, options.authors === 'shown');
    case 'votes':
      return votesOf(
        options.on.map(({ id }) => id),
        answers,
      );
    case 'estimate':
      return estimatesOf(answers);
    case 'pulse':
      return pulseOf(answers, options.minAnswers);
  }
}

function notesOf(answers: readonly Answer[], areShown: boolean): NotesResult {
  const notes = answers.flatMap(({ entry, by }) =>
    entriesOf('notes', [entry]).flatMap(({ texts }) =>
      texts.map((text) => (areShown && by !== null ? { text, by } : { text })),
    ),
  );
  return { notes: notes.sort((a, b) => compare(a.text, b.text) || compare(a.by ?? '', b.by ?? '')) };
}

function votesOf(targets: readonly string[], answers: readonly Answer[]): VotesResult {
  const picks = (isWalkIn: boolean) =>
    answers
      .filter((answer) => answer.isWalkIn === isWalkIn)
      .flatMap(({ entry }) => entriesOf('votes', [entry]).flatMap((votes) => votes.picks));
  const count = (all: readonly string[], id: string) => all.filter((pick) => pick === id).length;
  const [members, walkIns] = [picks(false), picks(true)];
  return {
    counts: Object.fromEntries(targets.map((id) => [id, count(members, id)])),
    walkIns: Object.fromEntries(
      targets.filter((id) => walkIns.includes(id)).map((id) => [id, count(walkIns, id)]),
    ),
  };
}

function estimatesOf(answers: readonly Answer[]): EstimateResult {
  const of = (isWalkIn: boolean): Estimates => {
    const own = answers.filter((answer) => answer.isWalkIn === isWalkIn).map(({ entry }) => entry);
    const entries = entriesOf('estimate', own);
    return {
      enquiries: sorted(entries.map(({ enquiries }) => enquiries)),
      closings: sorted(entries.flatMap(({ closings }) => closings ?? [])),
    };
  };
  const [members, walkIns] = [of(false), of(true)];
  return {
    ...members,
    median: medianOf(members.enquiries),
    ...(walkIns.enquiries.length > 0 ? { walkIns } : {}),
  };
}

function pulseOf(answers: readonly Answer[], least: number): PulseResult {
  const entries = entriesOf(
    'pulse',
    answers.map(({ entry }) => entry),
  );
  if (entries.length < least) return { answers: 'too-few' };
  const grades = entries.map(({ grade }) => grade);
  const mean = grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
  const variance = grades.reduce((sum, grade) => sum + (grade - mean) ** 2, 0) / grades.length;
  return {
    answers: grades.length,
    mean: toTwoPlaces(mean),
    spread: toTwoPlaces(Math.sqrt(variance)),
    sentences: entries.flatMap(({ sentence }) => sentence ?? []).sort(compare),
  };
}

/** The middle of sorted values; of an even number of them the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number | null {
  const upper = values[Math.floor(values.length / 2)];
  const lower = values[Math.ceil(values.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** A text with what its digest was salted with. Once the text is erased, nobody can find it by trying. */
export interface SaltedText extends ResultText {
  readonly salt: string;
  readonly digest: string;
}

/** A result in two parts: what goes into the record for good, and the texts, which can be erased. */
export interface SplitResult {
  readonly figures: JsonObject;
  readonly texts: readonly SaltedText[];
}

/** Takes the texts out of a result; the record keeps one digest over all of them. */
export function splitResult(result: RoundResult, newSalt: () => string): SplitResult {
  if ('notes' in result) {
    const texts = result.notes.map((note) => salted(note, newSalt()));
    return { figures: { notes: texts.length, digest: digestOfTexts(texts) }, texts };
  }
  if ('sentences' in result) {
    const { sentences, ...figures } = result;
    const texts = sentences.map((text) => salted({ text }, newSalt()));
    return { figures: { ...figures, digest: digestOfTexts(texts) }, texts };
  }
  return { figures: result as unknown as JsonObject, texts: [] };
}

/** Puts together what {@link splitResult} took apart; texts that were erased since are missing. */
export function joinedResult(
  { kind }: Pick<RoundOptions, 'kind'>,
  figures: JsonObject,
  texts: readonly ResultText[],
): RoundResult {
  if (kind === 'notes') return { notes: texts };
  const { digest, ...rest } = figures;
  const joined: Json = digest === undefined ? rest : { ...rest, sentences: texts.map(({ text }) => text) };
  return joined as unknown as RoundResult;
}

function salted({ text, by }: ResultText, salt: string): SaltedText {
  const said = { text, ...(by === undefined ? {} : { by }) };
  return { ...said, salt, digest: sha256OfJson({ ...said, salt }) };
}

function digestOfTexts(texts: readonly SaltedText[]): string {
  return sha256OfJson(texts.map(({ digest }) => digest));
}

function entriesOf<Kind extends Entry['kind']>(kind: Kind, entries: readonly Entry[]): EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function toTwoPlaces(value: number): number {
  return Math.round(value * 100) / 100;
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
