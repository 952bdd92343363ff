import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useBoard, useWorkspace, type PlanRow, useMayEdit } from '../../client';
import { useT } from '../../i18n';
import { currentRoute, hrefOf, openPlan, useRoute } from '../../state/route';
import { usePlaceShown } from '../../state/shown-place';
import { isComposing, PrintButton } from '../../ui';
import { EmptyBoard, NothingFits } from './EmptyBoard';
import { FilterBar } from './FilterBar';
import { ListHead } from './ListHead';
import { ListRow } from './ListRow';
import { PrintedList } from './PrintedList';
import {
  cellAfter,
  columnsFor,
  EDITABLE,
  LIST_COLUMNS,
  stateWidthIn,
  tracksOf,
  widthOf,
  type CellAt,
  type ListColumn,
} from './logic/list-columns';
import { useBudgetSum, useSearch, useSortedRows } from './useRows';
import { useListWords } from './CellContent';
import styles from './List.module.css';

const ROW = 32;

/** The board as a table that is sorted, filtered and edited in place. */
export function BoardList() {
  const { all, shown } = useSortedRows();
  if (all.length === 0) return <EmptyBoard />;
  return (
    <>
      <FilterBar all={all.length} shown={shown.length} />
      {shown.length === 0 ? <NothingFits /> : <Grid rows={shown} all={all.length} />}
    </>
  );
}

function Grid({ rows, all }: { rows: readonly PlanRow[]; all: number }) {
  const t = useT('board');
  const words = useListWords();
  const scroll = useRef<HTMLDivElement>(null);
  const boardId = useBoard((state) => state.boardId);
  const members = useWorkspace((state) => state.members);
  const search = useSearch();
  const sum = useBudgetSum(rows);
  const route = useRoute();
  const openId = route.page === 'board' ? route.planId : null;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    // Above the rows the names of the columns take up a part of what is in sight, of as much as one of them.
    scrollPaddingEnd: ROW,
    overscan: 10,
  });
  const { columns, stateWidth } = useColumns(scroll);
  const cells = useCells(rows, columns, virtual.scrollToIndex);
  const firstShown = virtual.getVirtualItems()[0]?.index;
  const openIndex = rows.findIndex((row) => row.id === openId);
  const { scrollToIndex, resizeItem } = virtual;
  const onOneLine = useCallback((index: number) => resizeItem(index, ROW), [resizeItem]);
  // Beside the plan the list is narrower: rows get a second line there, and those below them move on.
  useEffect(() => {
    if (openIndex >= 0) scrollToIndex(openIndex);
  }, [openIndex, scrollToIndex, stateWidth]);
  return (
    <>
      <div className={styles['scroll']} ref={scroll}>
        <div
          className={styles['grid']}
          style={{ '--tracks': tracksOf(columns), minWidth: widthOf(columns) } as CSSProperties}
          role="grid"
          aria-label={t('list.label')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
        >
          <ListHead columns={columns} />
          <div
            className={styles['body']}
            role="rowgroup"
            style={{ height: virtual.getTotalSize() }}
            onKeyDown={cells.onKeyDown}
          >
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const isActive = cells.at?.planId === row.id;
              const isStart = cells.at === null && item.index === firstShown;
              return (
                <ListRow
                  key={item.key}
                  row={row}
                  columns={columns}
                  stateWidth={stateWidth}
                  index={item.index}
                  top={item.start}
                  isTooHigh={item.size > ROW}
                  measure={virtual.measureElement}
                  onOneLine={onOneLine}
                  href={hrefOf({ page: 'board', boardId, view: 'list', planId: row.id })}
                  members={members}
                  words={words}
                  place={search.isEmpty ? null : search.placeOf(row)}
                  isOpen={row.id === openId}
                  active={isActive ? (cells.at?.column ?? null) : isStart ? 'title' : null}
                  wantsFocus={isActive && cells.moveFocus}
                  isEditing={isActive && cells.isEditing}
                  mayEdit={cells.mayEdit}
                  onCell={cells.onCell}
                  onEdited={cells.onEdited}
                />
              );
            })}
          </div>
        </div>
      </div>
      <Foot rows={rows} sum={sum} />
      <PrintedList rows={rows} all={all} />
    </>
  );
}

