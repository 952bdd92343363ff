import * as Y from 'yjs';
import { openBoardDoc, readPlans } from '../../../shared/doc/board-doc';
import { readThreads } from '../../../shared/doc/threads';
import { fieldDiff, type FieldChange } from '../../../shared/domain/diff';
import { materialOf, type PlanJson } from '../../../shared/domain/plan';
import { copyKeys, type Unsent } from './unsent';
import type { LocalStore } from '../device/local-store';

/** What this device kept of a board from before the workspace was restored. */
export interface ParkedCopy {
  readonly boardId: string;
  readonly epoch: string;
  /** Own changes in it that never reached the host. */
  readonly unsent: number;
}

/** A plan of a parked copy that is not on the board as it stands there. */
export interface ParkedPlan {
  readonly plan: PlanJson;
  /** The board has no such plan. */
  readonly isGone: boolean;
  /** From what is on the board now to what was kept. */
  readonly changes: readonly FieldChange[];
  /** Comments on it that are not on the board. */
  readonly comments: readonly string[];
}

/** A parked copy and what in it differs from now. */
export interface ParkedContent {
  readonly plans: readonly ParkedPlan[];
}

/**
 * Takes the place of the mark that a copy is there, once it is known to hold nothing. It stays on the device: a window
 * that has yet to hear of the restore may still write into it.
 */
const NOTHING = 'nothing';

/** The board as it stands with the host; null when that cannot be seen. */
type ShowBoard = (boardId: string) => Promise<Y.Doc | null>;

/** The parked copies of boards, kept under the names of their epochs. */
export class ParkedCopies {
  readonly #store: LocalStore;
  readonly #profile: string;
  /** Those that hold something, by their keys. */
  readonly #holding = new Set<string>();

  constructor(store: LocalStore, profile: string) {
    this.#store = store;
    this.#profile = profile;
  }

  /** Every copy of an epoch that is over, but for those that are known to hold nothing. */
  async list(epoch: string): Promise<ParkedCopy[]> {
    const prefix = copyKeys(`${this.#profile}/`).seen;
    const copies = await this.#store.list<boolean | typeof NOTHING>(prefix);
    const parked = copies.map(async ([key, mark]) => {
      const [boardId, of] = key.slice(prefix.length).split('/');
      if (!boardId || !of || of === epoch) return [];
      const unsent = await this.#unsentOf({ boardId, epoch: of });
      return mark === NOTHING && unsent === 0 ? [] : [{ boardId, epoch: of, unsent }];
    });
    return (await Promise.all(parked)).flat();
  }

  /**
   * Puts the copies aside in which nothing was rolled back for this person: nothing unsent, and no plan or comment that
   * is not on the board as it went on. Nobody needs to be asked about those.
   * @throws when the device cannot keep that
   */
  async sift(epoch: string, show: ShowBoard): Promise<void> {
    // One after the other: to look at a board takes a connection.
    for (const copy of await this.list(epoch))
      if (!(await this.#holdsSomething(copy, show))) await this.#store.set(this.#keys(copy).seen, NOTHING);
  }

  /** The document as it was kept. */
  async load(copy: ParkedCopy): Promise<Y.Doc> {
    const doc = openBoardDoc(new Y.Doc());
    for (const update of await this.#store.readLog<Uint8Array>(this.#keys(copy).log))
      Y.applyUpdate(doc, update);
    return doc;
  }

  /** Forgets a copy for good. */
  async discard(copy: ParkedCopy): Promise<void> {
    const { log, accounts, seen } = this.#keys(copy);
    await this.#store.rewriteLog(log, () => []);
    for (const [key] of await this.#store.list(accounts)) await this.#store.set(key, undefined);
    await this.#store.set(seen, undefined);
  }

  /** Once looked at, it is not looked at again: what a person was shown stays until he discards it. */
  async #holdsSomething(copy: ParkedCopy, show: ShowBoard): Promise<boolean> {
    const { seen } = this.#keys(copy);
    if (copy.unsent > 0 || this.#holding.has(seen)) return true;
    const now = await show(copy.boardId);
    if (now && contentOf(await this.load(copy), now).plans.length === 0) return false;
    if (now) this.#holding.add(seen);
    return true;
  }

  async #unsentOf(copy: Omit<ParkedCopy, 'unsent'>): Promise<number> {
    const accounts = await this.#store.list<Unsent>(this.#keys(copy).accounts);
    return accounts.reduce((sum, [, { pending }]) => sum + pending, 0);
  }

  #keys({ boardId, epoch }: Omit<ParkedCopy, 'unsent'>) {
    return copyKeys(`${this.#profile}/${boardId}/${epoch}`);
  }
}

/** What a parked document has that the board lacks or has otherwise. Without a board everything counts. */
export function contentOf(parked: Y.Doc, now: Y.Doc | null): ParkedContent {
  const there = new Map((now ? readPlans(now) : []).map((plan) => [plan.id, plan]));
  const known = new Set((now ? readThreads(now) : []).flatMap(({ comments }) => comments.map(textKey)));
  const missing = readThreads(parked).flatMap(({ plan, comments }) =>
    comments.filter((comment) => !known.has(textKey(comment))).map(({ text }) => ({ plan, text })),
  );
  const plans = readPlans(parked).map((plan): ParkedPlan => {
    const present = there.get(plan.id);
    return {
      plan,
      isGone: present === undefined,
      changes: fieldDiff(present ? materialOf(present) : {}, materialOf(plan)),
      comments: missing.filter((comment) => comment.plan === plan.id).map(({ text }) => text),
    };
  });
  return {
    plans: plans.filter(({ isGone, changes, comments }) => isGone || changes.length + comments.length > 0),
  };
}

function textKey({ id, text }: { readonly id: string; readonly text: string }): string {
  return `${id} ${text}`;
}
