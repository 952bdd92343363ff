import type { Json } from '../../../shared/domain/json';
import type { SessionView } from '../../../shared/domain/session/session';

/** A failed request in words the UI can localise: a problem code of shared/api/problems.ts, or `offline`. */
export interface Failure {
  readonly code: string;
  readonly reason?: string;
  /** With `replayed`: the entry that this very statement made. */
  readonly seq?: number;
  /** With `moved`: the workshop as it stands. */
  readonly view?: SessionView;
  readonly changes?: readonly { readonly field: string; readonly before?: Json; readonly after?: Json }[];
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };
