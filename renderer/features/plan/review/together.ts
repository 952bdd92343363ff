import { commitmentOf, commitmentsOf, weeksWith, type AskedWeek } from '../../../../shared/domain/followup';
import type { FollowUpPromise } from '../../../../shared/domain/record';
import type { StatementDraft } from '../../../client';
import { spanOf } from '../logic/capacity';
import type { Opened } from './store';

type Plan = Pick<Opened, 'boardId' | 'planId' | 'row' | 'submission' | 'needsPromise' | 'onBehalfOf'>;

/** The approval of one of several plans: of exactly what was read, with the promise where one is needed. */
export function approvalOf(
  { planId, submission, needsPromise, onBehalfOf }: Plan,
  promise: FollowUpPromise | null,
  how: string,
): Extract<StatementDraft, { kind: 'decision' }> {
  return {
    kind: 'decision',
    plan: planId,
    verdict: 'approve',
    digest: submission.digest,
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    ...(needsPromise && promise ? { promise, ...(how === '' ? {} : { note: how }) } : {}),
  };
}

/** The days on which calls for any of these plans fall; null where none of them says when it runs. */
export function spanOfAll(
  plans: readonly Pick<Opened, 'submission'>[],
): { readonly from: string; readonly to: string } | null {
  const spans = plans.flatMap(({ submission }) => spanOf(submission.snapshot) ?? []);
  const [first] = spans;
  if (!first) return null;
  return spans.reduce(
    (all, { from, to }) => ({ from: from < all.from ? from : all.from, to: to > all.to ? to : all.to }),
    first,
  );
}

/**
 * The weeks in which one promise, given to several plans at once, asks for more calls than can be made: each plan comes on top
 * of what is promised already and of the others.
 */
export function fullWeeks(
  plans: readonly Plan[],
  promise: FollowUpPromise,
  asked: readonly AskedWeek[],
): Pick<AskedWeek, 'monday' | 'calls'>[] {
  const weeks = new Map(asked.map((week) => [week.monday, week]));
  const touched = new Set<string>();
  for (const { boardId, planId, row, submission, needsPromise } of plans) {
    const own = needsPromise ? commitmentOf(planId, submission.snapshot, promise, '') : null;
    if (!own) continue;
    const inForce = commitmentsOf(new Map([[planId, row.status]]))[0];
    const before = inForce?.promise.ownerId === promise.ownerId ? inForce : null;
    for (const week of weeksWith([...weeks.values()], boardId, own, before)) {
      weeks.set(week.monday, week);
      touched.add(week.monday);
    }
  }
  return [...touched]
    .sort()
    .flatMap((monday) => weeks.get(monday) ?? [])
    .filter(({ calls }) => calls > promise.capacityPerWeek);
}
