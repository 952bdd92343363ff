import { startTransition, useEffect, useMemo, useState } from 'react';
import type { CivilDate } from '../../../shared/domain/dates';
import { promisedBy } from '../../../shared/domain/followup';
import type { Material } from '../../../shared/domain/plan';
import { acceptedReason } from '../../../shared/domain/warnings/accepted';
import {
  collide,
  isOff,
  type Load,
  type OtherPlan,
  type Warning,
  type WarningInput,
} from '../../../shared/domain/warnings/warnings';
import { planDrawing } from '../board/rows/drawn-plans';
import type { PlanRow } from '../board/types';
import { useDrawnPlans, useToday, useWorkspaceActions } from './hooks';
import { otherOf, useWarner, type Warner } from './warner';

/** A plan as far as it has to do with warnings, its own or those of others. */
export interface Marked extends Pick<WarningInput, 'board' | 'plan' | 'material' | 'status'> {
  /** What it is called among plans of several boards. */
  readonly key: string;
  readonly other: OtherPlan | null;
  readonly isOff: boolean;
  /** Whoever promised to follow it up. */
  readonly promisedBy: string | null;
  readonly isAccepted: (warning: Warning) => boolean;
}

/** A plan of the board that is open. Thousands are made at once, so what few of them are asked for is worked out then. */
export interface MarkedRow extends Marked {
  /** Everything that warnings are made of: the same for the same. */
  readonly of: () => string;
}

export function markedPlan(row: PlanRow, board: string): MarkedRow {
  const { id, json, status } = row;
  const { state, submission, agreement } = status;
  const promised = promisedBy(agreement);
  let of: string | null = null;
  return {
    key: `${board}/${id}`,
    board,
    plan: id,
    material: json as Material,
    status,
    get other() {
      return otherOf(board, row);
    },
    isOff: isOff(state),
    promisedBy: promised,
    isAccepted: (warning) => acceptedReason(json, warning) !== null,
    of: () => {
      const { budgetMinor, currency, meta } = json;
      const dealt = [state, submission?.at, agreement?.digest, promised];
      return (of ??= JSON.stringify([otherOf(board, row), ...dealt, budgetMinor, currency, meta]));
    },
  };
}

const asMarked = planDrawing(markedPlan, (before, now) => before.of() === now.of());

/** Whether something speaks against a plan that nobody has accepted: it ends with the first that is found. */
export function isWarned(
  plan: Marked,
  all: readonly Marked[],
  warn: Warner,
  load: Load | null = null,
): boolean {
  const isOpen = (beside: readonly OtherPlan[]) =>
    warn(plan, beside, load).some((warning) => !plan.isAccepted(warning));
  const { other, board, key } = plan;
  if (isOpen([])) return true;
  if (!other) return false;
  return all.some((each) => {
    if (each.board !== board || each.key === key || each.isOff || !each.other) return false;
    return collide(other, each.other) && isOpen([each.other]);
  });
}

