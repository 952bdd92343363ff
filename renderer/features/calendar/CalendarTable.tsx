import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CivilDate } from '../../../shared/domain/dates';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { listed } from '../../../shared/domain/text/typed-text';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { hrefOf, useRoute } from '../../state/route';
import {
  DepartmentName,
  NamedColorMark,
  planColorOf,
  Printed,
  softHyphens,
  StatusBadge,
  wrappableDays,
} from '../../ui';
import { useItemWords, type ItemWords } from './item-words';
import type { TellWarned } from './Warned';
import { usePaperHead, type RecordEnd } from './paper-head';
import { isMarked, NOBODY_WARNED, planKeyOf } from './logic/marked';
import styles from './table.module.css';

const COLUMNS = ['plan', 'board', 'department', 'period', 'state', 'budget', 'owner'] as const;

interface CalendarTableProps {
  readonly items: readonly TimelineItem[];
  /** Null: they are of several boards. */
  readonly boardId: string | null;
  readonly today: CivilDate;
  readonly recordEnds: readonly RecordEnd[];
  readonly tellWarned: TellWarned;
}

/** The same as the timeline in words, by date: for screen readers, printers and people who like tables. Printed, it has all rows. */
export function CalendarTable({ items, boardId, today, recordEnds, ...props }: CalendarTableProps) {
  const t = useT('calendar');
  const words = useItemWords();
  const head = usePaperHead(boardId, today, recordEnds);
  const hasBoards = boardId === null;
  const frame = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => items.toSorted(byDate), [items]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 34,
    getItemKey: (index) => sorted[index]?.key ?? index,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const [warned, setWarned] = useState(NOBODY_WARNED);
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? -1];
  const drawn = useCallback(() => sorted.slice(first, last + 1).map(planKeyOf), [sorted, first, last]);
  // After the first rows have been painted.
  const tellWarned = useDeferredValue(props.tellWarned, null);
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const route = useRoute();
  // Then it is the plan that is printed.
  const isPlanOpen = route.page === 'board' && route.planId !== null;
  const columns = COLUMNS.filter((column) => hasBoards || column !== 'board');
  return (
    <div className={styles['frame']} ref={frame}>
      {tellWarned?.({ drawn, onChange: setWarned })}
      {isPlanOpen ? null : (
        <Printed
          title={`${t('title')}: ${head.title}`}
          facts={[t('plans', { count: sorted.length }), ...head.facts]}
        >
          {() => (
            <table className={styles['table']}>
              <Heads columns={columns} isPrinted />
              <tbody>
                {sorted.map((item) => (
                  <tr key={item.key}>
                    <Cells item={item} words={words} hasBoards={hasBoards} isPrinted />
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Printed>
      )}
      <table className={styles['table']} aria-label={t('title')} aria-rowcount={sorted.length + 1}>
        <Heads columns={columns} />
        <tbody>
          <Room height={before} />
          {shown.map(({ index, key }) => {
            const item = sorted[index];
            return item ? (
              <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                <Cells {...{ item, words, hasBoards }} isWarned={isMarked(item, warned)} />
              </tr>
            ) : null;
          })}
          <Room height={after} />
        </tbody>
      </table>
    </div>
  );
}

interface HeadsProps {
  readonly columns: readonly (typeof COLUMNS)[number][];
  readonly isPrinted?: boolean;
}

function Heads({ columns, isPrinted = false }: HeadsProps) {
  const t = useT('calendar');
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" data-numeric={column === 'budget' || undefined}>
            {isPrinted ? softHyphens(t(`column.${column}`)) : t(`column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** In place of rows that are out of sight. */
function Room({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

interface CellsProps {
  readonly item: TimelineItem;
  readonly words: ItemWords;
  readonly hasBoards: boolean;
  readonly isWarned?: boolean;
  /** On paper, where nothing scrolls: words may be broken. */
  readonly isPrinted?: boolean;
}

function Cells({ item, words, hasBoards, isWarned = false, isPrinted = false }: CellsProps) {
  const board = useWorkspace(({ boards }) => boards.find(({ id }) => id === item.board)?.title ?? '');
  const remark = words.remark(item);
  const [text, days] = isPrinted ? [softHyphens, wrappableDays] : [asItIs, asItIs];
  const color = planColorOf(item.color);
  return (
    <>
      <th scope="row" className={styles['plan']}>
        <a href={hrefOf({ page: 'board', boardId: item.board, view: 'calendar', planId: item.planId })}>
          {text(words.title(item))}
        </a>{' '}
        {color ? <NamedColorMark color={color} /> : null}
        {isWarned ? (
          <span className={styles['warned']} role="img" aria-label={words.warned} title={words.warned}>
            <TriangleAlert size={13} aria-hidden />
          </span>
        ) : null}
        {item.tags.length > 0 ? <span className={styles['remark']}>{text(listed(item.tags))}</span> : null}
      </th>
      {hasBoards ? <td>{text(board)}</td> : null}
      <td>
        <DepartmentName department={item.department} />
      </td>
      <td className={styles['period']}>{days(words.period(item))}</td>
      <td>
        <StatusBadge state={item.state} department={item.department} />
        {remark ? (
          <span className={styles['remark']} data-late={item.startedUnagreed || undefined}>
            {text(remark)}
          </span>
        ) : null}
      </td>
      <td data-numeric className={styles['money']}>
        {words.budget(item)}
      </td>
      <td>{text(words.owner(item))}</td>
    </>
  );
}

const asItIs = (text: string) => text;

function byDate(a: TimelineItem, b: TimelineItem): number {
  return compare(a.start, b.start) || compare(a.end, b.end) || compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
