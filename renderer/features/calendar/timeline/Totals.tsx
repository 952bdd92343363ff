import { useDeferredValue, useMemo } from 'react';
import { stretchOf } from '../../../../shared/domain/timeline/axis';
import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import type { Grouping } from '../../../../shared/domain/timeline/lanes';
import { quartersOf, type Span } from '../../../../shared/domain/timeline/span';
import { laneTotals, totalsOf, type Total, type Totals } from '../../../../shared/domain/timeline/totals';
import { useFormat, useT } from '../../../i18n';
import styles from './totals.module.css';

/** Totals of one quarter, of all plans and of each lane. */
export interface QuarterTotals extends Span {
  readonly number: number;
  readonly all: Totals;
  /** Null for lanes of owners: people are not compared. */
  readonly lanes: ReadonlyMap<string, Totals> | null;
}

/** What totals are of. */
interface Summed {
  readonly items: readonly TimelineItem[];
  readonly span: Span;
  readonly firstMonth: number;
  readonly grouping: Grouping;
}

/**
 * The totals of the quarters that a span touches. They come a moment after their plans, and meanwhile those of before stay if they
 * are of the same quarters and lanes.
 */
export function useTotals(
  { items, span: { from, to }, firstMonth, grouping }: Summed,
  isShown: boolean,
): readonly QuarterTotals[] {
  const asked = useMemo(
    () => (isShown ? { items, span: { from, to }, firstMonth, grouping } : null),
    [items, from, to, firstMonth, grouping, isShown],
  );
  const settled = useDeferredValue(asked);
  const totals = useMemo(() => (settled ? quarterTotals(settled) : []), [settled]);
  return asked && settled && isOfSame(asked, settled) ? totals : NOT_YET;
}

function quarterTotals({ items, span, firstMonth, grouping }: Summed): readonly QuarterTotals[] {
  return quartersOf(span, firstMonth).map((quarter) => ({
    ...quarter,
    all: totalsOf(items, quarter),
    lanes: grouping === 'owner' ? null : laneTotals(items, quarter, grouping),
  }));
}

function isOfSame(a: Summed, b: Summed): boolean {
  return (
    a.span.from === b.span.from &&
    a.span.to === b.span.to &&
    a.firstMonth === b.firstMonth &&
    a.grouping === b.grouping
  );
}

const NOT_YET: readonly QuarterTotals[] = [];

interface TotalsRowProps {
  readonly quarters: readonly QuarterTotals[];
  readonly span: Span;
  readonly px: number;
  /** The lane's; all plans without. */
  readonly lane?: string;
}

/** Number and budget of each quarter, agreed and open apart. */
export function TotalsRow({ quarters, span, px, lane }: TotalsRowProps) {
  const t = useT('calendar');
  const words = useTotalWords();
  return (
    <div className={styles['totals']}>
      {quarters.map((quarter) => {
        const stretch = stretchOf(span, quarter.from, quarter.to);
        const totals = lane === undefined ? quarter.all : quarter.lanes?.get(lane);
        if (!stretch || !totals) return null;
        // In a month or a week they would read as its own.
        const isPart = quarter.from < span.from || quarter.to > span.to;
        const of = isPart ? t('totals.of', { number: quarter.number }) : '';
        const lines = [
          [totals.agreed, of + t('totals.agreed', words(totals.agreed))],
          [totals.open, t('totals.open', words(totals.open))],
        ] as const;
        return (
          <div
            key={quarter.from}
            className={styles['quarter']}
            style={{ left: stretch.left * px, width: stretch.width * px }}
            title={[t('totals.quarter', { number: quarter.number }), ...lines.map(([, line]) => line)].join(
              '\n',
            )}
          >
            {lines.map(([total, line], at) => (
              <p key={at} data-empty={total.plans === 0 || undefined}>
                {line}
              </p>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function useTotalWords() {
  const format = useFormat();
  return ({ plans, budget }: Total) => ({
    plans,
    budget: [...budget]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, minor]) => ` · ${format.money(minor, currency, 'never')}`)
      .join(''),
  });
}
