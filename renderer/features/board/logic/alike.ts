import type { PlanStatus } from '../../../../shared/domain/status';
import type { PlanRow } from '../../../client';

/** The fields of a plan that its row in the list, or its card, shows; a search looks at more. */
const SHOWN = [
  'title',
  'kind',
  'start',
  'end',
  'budgetMinor',
  'currency',
  'expectedEnquiries',
  'ownerId',
  'tags',
  'color',
  'rank',
] as const;

/** Whether list and columns look the same with either version of a plan. */
export function shownAlike(a: PlanRow, b: PlanRow): boolean {
  return (
    a.openThreads === b.openThreads &&
    SHOWN.every((field) => sameValue(a.json[field], b.json[field])) &&
    a.status.state === b.status.state &&
    a.status.startedUnagreed === b.status.startedUnagreed &&
    a.status.changesSinceAgreed.length === b.status.changesSinceAgreed.length &&
    a.waitsForMe === b.waitsForMe &&
    isTurnAlike(a.status, b.status) &&
    sameValue(a.problems, b.problems)
  );
}

/** Whether whose turn it is follows from the same of the record: it may be another's, or until another day, in the same state. */
function isTurnAlike(a: PlanStatus, b: PlanStatus): boolean {
  return (
    a.submission === b.submission &&
    a.agreement === b.agreement &&
    a.decisions === b.decisions &&
    a.changesSinceSubmitted.length > 0 === b.changesSinceSubmitted.length > 0
  );
}

/** Both are JSON, and small. */
function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
