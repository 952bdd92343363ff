import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { CivilDate } from '../../../shared/domain/dates';
import type { TimelineItem } from '../../../shared/domain/timeline/items';
import { contains, type Span } from '../../../shared/domain/timeline/span';
import { useFormat, useT } from '../../i18n';
import { Button, cx } from '../../ui';
import { useItemWords } from './item-words';
import { ROW } from './logic/geometry';
import { firstDates } from './logic/gesture';
import { daysOfWeek, weeksOfMonth } from './logic/months';
import { isMarked, NOBODY_WARNED, planKeyOf } from './logic/marked';
import type { Planning } from './planning';
import { timelineBar } from './timeline/TimelineBar';
import { useWidth } from './timeline/useSight';
import type { TellWarned } from './Warned';
import bars from './timeline/bar.module.css';
import styles from './month.module.css';

/** So many plans a week are shown one below the other; the others are counted. */
const MOST = 4;
/** Left of the days stands the number of their week. */
const NUMBER = 36;
const DATES = 24;

interface MonthGridProps {
  readonly items: readonly TimelineItem[];
  readonly span: Span;
  readonly today: CivilDate;
  readonly planning: Planning | null;
  readonly tellWarned: TellWarned;
}

/** A month as weeks below one another. */
export function MonthGrid({ items, span, today, planning, ...props }: MonthGridProps) {
  const t = useT('calendar');
  const format = useFormat();
  const words = useItemWords();
  const grid = useRef<HTMLDivElement>(null);
  const px = Math.max(0, useWidth(grid, 'month') - NUMBER) / 7;
  const [isWhole, setWhole] = useState(false);
  const weeks = useMemo(() => weeksOfMonth(items, span, isWhole ? Infinity : MOST), [items, span, isWhole]);
  const [warned, setWarned] = useState(NOBODY_WARNED);
  const drawn = useCallback(
    () => [...new Set(weeks.flatMap((week) => week.bars.map((bar) => planKeyOf(bar.item))))],
    [weeks],
  );
  // After the first bars have been painted.
  const tellWarned = useDeferredValue(props.tellWarned, null);
  const weekdays = useMemo(() => {
    const names = new Intl.DateTimeFormat(format.language, { weekday: 'short', timeZone: 'UTC' });
    // The first of March 2027 is a Monday.
    return Array.from({ length: 7 }, (_, day) => names.format(Date.UTC(2027, 2, 1 + day)));
  }, [format]);
  const hasMore = weeks.some((week) => week.more.some((count) => count > 0));
  return (
    <div className={styles['frame']}>
      {tellWarned?.({ drawn, onChange: setWarned })}
      <div className={cx(styles['grid'], bars['few'])} ref={grid}>
        <div className={styles['head']} aria-hidden>
          {weekdays.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        {weeks.map((week) => (
          <section
            key={week.from}
            className={styles['week']}
            aria-label={t('weekOf', { week: String(week.week), year: String(week.year) })}
            style={{ minHeight: DATES + Math.max(3, ...week.bars.map((bar) => bar.row + 2)) * ROW }}
          >
            <span className={styles['number']} aria-hidden>
              {week.week}
            </span>
            {daysOfWeek(week).map((date, at) => (
              <div
                key={date}
                className={styles['day']}
                data-beside={contains(span, date) ? undefined : true}
                data-free={at > 4 || undefined}
                role="presentation"
                onClick={() => planning?.create(firstDates(date, 'month'), '', 'channel')}
              >
                <span className={styles['date']} data-now={date === today || undefined}>
                  {Number(date.slice(8))}
                </span>
                {(week.more[at] ?? 0) > 0 ? (
                  <span className={styles['more']}>{t('more', { count: week.more[at] ?? 0 })}</span>
                ) : null}
              </div>
            ))}
            <div className={cx(bars['bars'], styles['bars'])} style={{ top: DATES, left: NUMBER }}>
              {week.bars.map((bar) =>
                timelineBar({
                  bar,
                  px,
                  words,
                  id: `${week.from}\n${bar.item.key}`,
                  isTabStop: true,
                  isChosen: false,
                  isWarned: isMarked(bar.item, warned),
                }),
              )}
            </div>
          </section>
        ))}
      </div>
      {hasMore || isWhole ? (
        <div className={styles['foot']}>
          <Button size="small" variant="quiet" onPress={() => setWhole(!isWhole)}>
            {t(isWhole ? 'showFewer' : 'showAll')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
