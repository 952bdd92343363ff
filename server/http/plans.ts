import type { PlanView } from '../../shared/api/contract';
import { groupByPlan } from '../../shared/domain/history';
import { planStatus } from '../../shared/domain/status';
import type { RecordEntry } from '../../shared/domain/record';
import type { CivilDate } from '../../shared/domain/dates';
import type { BoardRoom } from '../board/board-room';

/** Every plan of the document as the host shows it to a member on that day: one day, and one way through the record, for all. */
export function planViews(room: BoardRoom, today: CivilDate, to: string): PlanView[] {
  const entries = groupByPlan(room.record.entries);
  return [...room.document.planIds()].flatMap((planId) => {
    const view = viewOf(room, planId, entries.get(planId) ?? [], today, to);
    return view ? [view] : [];
  });
}

/** One plan; null when the document does not have it. */
export function planView(room: BoardRoom, planId: string, today: CivilDate, to: string): PlanView | null {
  return viewOf(room, planId, room.record.entries, today, to);
}

function viewOf(
  room: BoardRoom,
  planId: string,
  entries: readonly RecordEntry[],
  today: CivilDate,
  to: string,
): PlanView | null {
  const plan = room.document.show(planId, to);
  if (!plan) return null;
  const { state, agreement, changesSinceAgreed } = planStatus(planId, plan, entries, today);
  const agreed = agreement && {
    digest: agreement.digest,
    seq: agreement.seq,
    changes: changesSinceAgreed as NonNullable<PlanView['agreed']>['changes'],
  };
  return {
    id: planId,
    material: plan.material as PlanView['material'],
    digest: plan.digest,
    status: state,
    ...(agreed ? { agreed } : {}),
  };
}
