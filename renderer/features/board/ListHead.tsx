import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useBoard } from '../../client';
import { useT } from '../../i18n';
import { sortPlansBy, usePlanSort } from '../../state/plan-filter';
import { cx } from '../../ui';
import { NUMERIC, sortOf, type ListColumn } from './logic/list-columns';
import styles from './List.module.css';

/** The names of the columns; pressing one sorts by it, then the other way round, then by rank again. */
export function ListHead({ columns }: { columns: readonly ListColumn[] }) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['row']}>
        {columns.map((column) => (
          <HeadCell key={column} column={column} />
        ))}
      </div>
    </div>
  );
}

function HeadCell({ column }: { column: ListColumn }) {
  const t = useT('board');
  const boardId = useBoard((state) => state.boardId);
  const sort = usePlanSort(boardId);
  const by = sortOf(column);
  const isSorted = by !== null && sort.column === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={cx(
        styles['cell'],
        column === 'title' && styles['first'],
        NUMERIC.has(column) && styles['number'],
        (column === 'start' || column === 'end') && styles['date'],
      )}
      {...(isSorted ? { 'aria-sort': sort.descending ? 'descending' : 'ascending' } : {})}
    >
      {by === null ? (
        <span>{t(`list.${column}`)}</span>
      ) : (
        <Button
          className={cx(styles['sort'], isSorted && styles['sorted'])}
          onPress={() => sortPlansBy(boardId, by)}
        >
          {t(`list.${column}`)}
          {isSorted ? <Arrow size={12} aria-hidden /> : null}
        </Button>
      )}
    </div>
  );
}
