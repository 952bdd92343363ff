import type { PlanRow } from './types';

/** What a plan said before and after one went on writing in it alone. */
export interface OwnEdit {
  readonly plan: string;
  readonly before: PlanRow;
  readonly after: PlanRow;
}

/**
 * What this person writes in plans, apart from what others do meanwhile: his own words, in a brief too, are nothing new to him.
 * A stretch of writing ends when somebody else's change of that plan arrives; until then nothing is compared.
 */
export class OwnEdits {
  /** By plan, what it said when the stretch began. */
  readonly #begun = new Map<string, PlanRow>();
  /** The plans of which there is a stretch: another change by the same hand is nothing new there. */
  readonly begun: { has(plan: string): boolean } = this.#begun;
  readonly #listeners = new Set<(edit: OwnEdit) => void>();

  /** Calls back with each stretch. @returns how to stop */
  listen(listener: (edit: OwnEdit) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** A plan is another one now, by this person where he had not begun, or by somebody else where he had. */
  changed(plan: string, before: PlanRow | undefined, isOwn: boolean): void {
    if (!isOwn) this.#end(plan, before);
    else if (before) this.#begun.set(plan, before);
  }

  /** Everything that was written by now. */
  settle(plans: ReadonlyMap<string, PlanRow>): void {
    for (const plan of this.#begun.keys()) this.#end(plan, plans.get(plan));
  }

  #end(plan: string, after: PlanRow | undefined): void {
    const before = this.#begun.get(plan);
    this.#begun.delete(plan);
    if (before && after) for (const listener of this.#listeners) listener({ plan, before, after });
  }
}
