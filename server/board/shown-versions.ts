import type { Material } from '../../shared/domain/plan';
import type { CurrentPlan } from '../../shared/domain/status';

/** So many of each member's are kept, the last ones. */
const KEPT = 100;

/**
 * Versions of plans that were shown, to say what has changed since to whoever names one. What was shown to one member
 * counts for him alone: that the host knows a version would tell everybody else that somebody has read it.
 */
export class ShownVersions {
  readonly #shown = new Map<string | null, Map<string, Material>>();

  /** @param to null: everybody */
  put(to: string | null, { digest, material }: CurrentPlan): void {
    const own = this.#shown.get(to) ?? new Map<string, Material>();
    this.#shown.set(to, own);
    own.delete(digest);
    own.set(digest, material);
    const [oldest] = own.keys();
    if (own.size > KEPT && oldest !== undefined) own.delete(oldest);
  }

  get(digest: string, to: string): Material | null {
    return this.#shown.get(null)?.get(digest) ?? this.#shown.get(to)?.get(digest) ?? null;
  }
}
