import { briefText } from '../../../../shared/domain/brief';
import { contains, fold, foldedWords, type Folded } from '../../../../shared/domain/text/fold';
import type { CommentJson, ThreadJson } from '../../../../shared/doc/threads';
import type { PlanRow } from '../../../client';
import { ownerOf, textOf } from './values';

/** Words of a plan that a search looks at, in the order in which a place is named. */
const SEARCHED = ['title', 'goal', 'audience', 'message', 'channels', 'regions', 'tags', 'brief'] as const;
type Searched = (typeof SEARCHED)[number];

/** Where in a plan a word was found, with the words around it; the title is shown anyway. */
export type Place =
  | { readonly where: Exclude<Searched, 'title'>; readonly text: string }
  | { readonly where: 'ownerId'; readonly text: string }
  | { readonly where: 'comment'; readonly text: string; readonly comment: CommentJson };

/** What a search looks at beside the plan's own fields. */
export interface Around {
  readonly nameOf: (memberId: string) => string;
  readonly threads: ReadonlyMap<string, readonly ThreadJson[]>;
}

/** So many letters of a text are shown around a word that was found, and so many of them before it: a card has two lines for them. */
const SHOWN = 60;
const BEFORE = 15;

/** A search, ready to be tried on plans: each of its words has to be somewhere in the plan or its comments. */
export class Search {
  readonly #words: readonly Folded[];
  readonly #around: Around;
  readonly #names = new Map<string, Folded>();

  constructor(typed: string, around: Around) {
    this.#words = foldedWords(typed);
    this.#around = around;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  finds(row: PlanRow): boolean {
    return this.#words.every(
      (word) =>
        contains(foldedRow(row), word) || this.#others(row).some(({ folded }) => contains(folded, word)),
    );
  }

  /** Where the first word that the title lacks was found; null if all of them are in the title. */
  placeOf(row: PlanRow): Place | null {
    const title = fold(textIn(row, 'title'));
    const word = this.#words.find((each) => !contains(title, each));
    if (!word) return null;
    for (const where of SEARCHED) {
      const text = textIn(row, where);
      if (where !== 'title' && contains(fold(text), word)) return { where, text: around(text, word) };
    }
    for (const { folded, place } of this.#others(row))
      if (contains(folded, word)) return { ...place, text: around(place.text, word) };
    return null;
  }

  #folded(name: string): Folded {
    const known = this.#names.get(name) ?? fold(name);
    this.#names.set(name, known);
    return known;
  }

  /** What belongs to a plan and is not in it: its owner's name, what people said. */
  #others(row: PlanRow): readonly { readonly folded: Folded; readonly place: Place }[] {
    const name = this.#around.nameOf(ownerOf(row) ?? '');
    const comments = (this.#around.threads.get(row.id) ?? []).flatMap((thread) => thread.comments);
    return [
      ...(ownerOf(row) === null
        ? []
        : [{ folded: this.#folded(name), place: { where: 'ownerId', text: name } as const }]),
      ...comments.map((comment) => ({
        folded: foldedComment(comment),
        place: { where: 'comment', text: comment.text, comment } as const,
      })),
    ];
  }
}

/** Rows and comments are replaced when they change, so each is folded once however often somebody types. */
const rows = new WeakMap<PlanRow, Folded>();
const comments = new WeakMap<CommentJson, Folded>();

function foldedRow(row: PlanRow): Folded {
  const known = rows.get(row) ?? fold(SEARCHED.map((field) => textIn(row, field)).join('\n'));
  rows.set(row, known);
  return known;
}

function foldedComment(comment: CommentJson): Folded {
  const known = comments.get(comment) ?? fold(comment.text);
  comments.set(comment, known);
  return known;
}

function textIn(row: PlanRow, field: Searched): string {
  const value = row.json[field];
  if (field === 'brief') return briefText(value);
  return Array.isArray(value) ? value.join(', ') : textOf(value);
}

/** The part of a text around a word, on one line, with the word near its beginning. */
function around(text: string, word: Folded): string {
  const words = text.replace(/\s+/gu, ' ').trim().split(' ');
  const at = words.findIndex((each) => contains(fold(each), word));
  // What was found across a blank is shown from the beginning.
  const hit = Math.max(0, at);
  let [from, to] = [hit, hit + 1];
  while (from > 0 && words.slice(from - 1, hit).join(' ').length <= BEFORE) from -= 1;
  while (to < words.length && words.slice(from, to).join(' ').length < SHOWN) to += 1;
  const part = words.slice(from, to).join(' ');
  return `${from > 0 ? '… ' : ''}${part}${to < words.length ? ' …' : ''}`;
}
