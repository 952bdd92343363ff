import * as Y from 'yjs';
import { root } from '../../../shared/doc/board-doc';
import { threadJson, type ThreadJson } from '../../../shared/doc/threads';
import { byTurn } from '../../../shared/doc/turns';

/** The threads of a board by plan; only those of touched plans are put together anew. */
export class ThreadIndex {
  readonly #doc: Y.Doc;
  readonly #threads = new Map<string, ThreadJson>();
  #byPlan: ReadonlyMap<string, readonly ThreadJson[]> = new Map();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** By plan ID, in the order in which they were begun. */
  get byPlan(): ReadonlyMap<string, readonly ThreadJson[]> {
    return this.#byPlan;
  }

  openCount(planId: string): number {
    const open = this.#byPlan.get(planId)?.filter((thread) => !thread.resolved) ?? [];
    return open.reduce((sum, thread) => sum + thread.comments.length, 0);
  }

  /** Reads threads again. @returns the plans they are or were about */
  read(threadIds: Iterable<string>): Set<string> {
    const plans = new Set<string>();
    for (const id of threadIds) {
      const map = root(this.#doc, 'threads').get(id);
      const before = this.#threads.get(id);
      const now = map instanceof Y.Map ? threadJson(id, map) : null;
      if (now) this.#threads.set(id, Object.freeze(now));
      else this.#threads.delete(id);
      for (const thread of [before, now]) if (thread) plans.add(thread.plan);
    }
    if (plans.size > 0) this.#group(plans);
    return plans;
  }

  #group(plans: ReadonlySet<string>): void {
    const fresh = new Map<string, ThreadJson[]>([...plans].map((plan) => [plan, []]));
    for (const thread of this.#threads.values()) fresh.get(thread.plan)?.push(thread);
    const next = new Map(this.#byPlan);
    for (const [plan, threads] of fresh) {
      if (threads.length > 0) next.set(plan, threads.sort(byTurn));
      else next.delete(plan);
    }
    this.#byPlan = next;
  }
}
