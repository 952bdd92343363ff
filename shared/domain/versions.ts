import { isJsonObject } from './json';
import type { Material } from './plan';
import type { RecordEntry } from './record';

/** One submission of a plan, as the record has it. */
export interface Version {
  readonly seq: number;
  /** From 1, within its plan. */
  readonly number: number;
  readonly digest: string;
  readonly snapshot: Material;
  /** The submission before it. */
  readonly previous: Version | null;
}

/**
 * Which version each entry of a record is about, by the entry's number: a submission makes one, everything else names one by
 * its digest, or means the last when it names none that was submitted. Entries about no plan, or before one was submitted,
 * are left out.
 */
export function versionsOf(entries: readonly RecordEntry[]): ReadonlyMap<number, Version> {
  const submitted = new Map<string, Version[]>();
  const about = new Map<number, Version>();
  for (const entry of entries) {
    if (entry.plan === undefined) continue;
    const known = submitted.get(entry.plan) ?? [];
    submitted.set(entry.plan, known);
    if (entry.kind === 'plan-submitted') known.push(versionIn(entry, known.at(-1) ?? null));
    const named = known.findLast(({ digest }) => digest === entry.statement?.digest);
    const version = (entry.kind === 'plan-submitted' ? null : named) ?? known.at(-1);
    if (version) about.set(entry.seq, version);
  }
  return about;
}

/**
 * The version that somebody has looked at before this one: the last he decided about, whatever he said. Null when he never
 * decided about this plan, or only about this very version.
 */
export function decidedBefore(
  entries: readonly RecordEntry[],
  member: string,
  submission: { readonly seq: number },
): Version | null {
  const about = versionsOf(entries);
  const own = entries.filter(
    ({ seq, kind, by }) =>
      kind === 'decision' && by === member && (about.get(seq)?.seq ?? Infinity) < submission.seq,
  );
  return about.get(own.at(-1)?.seq ?? 0) ?? null;
}

function versionIn({ seq, statement, body }: RecordEntry, previous: Version | null): Version {
  const snapshot = body?.['snapshot'];
  return {
    seq,
    number: (previous?.number ?? 0) + 1,
    digest: statement?.digest ?? '',
    snapshot: isJsonObject(snapshot) ? snapshot : {},
    previous,
  };
}
