import type { Durable, UpdateRefusal } from '../../../../shared/sync/protocol';

/**
 * Keeps account of which of this device's changes the host has made durable. Changes are counted as they are made;
 * every update-bearing message says up to which change it goes; the host says up to which message it is done.
 */
export class Acknowledgements {
  #made = 0;
  #durable = 0;
  /** For each update-bearing message of the present connection, the last change it carries. */
  #sent: number[] = [];
  /** The first message of the present connection that was refused: what follows it hangs on it. */
  #firstRefused: Durable['refused'][number] | null = null;

  /** Changes made here that the host has not yet made durable. */
  get pending(): number {
    return this.#made - this.#durable;
  }

  /** @param count more than one when an earlier run left them unacknowledged */
  changed(count = 1): void {
    this.#made += count;
  }

  connected(): void {
    this.#sent = [];
    this.#firstRefused = null;
  }

  /** A message left that carries everything made so far. */
  sent(): void {
    this.#sent.push(this.#made);
  }

  /**
   * @returns why the host refused something of this device, if it did: the reason of the first refusal, as later ones
   * may follow from it
   */
  settled({ settled, refused }: Durable): UpdateRefusal | null {
    const [first] = refused;
    if (first && (this.#firstRefused === null || first.message < this.#firstRefused.message))
      this.#firstRefused = first;
    const good = Math.min(settled, (this.#firstRefused?.message ?? Infinity) - 1, this.#sent.length);
    this.#durable = Math.max(this.#durable, this.#sent[good - 1] ?? 0);
    // A guest's routine step 2 carries nothing of his own, and so nothing was lost with it.
    return first && this.pending > 0 ? (this.#firstRefused?.reason ?? null) : null;
  }
}