interface Columns {
  readonly columns: readonly ListColumn[];
  /** Pixels that the column of states has. */
  readonly stateWidth: number;
}

/** The columns that fit into the width. */
function useColumns(frame: RefObject<HTMLElement | null>): Columns {
  const [found, setFound] = useState<Columns>({ columns: LIST_COLUMNS, stateWidth: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setFound((now) => {
        const fit = columnsFor(element.clientWidth);
        const columns = fit.length === now.columns.length ? now.columns : fit;
        const stateWidth = stateWidthIn(element.clientWidth, columns);
        return columns === now.columns && stateWidth === now.stateWidth ? now : { columns, stateWidth };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return found;
}

interface CellState {
  readonly at: CellAt | null;
  readonly isEditing: boolean;
  readonly moveFocus: boolean;
}

/** Which cell has the keyboard, and whether it is being edited. */
function useCells(
  rows: readonly PlanRow[],
  columns: readonly ListColumn[],
  scrollToIndex: (index: number) => void,
) {
  const boardId = useBoard((state) => state.boardId);
  const mayEdit = useMayEdit();
  const [state, setState] = useState<CellState>({ at: null, isEditing: false, moveFocus: false });
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const at = useMemo(() => {
    const isShown = state.at === null || columns.includes(state.at.column);
    return isShown ? state.at : { ...state.at, column: 'title' as const };
  }, [state.at, columns]);
  const index = at ? ids.indexOf(at.planId) : -1;
  useEffect(() => {
    if (state.moveFocus && index >= 0) scrollToIndex(index);
  }, [state.moveFocus, index, scrollToIndex]);

  usePlaceShown(({ planId, field }) => {
    const column = field === null ? 'title' : columns.find((each) => each === field);
    if (!ids.includes(planId) || column === undefined || isPanelOpen(planId)) return false;
    setState({ at: { planId, column }, isEditing: false, moveFocus: true });
    return true;
  });

  const callbacks = useMemo(
    () => ({
      /** A cell was clicked or has got the focus. */
      onCell: (at: CellAt, edit: boolean) =>
        setState((now) => {
          const same = now.at?.planId === at.planId && now.at.column === at.column;
          if (same && now.isEditing) return now;
          return { at, isEditing: edit && mayEdit && EDITABLE.has(at.column), moveFocus: false };
        }),
      /** Editing is over; `byKey` keeps the focus on the cell. */
      onEdited: (byKey: boolean) => setState((now) => ({ ...now, isEditing: false, moveFocus: byKey })),
    }),
    [mayEdit],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (!at || state.isEditing) return;
    const isOnCell = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'gridcell';
    const next = cellAfter(event.key, event.ctrlKey || event.metaKey, at, ids, columns);
    if (next) {
      event.preventDefault();
      setState({ at: next, isEditing: false, moveFocus: true });
    } else if (isOnCell && opens(event.key, at.column)) {
      event.preventDefault();
      openPlan(boardId, at.planId);
    } else if (
      isOnCell &&
      (event.key === 'F2' || event.key === 'Enter') &&
      mayEdit &&
      EDITABLE.has(at.column)
    ) {
      event.preventDefault();
      setState({ at, isEditing: true, moveFocus: false });
    }
  };
  return { ...state, at, ...callbacks, onKeyDown, mayEdit };
}

/** Then the field is shown there. */
function isPanelOpen(planId: string): boolean {
  const route = currentRoute();
  return route.page === 'board' && route.planId === planId;
}

function opens(key: string, column: ListColumn): boolean {
  return key === ' ' || (key === 'Enter' && (column === 'title' || !EDITABLE.has(column)));
}

/** How many plans there are, the sum of their budgets, and the way to paper. */
function Foot({ rows, sum }: { rows: readonly PlanRow[]; sum: string }) {
  const t = useT('board');
  return (
    <footer className={styles['foot']}>
      <span>{t('columnCount', { count: rows.length })}</span>
      <span className={styles['sum']}>
        {sum} <PrintButton />
      </span>
    </footer>
  );
}
