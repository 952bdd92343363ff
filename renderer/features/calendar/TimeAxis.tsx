import { useFormat, useT } from '../../i18n';
import { monthsOf, weeksOf, type Span, type Zoom } from './logic/span';
import styles from './timeline.module.css';

interface AxisProps {
  readonly span: Span;
  readonly zoom: Zoom;
  /** Where today is, as a share of the width; `null` outside. */
  readonly todayAt: number | null;
}

const percent = (share: number) => `${share * 100}%`;

/** Months across; in a quarter also weeks. */
export function TimeAxis({ span, zoom, todayAt }: AxisProps) {
  const t = useT('calendar');
  const format = useFormat();
  const name = (month: string) =>
    new Intl.DateTimeFormat(format.language, {
      month: zoom === 'year' ? 'short' : 'long',
      timeZone: 'UTC',
    }).format(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1));
  return (
    <div className={styles['axis']} aria-hidden data-zoom={zoom}>
      {monthsOf(span).map(({ month, left, width }) => (
        <span key={month} className={styles['month']} style={{ left: percent(left), width: percent(width) }}>
          {name(month)}
        </span>
      ))}
      {zoom === 'quarter'
        ? weeksOf(span).map(({ monday, week, left }) => (
            <span key={monday} className={styles['week']} style={{ left: percent(left) }}>
              {t('week', { week: String(week) })}
            </span>
          ))
        : null}
      {todayAt === null ? null : (
        <span className={styles['todayName']} style={{ left: percent(todayAt) }}>
          {t('today')}
        </span>
      )}
    </div>
  );
}

/** The lines behind the bars. */
export function TimeGrid({ span, zoom, todayAt }: AxisProps) {
  return (
    <div className={styles['grid']} aria-hidden>
      {zoom === 'quarter'
        ? weeksOf(span).map(({ monday, left }) => (
            <span key={monday} className={styles['weekLine']} style={{ left: percent(left) }} />
          ))
        : null}
      {monthsOf(span).map(({ month, left }) => (
        <span key={month} className={styles['monthLine']} style={{ left: percent(left) }} />
      ))}
      {todayAt === null ? null : <span className={styles['todayLine']} style={{ left: percent(todayAt) }} />}
    </div>
  );
}
