import type * as Y from 'yjs';
import { root } from '../../../shared/doc/board-doc';
import { ORIGIN } from '../../../shared/doc/commands';

/** One place on a board that somebody wrote in: a field of a plan, a comment, or a plan or thread as a whole. */
export interface Touch {
  readonly root: 'plans' | 'threads';
  /** Of the plan or thread. */
  readonly id: string;
  /** The field or the comment's ID; null: all of it, or that it was deleted. */
  readonly part: string | null;
}

/** By client ID the clock from which on nothing that was written under it is acknowledged. */
export type UnsentClocks = Readonly<Record<number, number>>;

/** How many own changes the host has yet to acknowledge, and where they are. */
export interface Unsent {
  readonly pending: number;
  readonly touches: readonly Touch[];
  /** Earlier versions kept none. */
  readonly since?: UnsentClocks;
}

/** All of it together. */
export function clocksOf(some: readonly Unsent[]): UnsentClocks {
  const first = new Map<number, number>();
  for (const [client, clock] of some.flatMap(({ since = {} }) => Object.entries(since)))
    first.set(Number(client), Math.min(clock, first.get(Number(client)) ?? clock));
  return Object.fromEntries(first);
}

export const NOTHING_UNSENT: Unsent = { pending: 0, touches: [] };

/** Notes where this device's user writes, so that what was not saved can be found again and copied. */
export class Touches {
  readonly #touches = new Map<string, Touch>();
  /** Replaced by every change: what was handed out stays as it was. */
  #list: readonly Touch[] = [];
  #since: UnsentClocks = {};

  /** Listens from now on; own changes alone count. */
  follow(doc: Y.Doc): void {
    for (const name of ['plans', 'threads'] as const)
      root(doc, name).observeDeep((events, { local, origin }) => {
        if (!local || origin === ORIGIN.restored) return;
        this.#note(events.flatMap((event) => touchesOf(name, event)));
      });
    doc.on('afterTransaction', ({ local, origin, beforeState, afterState }) => {
      const { clientID } = doc;
      const before = beforeState.get(clientID) ?? 0;
      if (!local || origin === ORIGIN.restored || afterState.get(clientID) === before) return;
      if (this.#since[clientID] === undefined) this.#since = { ...this.#since, [clientID]: before };
    });
  }

  get list(): readonly Touch[] {
    return this.#list;
  }

  get since(): UnsentClocks {
    return this.#since;
  }

  /** Whether something of this device's user is not acknowledged. */
  has({ client, clock }: Y.ID): boolean {
    return clock >= (this.#since[client] ?? Infinity);
  }

  /** What earlier runs have left. */
  add(left: Unsent): void {
    this.#note(left.touches);
    this.#since = clocksOf([left, { ...NOTHING_UNSENT, since: this.#since }]);
  }

  #note(touches: readonly Touch[]): void {
    const before = this.#touches.size;
    for (const touch of touches) this.#touches.set(JSON.stringify(touch), touch);
    if (this.#touches.size !== before) this.#list = [...this.#touches.values()];
  }

  clear(): void {
    this.#since = {};
    if (this.#touches.size === 0) return;
    this.#touches.clear();
    this.#list = [];
  }
}

/** A thread's comments lie one deeper than a plan's fields. */
function touchesOf(name: Touch['root'], event: Y.YEvent<Y.AbstractType<unknown>>): Touch[] {
  const [id, ...inside] = event.path;
  const keys = [...event.changes.keys.keys()];
  if (id === undefined) return keys.map((key) => ({ root: name, id: key, part: null }));
  const part = name === 'plans' ? inside[0] : inside[1];
  if (part !== undefined) return [{ root: name, id: String(id), part: String(part) }];
  if (name === 'threads' && inside.length === 0) return [];
  return keys.map((key) => ({ root: name, id: String(id), part: key }));
}

/** Where one copy of a board lies in the device's store. */
export interface CopyKeys {
  readonly log: string;
  /** Start of the keys of every run's account. */
  readonly accounts: string;
  /** Says that there is a copy. */
  readonly seen: string;
}

/** @param name of the copy: profile, board and epoch, with slashes between */
export function copyKeys(name: string): CopyKeys {
  return { log: `copy/${name}`, accounts: `unsaved/${name}/`, seen: `seen/${name}` };
}
