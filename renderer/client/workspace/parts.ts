import type { Part } from '../../../shared/sync/protocol';

/** What the host says within so long is asked for once; this window's own change, which asks at once, mostly too. */
const GATHER_MS = 50;

/** Asks for parts of the workspace again, each by one question at a time, however often and by whomever it is wanted. */
export class Parts {
  readonly #ask: Readonly<Record<Part, () => Promise<boolean>>>;
  readonly #soon = new Map<Part, ReturnType<typeof setTimeout>>();
  readonly #asked = new Map<Part, Promise<boolean>>();
  readonly #behind = new Map<Part, Promise<boolean>>();

  /** @param ask asks for one part, and answers whether the host told */
  constructor(ask: Readonly<Record<Part, () => Promise<boolean>>>) {
    this.#ask = ask;
  }

  /** The host says that a part changed. */
  changed(part: Part): void {
    if (!this.#soon.has(part))
      this.#soon.set(
        part,
        setTimeout(() => void this.fetch(part), GATHER_MS),
      );
  }

  /** The part as it is from now on. @returns whether the host told */
  fetch(part: Part): Promise<boolean> {
    this.#forget(part);
    const asked = this.#asked.get(part);
    if (!asked) return this.#fetch(part);
    // That answer may be older than what this one wants to know: one more, for all who want it by then.
    const behind = this.#behind.get(part) ?? asked.then(() => this.#fetch(part));
    this.#behind.set(part, behind);
    return behind;
  }

  /** Asks for nothing more by itself. */
  close(): void {
    for (const part of this.#soon.keys()) this.#forget(part);
  }

  #fetch(part: Part): Promise<boolean> {
    this.#behind.delete(part);
    const asking = this.#ask[part]().finally(() => {
      if (this.#asked.get(part) === asking) this.#asked.delete(part);
    });
    this.#asked.set(part, asking);
    return asking;
  }

  #forget(part: Part): void {
    clearTimeout(this.#soon.get(part));
    this.#soon.delete(part);
  }
}
