import type { Capacities } from '../../../../shared/domain/turn/delegation';
import { isJsonObject } from '../../../../shared/domain/json';
import { mayState } from '../../../../shared/domain/judge';
import type { PlanJson } from '../../../../shared/domain/plan';
import { submissionProblems } from '../../../../shared/domain/validate';
import type { PlanRow } from '../../../client';

/** From which plan one was taken over into another year, or of whose series it is. */
export function originOf(plan: PlanJson): { readonly carriedFrom?: string; readonly seriesOf?: string } {
  const meta = isJsonObject(plan['meta']) ? plan['meta'] : {};
  const { carriedFrom, seriesOf } = meta;
  return {
    ...(typeof carriedFrom === 'string' ? { carriedFrom } : {}),
    ...(typeof seriesOf === 'string' ? { seriesOf } : {}),
  };
}

/** The drafts that belong to a plan's series, by their start. */
export interface SeriesDrafts {
  /** Those that can be submitted as they are. */
  readonly ready: readonly PlanRow[];
  /** How many something is missing in, or this member may not submit. */
  readonly others: number;
}

/** The other drafts of the series that a plan begins or is one of ([AGAIN-5]). */
export function seriesDrafts(plan: PlanRow, plans: Iterable<PlanRow>, me: Capacities): SeriesDrafts {
  const series = originOf(plan.json).seriesOf ?? plan.id;
  const drafts = [...plans].filter(
    (each) =>
      each.id !== plan.id &&
      (originOf(each.json).seriesOf ?? each.id) === series &&
      each.status.state === 'draft',
  );
  const ready = drafts.filter(
    (each) =>
      submissionProblems(each.json).length === 0 && mayState({ kind: 'plan-submitted' }, me, each) === null,
  );
  const startOf = ({ material: { start } }: PlanRow) => (typeof start === 'string' ? start : '');
  return {
    ready: ready.sort((one, other) => (startOf(one) < startOf(other) ? -1 : 1)),
    others: drafts.length - ready.length,
  };
}
