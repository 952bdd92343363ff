import { memo } from 'react';
import { contains, type Span, type Zoom } from '../../../../shared/domain/timeline/span';
import {
  stretchOf,
  type Axis,
  type Band,
  type Stretch,
  type Tick,
  type WeekTick,
} from '../../../../shared/domain/timeline/axis';
import type { CivilDate } from '../../../../shared/domain/dates';
import { useFormat, useT } from '../../../i18n';
import { lately } from '../logic/lately';
import styles from './timeline.module.css';

interface AxisProps {
  readonly axis: Axis;
  readonly span: Span;
  readonly zoom: Zoom;
  /** What a day is wide. */
  readonly px: number;
  readonly today: CivilDate;
}

/** Below this width a week has room for its number only. */
const ROOM_FOR_WEEK_WORD = 46;
/** Below this, a month's name is cut to its first letters, and a part of a week has no number. */
const ROOM_FOR_MONTH = 64;
const ROOM_FOR_NUMBER = 15;

interface TimeAxisProps extends AxisProps {
  /** Without, weeks and days have their room but are not there yet. */
  readonly isWhole: boolean;
}

/** Months, weeks and days across; today has a line of its own, so that it covers none of them. */
export const TimeAxis = memo(function TimeAxis({ axis, span, zoom, px, today, isWhole }: TimeAxisProps) {
  const t = useT('calendar');
  const names = useNames();
  const todayAt = stretchOf(span, today, today);
  const place = ({ left, width }: Stretch) => ({ left: left * px, width: width * px });
  const isNow = (tick: Tick, days: number) =>
    contains(span, today) && tick.left <= (todayAt?.left ?? -1) && (todayAt?.left ?? -1) < tick.left + days;
  return (
    <div className={styles['axis']} aria-hidden data-zoom={zoom}>
      <div className={styles['axisRow']}>
        {axis.months.map((month) => (
          <span
            key={month.date}
            className={styles['month']}
            style={place(month)}
            data-part={month.isPart || undefined}
          >
            {month.width * px < ROOM_FOR_MONTH ? names.short(month.date) : names.long(month.date, zoom)}
          </span>
        ))}
      </div>
      <div className={styles['axisRow']}>
        {(isWhole ? axis.weeks : []).map((week) => {
          const number = String(week.week);
          const width = week.width * px;
          return (
            <span
              key={week.date}
              className={styles['week']}
              style={place(week)}
              data-now={isNow(week, week.width) || undefined}
              title={names.week(week)}
            >
              {width < ROOM_FOR_NUMBER
                ? ''
                : width < ROOM_FOR_WEEK_WORD
                  ? number
                  : t('week', { week: number })}
            </span>
          );
        })}
      </div>
      {axis.dates.length > 0 ? (
        <div className={styles['axisRow']}>
          {(isWhole ? axis.dates : []).map((date) => (
            <span
              key={date.date}
              className={styles['date']}
              style={place(date)}
              data-now={date.date === today || undefined}
              data-free={date.weekday > 5 || undefined}
            >
              {names.day(date.date, date.width * px)}
            </span>
          ))}
        </div>
      ) : null}
      {todayAt ? (
        <div className={styles['todayRow']}>
          <span className={styles['todayName']} style={{ left: (todayAt.left + 0.5) * px }}>
            {t('today')}
          </span>
        </div>
      ) : null}
    </div>
  );
});

interface GroundProps extends AxisProps {
  readonly bands: readonly (Band & Stretch)[];
}

/** What lies behind the bars: days that matter, lines, and today. */
export const Ground = memo(function Ground({ axis, span, zoom, px, today, bands }: GroundProps) {
  const todayAt = stretchOf(span, today, today);
  const fine = zoom === 'year' ? [] : zoom === 'quarter' ? axis.weeks : axis.dates;
  return (
    <div className={styles['ground']} aria-hidden>
      {bands.map((band) => (
        <span
          key={band.key}
          className={styles['band']}
          data-kind={band.kind}
          style={{ left: band.left * px, width: band.width * px }}
        />
      ))}
      {fine.map((tick) => (
        <span key={tick.date} className={styles['line']} style={{ left: tick.left * px }} />
      ))}
      {axis.months.map((month) => (
        <span key={month.date} className={styles['line']} data-strong style={{ left: month.left * px }} />
      ))}
      {todayAt ? <span className={styles['todayLine']} style={{ left: (todayAt.left + 0.5) * px }} /> : null}
    </div>
  );
});

interface AxisNames {
  readonly short: (date: CivilDate) => string;
  readonly long: (date: CivilDate, zoom: Zoom) => string;
  readonly day: (date: CivilDate, width: number) => string;
  readonly week: (week: WeekTick) => string;
}

/** Names of months, weeks and days; the formatters are made once, and so are the names of weeks. */
function useNames(): AxisNames {
  const { language } = useFormat();
  const t = useT('calendar');
  return namesLately([language], () => {
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    const of = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      return (date: CivilDate) =>
        format.format(
          Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))),
        );
    };
    const [short, full, withYear] = [
      of({ month: 'short' }),
      of({ month: 'long' }),
      of({ month: 'long', year: 'numeric' }),
    ];
    const [dayOnly, withWeekday] = [of({ day: 'numeric' }), of({ weekday: 'short', day: 'numeric' })];
    const weeks = new Map<CivilDate, string>();
    return {
      short,
      long: (date: CivilDate, zoom: Zoom) => (zoom === 'year' ? full(date) : withYear(date)),
      day: (date: CivilDate, width: number) => (width < 48 ? dayOnly(date) : withWeekday(date)),
      week({ date, week, year }) {
        const name = weeks.get(date) ?? t('weekOf', { week: String(week), year: String(year) });
        weeks.set(date, name);
        return name;
      },
    };
  });
}

const namesLately = lately<AxisNames>();
