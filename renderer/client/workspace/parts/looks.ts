import { createStore } from 'zustand/vanilla';
import {
  lookAnswer,
  looksAnswer,
  type KnownLook,
  type Look,
  type LookBody,
} from '../../../../shared/api/inbox';
import { fieldDiff } from '../../../../shared/domain/diff';
import { digestOf, withFieldsOf, type Material } from '../../../../shared/domain/plan';
import type { BoardLooks } from '../../board/news';
import type { OwnEdit } from '../../board/own-edits';
import type { Api } from '../../connection/api';

/** A plan of a board. */
export interface PlanAddress {
  readonly board: string;
  readonly plan: string;
}

/** What this member saw of plans last, on any of his devices: the host keeps it for him, and tells nobody else. */
export class Looks {
  /** Of the boards that were asked for, by board and plan. */
  readonly store = createStore<ReadonlyMap<string, BoardLooks>>(() => new Map());
  /** By board and plan, what this person wrote himself and the host does not know to be known to him. */
  readonly #own = new Map<string, { board: string; plan: string; digest: string; fields: Set<string> }>();
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Null: nothing yet, or the host does not say. */
  async of({ board, plan }: PlanAddress): Promise<Look | null> {
    const answer = await this.#api.call('look', lookAnswer, { params: { board, plan } });
    return answer.ok ? answer.value.look : null;
  }

  /** Asks what he saw last of each plan of a board; without an answer what was known stays. */
  async readBoard(board: string): Promise<void> {
    const answer = await this.#api.call('looks', looksAnswer, { params: { board } });
    if (!answer.ok) return;
    const looks = new Map(answer.value.looks.map(({ plan, ...look }) => [plan, look]));
    this.store.setState(new Map([...this.store.getState(), [board, looks]]), true);
  }

  /**
   * What he wrote himself he knows, without having looked at it once more: it goes into what he saw last, field by field. A field
   * in which others wrote since is left, as nobody can tell their words from his there.
   * @param seenAs the version of a digest that he saw, where the host need not tell it
   */
  wrote(
    board: string,
    { plan, before, after }: OwnEdit,
    seenAs: (digest: string) => Material | undefined,
  ): void {
    const known = this.store.getState().get(board)?.get(plan);
    if (!known || before.digest === after.digest) return;
    const told = (known.material as Material | undefined) ?? seenAs(known.digest);
    const seen = known.digest === before.digest ? before.material : told;
    if (!seen) return;
    const foreign = new Set(fieldDiff(seen, before.material).map(({ field }) => field));
    const own = fieldDiff(before.material, after.material).flatMap(({ field }) =>
      foreign.has(field) ? [] : field,
    );
    if (own.length === 0) return;
    const material = withFieldsOf(seen, after.material, own);
    this.#know(board, plan, { ...known, digest: digestOf(material), material } as KnownLook);
    const fields = new Set([...(this.#own.get(`${board}/${plan}`)?.fields ?? []), ...own]);
    this.#own.set(`${board}/${plan}`, { board, plan, digest: after.digest, fields });
  }

  /** Tells the host of it, once it has what was written. */
  async keepOwn(of: string): Promise<void> {
    for (const [key, { board, plan, digest, fields }] of this.#own) {
      const known = this.store.getState().get(board)?.get(plan);
      if (board !== of || !known) continue;
      this.#own.delete(key);
      const body = { digest, seq: known.seq, comments: known.comments, own: [...fields] };
      await this.#api.send('keepLook', { params: { board, plan }, body });
    }
  }

  /**
   * Keeps what was on the screen. Without the host it is said the next time.
   * @param material the version of that digest
   * @returns whether it is kept
   */
  async keep({ board, plan }: PlanAddress, seen: LookBody, material: Material): Promise<boolean> {
    const answer = await this.#api.send('keepLook', { params: { board, plan }, body: seen });
    if (answer.ok) this.#know(board, plan, { ...seen, material } as KnownLook);
    return answer.ok;
  }

  #know(board: string, plan: string, look: KnownLook): void {
    const looks = this.store.getState();
    const known = looks.get(board);
    if (known) this.store.setState(new Map([...looks, [board, new Map([...known, [plan, look]])]]), true);
  }
}
