import type { ProblemCode } from '../../shared/api/problems';

/** Why the host does not do what it was asked; HTTP turns it into a problem document. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  /** Further members of the problem document, such as `reason`, `changes` or `seq`. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.code = code;
    this.facts = facts;
  }
}
