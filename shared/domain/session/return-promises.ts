import { readHistory, type Agreement } from '../history';
import type { RecordEntry, ReturnPromise } from '../record';

/** A return promise by the entry with which it was agreed, and its place there. */
export interface PromiseName {
  readonly seq: number;
  readonly index: number;
}

/** What was promised in return, in which agreement and by whom. */
export interface Promised extends PromiseName {
  readonly plan: string;
  readonly by: string;
  readonly promise: ReturnPromise;
}

/** The name as an agenda item's `ref` has it. */
export function refOf({ seq, index }: PromiseName): string {
  return `${seq}/${index}`;
}

/** @returns null for a `ref` that names none */
export function promiseOf(ref: string): PromiseName | null {
  const [, seq, index] = /^(\d+)\/(\d+)$/.exec(ref) ?? [];
  return seq === undefined || index === undefined ? null : { seq: Number(seq), index: Number(index) };
}

/** The agreement that was made by an entry of the record; null where it made none. */
export function agreementBy(
  entries: readonly RecordEntry[],
  seq: number,
): (Agreement & { readonly plan: string }) | null {
  const plan = entries.find((entry) => entry.seq === seq)?.plan;
  if (plan === undefined) return null;
  const { agreement } = readHistory(
    plan,
    entries.filter((entry) => entry.seq <= seq),
  );
  return agreement?.seq === seq ? { ...agreement, plan } : null;
}

/** What an agenda item with this `ref` is about, however long ago it was promised. */
export function promisedIn(entries: readonly RecordEntry[], ref: string): Promised | null {
  const name = promiseOf(ref);
  const agreement = name && agreementBy(entries, name.seq);
  const promise = agreement?.returnPromises[name?.index ?? -1];
  return name && agreement && promise
    ? { ...name, plan: agreement.plan, by: agreement.submittedBy, promise }
    : null;
}
