import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { useBoard, useBoardActions, useWorkspace, type Person, useMayEdit } from '../../client';
import { useT } from '../../i18n';
import { hrefOf, useRoute } from '../../state/route';
import { usePlaceShown } from '../../state/shown-place';
import { isComposing, useTurnWords } from '../../ui';
import { ClosedColumn, Column, type CardContext } from './Column';
import { EmptyBoard, NothingFits } from './EmptyBoard';
import { FilterBar } from './FilterBar';
import { byColumn, COLUMNS, placeAfterMove, type ColumnId } from './logic/columns';
import { titleOf } from './logic/values';
import { PrintedList } from './PrintedList';
import { useFilteredRows, useSearch } from './useRows';
import { useNews } from './logic/news';
import styles from './Board.module.css';

/** The board as stages from draft to closed. */
export function BoardColumns() {
  const { all, shown } = useFilteredRows();
  const columns = useMemo(() => byColumn(shown), [shown]);
  const [overOpen, setOverOpen] = useState(false);
  const [active, setActive] = useState<Active>({ id: null, moveFocus: false });
  const context = useCardContext(active);
  usePlaceShown(({ planId, field }) => {
    const isShown = field === null && shown.some((row) => row.id === planId);
    if (isShown) setActive({ id: planId, moveFocus: true });
    return isShown;
  });
  const { onKeyDown, announcement } = useKeys(columns, overOpen, active, setActive);

  if (all.length === 0) return <EmptyBoard />;
  return (
    <>
      <FilterBar all={all.length} shown={shown.length} />
      {shown.length === 0 ? (
        <NothingFits />
      ) : (
        <div
          className={styles['columns']}
          role="presentation"
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            const id = planAt(event.target);
            if (id !== null)
              setActive((now) => (now.id === id && !now.moveFocus ? now : { id, moveFocus: false }));
          }}
        >
          {COLUMNS.map((id) =>
            id === 'over' && !overOpen ? (
              <ClosedColumn key={id} id={id} count={columns.over.length} onExpand={() => setOverOpen(true)} />
            ) : (
              <Column
                key={id}
                id={id}
                rows={columns[id]}
                context={context}
                {...(id === 'over' ? { onCollapse: () => setOverOpen(false) } : {})}
              />
            ),
          )}
        </div>
      )}
      <div className={styles['hidden']} role="status">
        {announcement}
      </div>
      <PrintedList rows={shown} all={all.length} />
    </>
  );
}

interface Active {
  readonly id: string | null;
  readonly moveFocus: boolean;
}

function useCardContext(active: Active): CardContext {
  const boardId = useBoard((state) => state.boardId);
  const people = useBoard((state) => state.people);
  const members = useWorkspace((state) => state.members);
  const route = useRoute();
  const openId = route.page === 'board' ? route.planId : null;
  const lastOpen = useLast(openId);
  const search = useSearch();
  const turnOf = useTurnWords(boardId);
  const news = useNews();
  const here = useMemo(() => byPlan(people), [people]);
  const linkOf = useCallback(
    (planId: string) => hrefOf({ page: 'board', boardId, view: 'columns', planId }),
    [boardId],
  );
  const { id: activeId, moveFocus } = active;
  return {
    members,
    here,
    hrefOf: linkOf,
    openId,
    activeId,
    moveFocus,
    inSight: openId ?? lastOpen,
    search,
    turnOf,
    news,
  };
}

/** What was there last, once it is no more. */
function useLast(value: string | null): string | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return last;
}

type Columns = ReturnType<typeof byColumn>;

/** Arrow keys go from card to card, with Alt they move the card within its column. */
function useKeys(columns: Columns, overOpen: boolean, active: Active, setActive: (active: Active) => void) {
  const t = useT('board');
  const common = useT('common');
  const { movePlan } = useBoardActions();
  const mayEdit = useMayEdit();
  const [announcement, setAnnouncement] = useState('');

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    // A card that has yet to be scrolled to has no focus so far; the next key is about it all the same.
    const id = active.moveFocus ? active.id : (planAt(event.target) ?? active.id);
    const column = COLUMNS.find((each) => columns[each].some((row) => row.id === id));
    if (!id || !column) return;
    const rows = columns[column];
    const index = rows.findIndex((row) => row.id === id);
    const vertical = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const horizontal = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;

    if (event.altKey && vertical !== 0) {
      event.preventDefault();
      const place = mayEdit
        ? placeAfterMove(
            rows.map((row) => row.id),
            id,
            vertical,
          )
        : null;
      const row = rows[index];
      if (!place || !row) return;
      movePlan(id, place.after, place.before);
      setActive({ id, moveFocus: true });
      const words = {
        title: titleOf(row, common('untitled')),
        place: index + vertical + 1,
        count: rows.length,
      };
      setAnnouncement(t(vertical < 0 ? 'move.movedUp' : 'move.movedDown', words));
      return;
    }
    const target = targetOf(event.key, columns, overOpen, column, index, vertical, horizontal);
    if (target === null) return;
    event.preventDefault();
    setActive({ id: target, moveFocus: true });
  };
  return { onKeyDown, announcement };
}

function targetOf(
  key: string,
  columns: Columns,
  overOpen: boolean,
  column: ColumnId,
  index: number,
  vertical: number,
  horizontal: number,
): string | null {
  const rows = columns[column];
  if (key === 'Home') return rows[0]?.id ?? null;
  if (key === 'End') return rows[rows.length - 1]?.id ?? null;
  if (vertical !== 0) return rows[index + vertical]?.id ?? null;
  if (horizontal === 0) return null;
  const open = COLUMNS.filter((each) => (each !== 'over' || overOpen) && columns[each].length > 0);
  const next = open[open.indexOf(column) + horizontal];
  if (!next) return null;
  return columns[next][Math.min(index, columns[next].length - 1)]?.id ?? null;
}

/** The plan whose card an event came from. */
function planAt(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest('[data-plan]')?.getAttribute('data-plan') ?? null;
}

function byPlan(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    if (person.me || person.plan === null) continue;
    groups.set(person.plan, [...(groups.get(person.plan) ?? []), person]);
  }
  return groups;
}
