import type { BoardState, PlanRow } from './types';

type Drawn<T> = readonly T[];

/**
 * What a view draws of each plan, in the order of the board. The list and its parts stay the same objects as long as nothing
 * of them changes that is drawn: a letter that a colleague types in a field that a view does not show costs it nothing.
 * @param draw makes what is drawn of a plan
 * @param alike whether two versions of a plan are drawn the same
 */
export function drawnPlans<T>(
  draw: (row: PlanRow) => T,
  alike: (before: T, now: T) => boolean,
): (state: Pick<BoardState, 'plans' | 'order'>) => Drawn<T> {
  let seen: Pick<BoardState, 'plans' | 'order'> | null = null;
  let known = new Map<string, { readonly row: PlanRow; readonly drawn: T }>();
  let list: Drawn<T> = [];
  return ({ plans, order }) => {
    if (seen?.plans === plans && seen.order === order) return list;
    const next: typeof known = new Map();
    let same = order.length === list.length;
    const drawn = order.flatMap((id, at) => {
      const row = plans.get(id);
      if (!row) return [];
      const before = known.get(id);
      const now = before?.row === row ? before.drawn : draw(row);
      const kept = before && now !== before.drawn && alike(before.drawn, now) ? before.drawn : now;
      next.set(id, before?.row === row ? before : { row, drawn: kept });
      same &&= list[at] === kept;
      return [kept];
    });
    [seen, known] = [{ plans, order }, next];
    if (!same || drawn.length !== list.length) list = drawn;
    return list;
  };
}
