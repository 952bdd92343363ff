import type { Policy, RecordEntry, Statement } from '../../shared/domain/record';
import type { TestMember } from '../support/clients/clients';

/** Something the host has said, and when: the least that every later state of the workspace must contain. */
export type Promised<T> = T & { readonly at: number };

export interface BoardPatch {
  readonly board: string;
  readonly title?: string;
  readonly policy?: Policy;
}

/** A request whose answer never came: it may have happened or not, but not by half and not twice. */
export type Unanswered =
  | { readonly what: 'statement'; readonly by: TestMember; readonly statement: Statement }
  | { readonly what: 'join'; readonly body: Readonly<Record<string, string>> };

/**
 * Everything that clients of a host were told, acknowledged or shown. What counts as time is the caller's: the
 * length of a journal of disk writes where only what came before some moment may be asked for.
 */
export class Ledger {
  /** Notes and plans of a board that were acknowledged to their writer, or shown to somebody else. */
  readonly edits = new Map<string, Promised<{ board: string; key: string }>>();
  /** The values of notes that rise with every change of their one writer, as far as they were promised, oldest first. */
  readonly values = new Map<string, Promised<{ value: number }>[]>();
  /** Entries of records that anybody was shown, by whatever way. */
  readonly entries = new Map<string, Promised<{ record: string; seq: number; hash: string }>>();
  /** What its writer took away again, by the same names: when he asked for it, and when it was acknowledged. */
  readonly deletions = new Map<string, { readonly asked: number; at: number }>();
  readonly members: Promised<{ member: TestMember; name: string }>[] = [];
  /** People who were removed, by ID: when that was acknowledged. */
  readonly removals = new Map<string, { at: number }>();
  readonly invites: Promised<{ secret: string; used: boolean; revoked: { at: number } | null }>[] = [];
  readonly boards: Promised<{ id: string }>[] = [];
  /** In the order in which they were asked for, one after the other; those without an answer are never promised. */
  readonly patches: (BoardPatch & { at: number })[] = [];
  readonly unanswered = new Set<Unanswered>();
  /** How many requests that change something were sent. */
  asked = 0;
  /** Answers nobody should get from a healthy host. */
  readonly surprises: string[] = [];
  readonly #now: () => number;

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  get size(): number {
    const { edits, entries, members, invites, boards, patches } = this;
    const answered = patches.filter(({ at }) => at !== Number.POSITIVE_INFINITY);
    return edits.size + entries.size + members.length + invites.length + boards.length + answered.length;
  }

  /** @param value what a note had come to */
  edit(board: string, key: string, value?: unknown): void {
    const name = `${board}/${key}`;
    if (!this.edits.has(name)) this.edits.set(name, { board, key, at: this.#now() });
    if (typeof value !== 'number') return;
    const values = this.values.get(name) ?? [];
    this.values.set(name, values);
    if (value > (values.at(-1)?.value ?? -1)) values.push({ value, at: this.#now() });
  }

  /** Notes that something of one's own is being taken away. @returns notes that it was acknowledged */
  deleting(board: string, key: string): () => void {
    const noted = { asked: this.#now(), at: Number.POSITIVE_INFINITY };
    this.deletions.set(`${board}/${key}`, noted);
    return () => void (noted.at = this.#now());
  }

  /** Notes that somebody is being removed. @returns notes that it was acknowledged */
  removing(member: string): () => void {
    this.asked++;
    const noted = { at: Number.POSITIVE_INFINITY };
    this.removals.set(member, noted);
    return () => void (noted.at = this.#now());
  }

  entry({ board, seq, hash }: Pick<RecordEntry, 'board' | 'seq' | 'hash'>): void {
    const name = `${board}/${seq}`;
    const known = this.entries.get(name);
    if (!known) this.entries.set(name, { record: board, seq, hash, at: this.#now() });
    else if (known.hash !== hash) this.surprises.push(`two entries ${name} were shown`);
  }

  joined(member: TestMember, name: string): void {
    this.members.push({ member, name, at: this.#now() });
  }

  invited(secret: string): Ledger['invites'][number] {
    const invite = { secret, used: false, revoked: null, at: this.#now() };
    this.invites.push(invite);
    return invite;
  }

  /** Notes that an invite is being revoked. @returns notes that it was acknowledged */
  revoking(invite: Ledger['invites'][number]): () => void {
    this.asked++;
    const revoked = { at: Number.POSITIVE_INFINITY };
    invite.revoked = revoked;
    return () => void (revoked.at = this.#now());
  }

  board(id: string): void {
    this.boards.push({ id, at: this.#now() });
  }

  /** Notes a request that is being sent. @returns notes that it was answered */
  asking(request: Unanswered): () => void {
    this.asked++;
    this.unanswered.add(request);
    return () => void this.unanswered.delete(request);
  }

  /** Notes a change of a board that is being asked for. @returns notes that it was acknowledged */
  patch(patch: BoardPatch): () => void {
    this.asked++;
    const noted = { ...patch, at: Number.POSITIVE_INFINITY };
    this.patches.push(noted);
    return () => void (noted.at = this.#now());
  }
}
