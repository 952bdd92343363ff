import { useMemo } from 'react';
import { promisedBy } from '../../../shared/domain/followup';
import type { Material } from '../../../shared/domain/plan';
import { acceptedReason } from '../../../shared/domain/warnings/accepted';
import {
  asOther,
  collide,
  isOff,
  warningsOf,
  type Load,
  type OtherPlan,
  type Warning,
  type WarningInput,
} from '../../../shared/domain/warnings/warnings';
import { planDrawing } from '../board/rows/drawn-plans';
import type { PlanRow } from '../board/types';
import {
  useBoard,
  useCompanyDays,
  useDrawnPlans,
  useFollowUpLoad,
  usePlanned,
  useToday,
  useWorkspace,
} from './hooks';

/** Tells what speaks against a plan. */
export type Warner = (
  plan: Pick<WarningInput, 'board' | 'plan' | 'material' | 'status'>,
  /** Plans of the same board beside which it is looked at. */
  beside: readonly OtherPlan[],
  load: Load | null,
) => readonly Warning[];

export function useWarner(): Warner {
  const leadTimes = useWorkspace(({ boards }) =>
    JSON.stringify(boards.map(({ id, policy }) => [id, policy.leadTimeDays])),
  );
  const today = useToday();
  const { periods, frames } = useCompanyDays();
  const planned = usePlanned();
  return useMemo(() => {
    const leadTimeDays = new Map(JSON.parse(leadTimes) as [string, number][]);
    return ({ board, plan, material, status }, beside, load) =>
      warningsOf({
        board,
        plan,
        material,
        status,
        load,
        today,
        periods,
        frames,
        leadTimeDays: leadTimeDays.get(board) ?? 0,
        others: [...beside, ...elsewhere(planned, board)],
      });
  }, [leadTimes, today, periods, frames, planned]);
}

/** What is planned on other boards than this; made once for thousands of plans. */
function elsewhere(planned: readonly OtherPlan[], board: string): readonly OtherPlan[] {
  const known = ELSEWHERE.get(planned) ?? new Map<string, readonly OtherPlan[]>();
  ELSEWHERE.set(planned, known);
  const others = known.get(board) ?? planned.filter((each) => each.board !== board);
  known.set(board, others);
  return others;
}

const ELSEWHERE = new WeakMap<readonly OtherPlan[], Map<string, readonly OtherPlan[]>>();

/** Those that nobody has accepted. */
export function openWarnings({ json }: Pick<PlanRow, 'json'>, warnings: readonly Warning[]): Warning[] {
  return warnings.filter((warning) => acceptedReason(json, warning) === null);
}

/** A plan as far as others may collide with it. */
const asBeside = planDrawing(
  (row, board) => (isOff(row.status.state) ? null : otherOf(board, row)),
  (before, now) => before === now || JSON.stringify(before) === JSON.stringify(now),
);

/** What speaks against one plan; worked out anew only when something of it, or of a plan that it meets, changes. */
export function useWarnings(row: PlanRow): readonly Warning[] {
  const warn = useWarner();
  const board = useBoard((state) => state.boardId);
  // As text, since what is typed in another field of the plan makes another object of the same.
  const own = JSON.stringify(asOther(board, row.id, row.json as Material));
  const others = useDrawnPlans(asBeside);
  const beside = useMemo(() => {
    const met = JSON.parse(own) as OtherPlan | null;
    if (!met) return [];
    return others.flatMap((other) =>
      other && other.plan !== met.plan && collide(met, other) ? [other] : [],
    );
  }, [own, others]);
  const load = useLoadOf(row);
  return useMemo(
    () => warn({ board, plan: row.id, material: row.json as Material, status: row.status }, beside, load),
    [warn, board, row, beside, load],
  );
}

const OTHERS = new WeakMap<PlanRow, { readonly other: OtherPlan | null }>();

/** The same object for the same row, so that nothing is drawn anew that is as it was. */
export function otherOf(board: string, row: PlanRow): OtherPlan | null {
  const known = OTHERS.get(row);
  if (known) return known.other;
  const other = asOther(board, row.id, row.json as Material);
  OTHERS.set(row, { other });
  return other;
}

/** What is asked of the owner of an agreed plan's promise while it runs, on all boards. */
function useLoadOf({ status, json }: PlanRow): Load | null {
  return useFollowUpLoad(promisedBy(status.agreement), asOther('', '', json as Material));
}