/** Of whom it has to be asked what plans ask of them, and from when until when: whoever promised something that is not over. */
export function loadsToAsk(
  plans: readonly Pick<Marked, 'promisedBy' | 'isOff' | 'other'>[],
  today: CivilDate,
): (readonly [owner: string, from: CivilDate, to: CivilDate])[] {
  const spans = new Map<string, { from: CivilDate; to: CivilDate }>();
  for (const { promisedBy, isOff: off, other } of plans) {
    if (promisedBy === null || off || !other || other.to < today) continue;
    const span = spans.get(promisedBy) ?? { from: other.from, to: other.to };
    if (other.from < span.from) span.from = other.from;
    if (other.to > span.to) span.to = other.to;
    spans.set(promisedBy, span);
  }
  return [...spans]
    .map(([owner, { from, to }]) => [owner, from, to] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is asked of whoever promised something of these plans: the host is asked once a person. */
function useLoads(plans: readonly Marked[]): ReadonlyMap<string, Load> {
  const { followUpLoad } = useWorkspaceActions();
  const today = useToday();
  const toAsk = useMemo(() => JSON.stringify(loadsToAsk(plans, today)), [plans, today]);
  const [loads, setLoads] = useState<ReadonlyMap<string, Load>>(NO_LOADS);
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const found = new Map<string, Load>();
      for (const [owner, from, to] of JSON.parse(toAsk) as ReturnType<typeof loadsToAsk>) {
        const outcome = await followUpLoad(owner, { from, to });
        if (isGone) return;
        if (outcome.ok) found.set(owner, outcome.value);
      }
      setLoads((before) => (before.size === 0 && found.size === 0 ? before : found));
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [followUpLoad, toAsk]);
  return loads;
}

/** Looked for once the same plans have been drawn for so long: whoever scrolls sees bars, not signs. */
const RESTS_MS = 120;
const FRAME_MS = 16;
/** Of a frame, so much goes to looking, and so many plans get their sign at once: each is drawn anew with it. */
const SLICE_MS = 4;
const AT_ONCE = 32;

/** Which of some plans of the board that is open, by their keys, have warnings that nobody has accepted. */
export function useWarnedPlans(drawn: () => readonly string[]): ReadonlySet<string> {
  return useWarnedAmong(drawn, useDrawnPlans(asMarked));
}

/**
 * Which of some plans, by their keys, have warnings that nobody has accepted. They are looked at a few with each frame, and
 * only these: nothing waits for it.
 * @param drawn tells which plans; another one when they are others
 * @param all beside which they are looked at
 */
export function useWarnedAmong(drawn: () => readonly string[], all: readonly Marked[]): ReadonlySet<string> {
  const warn = useWarner();
  const loads = useLoads(all);
  const [warned, setWarned] = useState<ReadonlySet<string>>(NOBODY);
  const looked = useMemo(() => ({ warn, loads, all, found: new Map<string, boolean>() }), [warn, loads, all]);
  useEffect(() => {
    const isOn = (key: string) => {
      const plan = byKey(looked.all).get(key);
      if (!plan || plan.isOff) return false;
      return isWarned(plan, looked.all, looked.warn, looked.loads.get(plan.promisedBy ?? '') ?? null);
    };
    const { found } = looked;
    let left: string[] | null = null;
    const look = () => {
      left ??= [...drawn()];
      const until = performance.now() + SLICE_MS;
      const [on, off]: [string[], string[]] = [[], []];
      while (left.length > 0 && on.length < AT_ONCE && performance.now() < until) {
        const key = left.shift() ?? '';
        const is = found.get(key) ?? isOn(key);
        found.set(key, is);
        (is ? on : off).push(key);
      }
      startTransition(() => setWarned((before) => changed(before, on, off)));
      if (left.length > 0) timer = setTimeout(look, FRAME_MS);
    };
    let timer = setTimeout(look, RESTS_MS);
    return () => clearTimeout(timer);
  }, [drawn, looked]);
  return warned;
}

/** Made once for the same plans, however often somebody comes back to them. */
function byKey(all: readonly Marked[]): ReadonlyMap<string, Marked> {
  const known = KEYED.get(all) ?? new Map(all.map((each) => [each.key, each]));
  KEYED.set(all, known);
  return known;
}

const KEYED = new WeakMap<readonly Marked[], ReadonlyMap<string, Marked>>();

/** The same set if nothing of it changes. */
function changed(
  before: ReadonlySet<string>,
  on: readonly string[],
  off: readonly string[],
): ReadonlySet<string> {
  if (on.every((key) => before.has(key)) && !off.some((key) => before.has(key))) return before;
  const now = new Set(before);
  for (const key of on) now.add(key);
  for (const key of off) now.delete(key);
  return now;
}

const NOBODY: ReadonlySet<string> = new Set();
const NO_LOADS: ReadonlyMap<string, Load> = new Map();
