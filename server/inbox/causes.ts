import type { InboxFacts, InboxWhy } from '../../shared/api/inbox';
import type { Submission } from '../../shared/domain/history';
import { sha256OfText } from '../../shared/domain/json';
import type { BoardToRead } from '../board/room';
import type { StoredItem, StoredMember } from '../storage/storage';

/** Everything that members are told about: a board as it stands, and who may hear of it. */
export interface Ground {
  readonly room: BoardToRead;
  /** Those who may read the board, by ID. */
  readonly readers: ReadonlyMap<string, StoredMember>;
  /** The name of anybody, also of those who left. */
  readonly nameOf: (member: string) => string | undefined;
}

/** What somebody is to be told, before it has its place in his inbox. */
export interface Told {
  readonly member: string;
  readonly why: InboxWhy;
  readonly plan?: string;
  readonly thread?: string;
  /** What makes it this cause and no other: an ID, a digest or a hash of the board. */
  readonly of: string;
  readonly at: string;
  readonly due?: string;
  /** Civil date before which it is not shown. */
  readonly from?: string;
  readonly facts: InboxFacts;
  /** Causes of the same hand, kind and reason within a minute are one line: an import, decisions made in one go. */
  readonly isBulk?: boolean;
  /** Whom it is told of has dealt with it already. */
  readonly isAnswered?: boolean;
}

/** Characters of a comment or a reason that an inbox shows. */
const EXCERPT = 200;
/** What one hand does within so long is one line. */
const LINE_MS = 60_000;
/** What can be of one line. */
const BULK: ReadonlySet<InboxWhy> = new Set(['outcome', 'changed', 'deleted', 'promise']);

/** The cause of an item, as a short name: whoever derives it again comes to the same one. */
export function causeId(board: string, kind: string, ...of: readonly string[]): string {
  return sha256OfText(JSON.stringify([board, kind, ...of])).slice(0, 32);
}

/** A comment is one cause, whether it names somebody or answers him. */
export function kindOfCause(why: InboxWhy): string {
  return why === 'mention' || why === 'answer' ? 'comment' : why;
}

/** The items that are made of what is told, each in the line of those that belong together. */
export class Lines {
  readonly #board: string;
  readonly #last = new Map<string, { line: string; at: number }>();

  /** @param before items that stand on the board already, whose lines go on */
  constructor(board: string, before: readonly StoredItem[]) {
    this.#board = board;
    for (const item of [...before].sort((a, b) => (a.at < b.at ? -1 : 1)))
      if (BULK.has(item.why)) this.#note(item);
  }

  item(told: Told): StoredItem {
    const { member, why, plan = null, thread = null, of, at, due = null, from = null, facts } = told;
    const id = causeId(this.#board, kindOfCause(why), plan ?? '', thread ?? '', of);
    const item: StoredItem = {
      member,
      id,
      why,
      board: this.#board,
      plan,
      thread,
      of,
      at,
      due,
      from,
      line: id,
      state: told.isAnswered ? 'done' : 'new',
      live: true,
      facts,
    };
    if (!told.isBulk) return item;
    const last = this.#last.get(keyOf(item));
    const goesOn = last && Date.parse(at) - last.at <= LINE_MS;
    // What was told of a plan and left may be told anew: then others that were told with it are of another line.
    const begins = causeId(this.#board, 'line', id, at);
    const inLine = { ...item, line: goesOn ? last.line : begins };
    this.#note(inLine);
    return inLine;
  }

  #note(item: StoredItem): void {
    this.#last.set(keyOf(item), { line: item.line, at: Date.parse(item.at) });
  }
}

function keyOf({ member, why, due, facts }: StoredItem): string {
  return JSON.stringify([member, why, due, facts.by, facts.outcome, facts.text]);
}

/** The beginning of a text, on one line. */
export function excerpt(text: string): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  return plain.length <= EXCERPT ? plain : `${plain.slice(0, EXCERPT - 1).trimEnd()}…`;
}

/** A civil date some days before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Whose a submitted plan is: who submitted it, and its owner. */
export function concernedBy({ by, snapshot }: Submission): Set<string> {
  const owner = snapshot['ownerId'];
  return new Set([by, ...(typeof owner === 'string' ? [owner] : [])]);
}

export function titleOf({ snapshot }: Pick<Submission, 'snapshot'>): string {
  return typeof snapshot['title'] === 'string' ? snapshot['title'] : '';
}
