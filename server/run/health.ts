import { ProblemError } from '../base/problem';
import type { Workspace } from '../workspace';

/** Milliseconds for which an answer stands: a check costs what an edit costs. */
const STANDS = 1_000;

/** Whether a host can do its work: whoever watches over it asks. */
export class Health {
  readonly #workspace: Workspace;
  #checked: Promise<void> | null = null;
  #at = -Infinity;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws ProblemError with a `reason` */
  check(): Promise<void> {
    const now = this.#workspace.ports.clock.now();
    // A clock that was set back is no reason to believe an old answer.
    if (!this.#checked || Math.abs(now - this.#at) >= STANDS) {
      this.#checked = this.#probe();
      this.#at = now;
    }
    return this.#checked;
  }

  async #probe(): Promise<void> {
    try {
      await this.#workspace.storage.probe();
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      this.#workspace.ports.log('health-failed', { error: String(error) });
      throw new ProblemError('read-only', 'the host cannot save', { reason: 'failing' });
    }
  }
}
