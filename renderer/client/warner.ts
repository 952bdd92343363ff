import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Material } from '../../shared/domain/plan';
import { acceptedReason } from '../../shared/domain/warnings/accepted';
import {
  asOther,
  collide,
  warningsOf,
  type Load,
  type OtherPlan,
  type Warning,
} from '../../shared/domain/warnings/warnings';
import type { PlanRow } from './board/types';
import { useBoard, useCompanyDays, usePlannedElsewhere, useToday, useWorkspace } from './react';

/** Tells what speaks against a plan of the board that is open. */
type Warner = (
  row: Pick<PlanRow, 'id' | 'json' | 'status'>,
  /** Plans of the same board beside which it is looked at. */
  beside: readonly OtherPlan[],
  load?: Load | null,
) => readonly Warning[];

/** Also for whoever will show many plans: a plan is to be marked while {@link openWarnings} are left. */
function useWarner(): Warner {
  const board = useBoard((state) => state.boardId);
  const leadTimeDays = useWorkspace(
    ({ boards }) => boards.find(({ id }) => id === board)?.policy.leadTimeDays ?? 0,
  );
  const today = useToday();
  const { periods, frames } = useCompanyDays();
  const elsewhere = usePlannedElsewhere(board);
  return useCallback(
    ({ id, json, status }, beside, load = null) =>
      warningsOf({
        board,
        plan: id,
        material: json as Material,
        status,
        today,
        leadTimeDays,
        others: [...beside, ...elsewhere],
        periods,
        frames,
        load,
      }),
    [board, today, leadTimeDays, periods, frames, elsewhere],
  );
}

/** Those that nobody has accepted. */
export function openWarnings({ json }: Pick<PlanRow, 'json'>, warnings: readonly Warning[]): Warning[] {
  return warnings.filter((warning) => acceptedReason(json, warning) === null);
}

/** What speaks against one plan; worked out anew only when something of it, or of a plan that it meets, changes. */
export function useWarnings(row: PlanRow): readonly Warning[] {
  const warn = useWarner();
  const board = useBoard((state) => state.boardId);
  const own = asOther(board, row.id, row.json as Material);
  const beside = useBoard((state) => {
    if (!own) return [];
    return [...state.plans.values()].flatMap((each) => {
      const other = each.id === row.id ? null : otherOf(board, each);
      return other && collide(own, other) && !isOff(each) ? [other] : [];
    });
  });
  const load = useLoadOf(row);
  return useMemo(() => warn(row, beside, load), [warn, row, beside, load]);
}

/** A plan that is off stands in nobody's way. */
function isOff({ status }: PlanRow): boolean {
  return ['withdrawn', 'declined', 'closed'].includes(status.state);
}

const OTHERS = new WeakMap<PlanRow, { readonly other: OtherPlan | null }>();

/** The same object for the same row, so that nothing is drawn anew that is as it was. */
function otherOf(board: string, row: PlanRow): OtherPlan | null {
  const known = OTHERS.get(row);
  if (known) return known.other;
  const other = asOther(board, row.id, row.json as Material);
  OTHERS.set(row, { other });
  return other;
}

/** What is asked of the owner of an agreed plan's promise while it runs, on all boards; null until the host has told. */
function useLoadOf({ status, json }: PlanRow): Load | null {
  const { callsOf } = useCompanyDays();
  const owner = status.agreement?.approvals.findLast(({ promise }) => promise)?.promise?.ownerId ?? null;
  const span = asOther('', '', json as Material);
  const [from, to] = [span?.from ?? '', span?.to ?? ''];
  const [answer, setAnswer] = useState<Load | null>(null);
  useEffect(() => {
    let isGone = false;
    if (owner !== null && from !== '')
      void callsOf(owner, { from, to }).then((outcome) => {
        if (!isGone) setAnswer(outcome.ok ? outcome.value : null);
      });
    return () => {
      isGone = true;
    };
  }, [callsOf, owner, from, to]);
  return answer?.owner === owner ? answer : null;
}
