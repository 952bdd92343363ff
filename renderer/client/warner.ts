import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
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
import { planDrawing } from './board/drawn-plans';
import type { PlanRow } from './board/types';
import {
  useBoard,
  useCompanyDays,
  useDrawnPlans,
  useFollowUpLoad,
  usePlannedElsewhere,
  useToday,
  useWorkspace,
} from './react';

/** Tells what speaks against a plan of the board that is open. */
type Warner = (
  row: Pick<PlanRow, 'id' | 'json' | 'status'>,
  /** Plans of the same board beside which it is looked at. */
  beside: readonly OtherPlan[],
  load?: Load | null,
) => readonly Warning[];

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

/** What is asked of the owner of an agreed plan's promise while it runs, on all boards. */
function useLoadOf({ status, json }: PlanRow): Load | null {
  const owner = status.agreement?.approvals.findLast(({ promise }) => promise)?.promise?.ownerId ?? null;
  return useFollowUpLoad(owner, asOther('', '', json as Material));
}

/** A plan as far as it has to do with warnings, its own or those of others. */
export interface Marked {
  readonly row: PlanRow;
  readonly other: OtherPlan | null;
  readonly isOff: boolean;
  /** Everything that warnings are made of. */
  readonly of: string;
}

export function markedPlan(row: PlanRow, board: string): Marked {
  const { json, status } = row;
  const other = otherOf(board, row);
  const { state, submission, agreement } = status;
  const of = JSON.stringify([
    other,
    state,
    submission?.at,
    agreement?.digest,
    json['budgetMinor'],
    json['currency'],
    json['meta'],
  ]);
  return { row, other, isOff: isOff(row), of };
}

const asMarked = planDrawing(markedPlan, (before, now) => before.of === now.of);

/** Whether something speaks against a plan that nobody has accepted: it ends with the first that is found. */
export function isWarned({ row, other }: Marked, beside: readonly Marked[], warn: Warner): boolean {
  if (openWarnings(row, warn(row, [])).length > 0) return true;
  return beside.some((each) => {
    if (!other || !each.other || each.isOff || each.row.id === row.id || !collide(other, each.other))
      return false;
    return openWarnings(row, warn(row, [each.other])).length > 0;
  });
}

/** Looked for once the same plans have been drawn for so long: whoever scrolls sees bars, not signs. */
const RESTS_MS = 120;
const FRAME_MS = 16;
/** Of a frame, so much goes to looking, and so many plans get their sign at once: each is drawn anew with it. */
const SLICE_MS = 4;
const AT_ONCE = 32;

/**
 * Which of some plans of the board have warnings that nobody has accepted. They are looked at a few with each frame, and only
 * these: nothing waits for it. What is asked of those who promised is left out, as the host would be asked for each plan.
 */
export function useWarnedPlans(planIds: readonly string[]): ReadonlySet<string> {
  const warn = useWarner();
  const marked = useDrawnPlans(asMarked);
  const [warned, setWarned] = useState<ReadonlySet<string>>(NOBODY);
  const looked = useMemo(
    () => ({ warn, found: new Map<string, boolean>(), plans: byId(marked) }),
    [warn, marked],
  );
  useEffect(() => {
    const { found, plans } = looked;
    const left = [...planIds];
    const look = () => {
      const until = performance.now() + SLICE_MS;
      const [on, off]: [string[], string[]] = [[], []];
      while (left.length > 0 && on.length < AT_ONCE && performance.now() < until) {
        const id = left.shift() ?? '';
        const plan = plans.get(id);
        const isOn =
          found.get(id) ?? (plan !== undefined && !plan.isOff && isWarned(plan, marked, looked.warn));
        found.set(id, isOn);
        (isOn ? on : off).push(id);
      }
      startTransition(() => setWarned((before) => changed(before, on, off)));
      if (left.length > 0) timer = setTimeout(look, FRAME_MS);
    };
    let timer = setTimeout(look, RESTS_MS);
    return () => clearTimeout(timer);
  }, [planIds, looked, marked]);
  return warned;
}

function byId(marked: readonly Marked[]): ReadonlyMap<string, Marked> {
  return new Map(marked.map((each) => [each.row.id, each]));
}

/** The same set if nothing of it changes. */
function changed(
  before: ReadonlySet<string>,
  on: readonly string[],
  off: readonly string[],
): ReadonlySet<string> {
  if (on.every((id) => before.has(id)) && !off.some((id) => before.has(id))) return before;
  const now = new Set(before);
  for (const id of on) now.add(id);
  for (const id of off) now.delete(id);
  return now;
}

const NOBODY: ReadonlySet<string> = new Set();
