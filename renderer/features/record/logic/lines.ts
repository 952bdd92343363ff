import { fieldDiff, type FieldChange } from '../../../../shared/domain/diff';
import { declinesOfNewVersions, readHistory, statementOf } from '../../../../shared/domain/history';
import type { Material } from '../../../../shared/domain/plan';
import {
  policySchema,
  type Policy,
  type RecordEntry,
  type Statement,
} from '../../../../shared/domain/record';
import { shown } from '../../../../shared/domain/text/typed-text';
import { versionsOf } from '../../../../shared/domain/versions';
import { signedSentence, type Speech } from '../../../i18n';

export const DEEDS = [
  'submitted',
  'resubmitted',
  'recalled',
  'approve',
  'request-changes',
  'decline',
  'decline-new',
  'retract',
  'launched',
  'closed',
  'withdrawn',
  'board-created',
  'policy-changed',
  'archived',
  'unarchived',
  'round-closed',
  'session-closed',
  'restored',
] as const;
/** What an entry says that somebody did; `other` for kinds of a later version. */
export type Deed = (typeof DEEDS)[number] | 'other';

/** One entry of a record with everything that has to be looked up elsewhere in it. */
export interface RecordLine {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly deed: Deed;
  readonly planId: string | null;
  /** The plan's title in the version this is about. */
  readonly title: string;
  /** Which submission of the plan this is about, from 1; `null` when it is about none. */
  readonly version: number | null;
  /** What the version changed from the one before; `null` for the first one and where none is shown. */
  readonly changes: readonly FieldChange[] | null;
  /** The version that was submitted or decided about, and the one it is compared with. */
  readonly snapshot: Material | null;
  readonly previous: Material | null;
  /** The entry with which the policy was met. */
  readonly makesAgreement: boolean;
  /** What was signed, of a statement about a plan, and the version it is about. */
  readonly signed: { readonly statement: Statement; readonly plan: Material } | null;
  readonly policy: Policy | null;
}

/** A board's entries as a log, oldest first. */
export function linesOf(entries: readonly RecordEntry[]): RecordLine[] {
  const about = versionsOf(entries);
  const declines = declinesOfNewVersions(entries);
  const sofar = new Map<string, RecordEntry[]>();
  return entries.map((entry) => {
    const version = about.get(entry.seq) ?? null;
    const isSubmission = entry.kind === 'plan-submitted';
    const shown = isSubmission || entry.kind === 'decision' ? version : null;
    const previous = shown?.previous ?? null;
    const title = version?.snapshot['title'];
    const statement = statementOf(entry);
    return {
      seq: entry.seq,
      at: entry.at,
      by: actorOf(entry),
      deed: declines.has(entry.seq) ? 'decline-new' : deedOf(entry, (version?.number ?? 1) > 1),
      planId: entry.plan ?? null,
      title: typeof title === 'string' ? title : '',
      version: version?.number ?? null,
      changes: shown && previous ? fieldDiff(previous.snapshot, shown.snapshot) : null,
      snapshot: shown?.snapshot ?? null,
      previous: previous?.snapshot ?? null,
      makesAgreement: makesAgreement(entry, sofar),
      signed: statement && version ? { statement, plan: version.snapshot } : null,
      policy: policyOf(entry),
    };
  });
}

/** What was signed in each entry, in words, by the entry's hash: for readers who do not have this app. */
export function sentencesOf(speech: Speech, entries: readonly RecordEntry[]): Record<string, string> {
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]));
  return Object.fromEntries(
    linesOf(entries).flatMap(({ seq, by, signed }) =>
      signed ? [[hashes.get(seq) ?? '', signedSentence(speech, by, signed.plan, signed.statement)]] : [],
    ),
  );
}

/** The kinds of entries that a reader can filter by. */
export const WHAT = ['everything', 'submissions', 'decisions', 'endings', 'board'] as const;

const DEEDS_OF: Readonly<Record<Exclude<(typeof WHAT)[number], 'everything'>, readonly Deed[]>> = {
  submissions: ['submitted', 'resubmitted', 'recalled'],
  decisions: ['approve', 'request-changes', 'decline', 'decline-new', 'retract'],
  endings: ['launched', 'closed', 'withdrawn'],
  board: [
    'board-created',
    'policy-changed',
    'archived',
    'unarchived',
    'round-closed',
    'session-closed',
    'restored',
    'other',
  ],
};

export function isOfKind({ deed }: RecordLine, what: (typeof WHAT)[number]): boolean {
  return what === 'everything' || DEEDS_OF[what].includes(deed);
}

/** The plans that a record speaks of, by their latest title in it. */
export function plansOf(lines: readonly RecordLine[]): { readonly id: string; readonly title: string }[] {
  const titles = new Map<string, string>();
  for (const { planId, title } of lines) if (planId !== null) titles.set(planId, shown(title));
  return [...titles].map(([id, title]) => ({ id, title })).sort((a, b) => a.title.localeCompare(b.title));
}

/** The host appends what an administrator did to the board, with the administrator's ID. */
function actorOf({ by, body }: RecordEntry): string {
  const named = body?.['by'];
  return by === 'host' && typeof named === 'string' ? named : by;
}

function makesAgreement(entry: RecordEntry, sofar: Map<string, RecordEntry[]>): boolean {
  if (entry.plan === undefined) return false;
  const own = [...(sofar.get(entry.plan) ?? []), entry];
  sofar.set(entry.plan, own);
  return entry.statement?.verdict === 'approve' && readHistory(entry.plan, own).agreement?.seq === entry.seq;
}

function deedOf({ kind, statement }: RecordEntry, submittedBefore: boolean): Deed {
  if (kind === 'plan-submitted') return submittedBefore ? 'resubmitted' : 'submitted';
  if (kind === 'decision') return statement?.verdict ?? 'other';
  return DEEDS.find((deed) => deed === kind) ?? 'other';
}

function policyOf({ kind, body }: RecordEntry): Policy | null {
  if (kind !== 'board-created' && kind !== 'policy-changed') return null;
  const parsed = policySchema.safeParse(body?.['policy']);
  return parsed.success ? parsed.data : null;
}
