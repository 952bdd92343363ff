import type { StoreApi } from 'zustand';
import { RowMap } from './row-map';
import type { BoardState, PlanRow } from '../types';

/** Takes what a view draws of each plan out of the state of one board. */
type Select<T> = (state: Pick<BoardState, 'plans' | 'order'>) => readonly T[];

/** How a view draws plans, whatever the board whose store it is given. */
export type PlanDrawing<T> = (board: Pick<StoreApi<Pick<BoardState, 'boardId'>>, 'getState'>) => Select<T>;

/**
 * {@link drawnPlans} for a view of boards. What it drew last of a board is kept as long as the board is open, so that whoever
 * comes back to the view waits for changed plans only.
 */
export function planDrawing<T>(
  draw: (row: PlanRow, boardId: string) => T,
  alike: (before: T, now: T) => boolean,
): PlanDrawing<T> {
  const known = new WeakMap<object, Select<T>>();
  return (board) => {
    const { boardId } = board.getState();
    const select = known.get(board) ?? drawnPlans((row) => draw(row, boardId), alike);
    known.set(board, select);
    return select;
  };
}

/**
 * What a view draws of each plan, in the order of the board. The list and its parts stay the same objects as long as nothing
 * of them changes that is drawn: a letter that a colleague types in a field that a view does not show costs it nothing.
 * @param draw makes what is drawn of a plan
 * @param alike whether two versions of a plan are drawn the same
 */
export function drawnPlans<T>(draw: (row: PlanRow) => T, alike: (before: T, now: T) => boolean): Select<T> {
  let seen: Pick<BoardState, 'plans' | 'order'> | null = null;
  /** The rows that the list was drawn from, in the same order. */
  let rows: (PlanRow | undefined)[] = [];
  let list: readonly T[] = [];

  const drawAgain = (before: T, row: PlanRow): T => {
    const now = draw(row);
    return alike(before, now) ? before : now;
  };
  /** The order is the same: only rows that were replaced are looked at. */
  const update = (plans: BoardState['plans'], order: readonly string[], replaced: Iterable<number>) => {
    let changed: T[] | null = null;
    for (const at of replaced) {
      const row = plans.get(order[at] ?? '');
      const before = list[at];
      if (row === rows[at] || row === undefined || before === undefined) continue;
      rows[at] = row;
      const now = drawAgain(before, row);
      if (now === before) continue;
      changed ??= [...list];
      changed[at] = now;
    }
    if (changed) list = changed;
  };
  const rebuild = (plans: BoardState['plans'], order: readonly string[]) => {
    const known = new Map(rows.map((row, at) => [row?.id, { row, drawn: list[at] }]));
    rows = order.map((id) => plans.get(id)).filter((row) => row !== undefined);
    list = rows.flatMap((row) => {
      if (!row) return [];
      const before = known.get(row.id);
      if (before?.drawn === undefined) return [draw(row)];
      return [before.row === row ? before.drawn : drawAgain(before.drawn, row)];
    });
  };
  return ({ plans, order }) => {
    if (seen?.plans === plans && seen.order === order) return list;
    if (seen?.order === order && rows.length === order.length)
      update(plans, order, replacedIn(order, plans, seen.plans));
    else rebuild(plans, order);
    seen = { plans, order };
    return list;
  };
}

/** Where in an order those stand whose rows may be others than before. */
function replacedIn(
  order: readonly string[],
  plans: BoardState['plans'],
  before: BoardState['plans'],
): Iterable<number> {
  const ids = plans instanceof RowMap ? plans.changedSince(before) : null;
  if (!ids) return order.keys();
  const places = placesIn(order);
  return ids.flatMap((id) => places.get(id) ?? []);
}

/** Made once for an order, however many views of it there are. */
function placesIn(order: readonly string[]): ReadonlyMap<string, number> {
  const known = PLACES.get(order) ?? new Map(order.map((id, at) => [id, at]));
  PLACES.set(order, known);
  return known;
}

const PLACES = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
