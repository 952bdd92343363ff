import type { CivilDate } from '../dates';
import type { Task } from './minutes';
import { refOf } from './return-promises';
import type { ReturnPromise } from '../record';
import type { PlanStatus } from '../status';

/** The kind of the item that closes a workshop: it stays behind what is put on the agenda later. */
export const CLOSING = 'closing';

/** Why something is proposed for the next workshop. */
export type Why = 'waiting' | 'changed' | 'comments' | 'overdue' | 'parked';

/** Something that a workshop could be about; whoever plans it takes it or leaves it. */
export interface Proposal {
  readonly kind: 'plan' | 'task' | 'promise' | 'topic';
  /** The plan, the task, the entry of the record with the place of the promise, or the item that was put off. */
  readonly ref: string;
  readonly why: Why;
  readonly title: string;
  /** Since when it waits, or when it was due. */
  readonly since: string;
}

/** What proposals are made of. */
export interface ProposedFrom {
  readonly plans: ReadonlyMap<string, { readonly title: string; readonly status: PlanStatus }>;
  /** Plans with threads that are not resolved, and when the oldest of these was opened. */
  readonly openThreads: ReadonlyMap<string, string>;
  readonly tasks: readonly Task[];
  /** What the last workshop put off or did not reach. */
  readonly parked: readonly {
    readonly item: string;
    readonly title: string;
    readonly ref: string;
    readonly kind: string;
  }[];
  readonly today: CivilDate;
}

/**
 * What the next workshop could be about, most urgent first: what waits for a decision, longest first; what was changed
 * since it was agreed; plans with open comments; what is overdue; what last time did not reach. Each once.
 */
export function proposeAgenda(from: ProposedFrom): Proposal[] {
  const proposals = [
    ...waiting(from),
    ...changed(from),
    ...commented(from),
    ...overdueTasks(from),
    ...overduePromises(from),
    ...from.parked.map(({ item, title, ref, kind }): Proposal =>
      kind === 'plan' && ref !== ''
        ? { kind, ref, why: 'parked', title, since: '' }
        : { kind: 'topic', ref: item, why: 'parked', title, since: '' },
    ),
  ];
  const known = new Set<string>();
  return proposals.filter(({ kind, ref }) => {
    const name = `${kind} ${ref}`;
    if (known.has(name)) return false;
    known.add(name);
    return true;
  });
}

function waiting({ plans }: ProposedFrom): Proposal[] {
  return [...plans]
    .filter(([, { status }]) => status.state === 'in-review' && !status.deleted)
    .map(([ref, { title, status }]) => of(ref, 'waiting', title, status.submission?.at ?? ''))
    .sort(longestFirst);
}

function changed({ plans }: ProposedFrom): Proposal[] {
  return [...plans]
    .filter(([, { status }]) => status.state === 'changed-since-agreed' && !status.deleted)
    .map(([ref, { title }]) => of(ref, 'changed', title, ''))
    .sort(longestFirst);
}

function commented({ plans, openThreads }: ProposedFrom): Proposal[] {
  return [...openThreads]
    .flatMap(([ref, since]) => {
      const plan = plans.get(ref);
      return plan && !plan.status.deleted ? [of(ref, 'comments', plan.title, since)] : [];
    })
    .sort(longestFirst);
}

function overdueTasks({ tasks, today }: ProposedFrom): Proposal[] {
  return tasks
    .filter(({ doneOn, dueOn }) => doneOn === null && dueOn !== '' && dueOn < today)
    .map(({ id, text, dueOn }): Proposal => ({
      kind: 'task',
      ref: id,
      why: 'overdue',
      title: text,
      since: dueOn,
    }))
    .sort(longestFirst);
}

/** What marketing promised in an agreement and no task says is done. */
function overduePromises({ plans, tasks, today }: ProposedFrom): Proposal[] {
  const kept = new Set(
    tasks.flatMap(({ promise, doneOn }) => (promise && doneOn !== null ? refOf(promise) : [])),
  );
  return [...plans]
    .flatMap(
      ([
        ,
        {
          status: { agreement, state },
        },
      ]) => {
        if (!agreement || state === 'withdrawn') return [];
        const { seq } = agreement;
        return agreement.returnPromises.flatMap(({ text, dueOn }: ReturnPromise, index) => {
          const name = refOf({ seq, index });
          if (dueOn >= today || kept.has(name)) return [];
          return [{ kind: 'promise', ref: name, why: 'overdue', title: text, since: dueOn } as const];
        });
      },
    )
    .sort(longestFirst);
}

function of(ref: string, why: Why, title: string, since: string): Proposal {
  return { kind: 'plan', ref, why, title, since };
}

function longestFirst(one: Proposal, other: Proposal): number {
  if (one.since !== other.since) return one.since < other.since ? -1 : 1;
  return one.ref < other.ref ? -1 : 1;
}
