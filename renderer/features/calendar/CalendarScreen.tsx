import { useInsertionEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CalendarRange } from 'lucide-react';
import type { CivilDate } from '../../../shared/domain/dates';
import type { Band } from '../../../shared/domain/timeline/axis';
import type { TimelineItem, TimelinePlan } from '../../../shared/domain/timeline/items';
import { contains, spanOf, zoomTo, type Span, type Zoom } from '../../../shared/domain/timeline/span';
import { useCompanyDays } from '../../client';
import { useT } from '../../i18n';
import {
  changeCalendar,
  EVERY_PLAN,
  filterCalendar,
  useCalendarSettings,
  type Shared,
} from '../../state/calendar';
import { hrefOf } from '../../state/route';
import { Banner, Button, EmptyState } from '../../ui';
import { CalendarTable } from './CalendarTable';
import { CalendarToolbar } from './CalendarToolbar';
import { DaysLine } from './DaysLine';
import { useBandWords } from './item-words';
import { Legend } from './Legend';
import { bandsOf, regionsOf } from './logic/bands';
import { activeFilters, itemsShown } from './logic/filter';
import { firstSpan, itemsIn, lateOf, undatedOf } from './logic/shown';
import { firstDates } from './logic/gesture';
import { MonthGrid } from './MonthGrid';
import type { Planning } from './planning';
import { Timeline } from './timeline/Timeline';
import { Tray } from './timeline/Tray';
import { SharedBanner, useViewOfAddress } from './SharedView';
import { laySigns } from './timeline/signs';
import { usePainted } from './timeline/useSight';
import { useRoom } from './useRoom';
import type { TellWarned } from './Warned';
import type { RecordEnd } from './paper-head';
import styles from './calendar.module.css';

const NO_BANDS: readonly Band[] = [];
/** So many late plans are named in the banner; it counts the others. */
const NAMED = 3;

interface CalendarScreenProps {
  /** Null: all boards. */
  readonly boardId: string | null;
  readonly plans: readonly TimelinePlan[];
  readonly today: CivilDate;
  readonly recordEnds: readonly RecordEnd[];
  /** Null where nothing can be planned. */
  readonly planning: Planning | null;
  readonly tellWarned: TellWarned;
  /** What has to be said above. */
  readonly children?: ReactNode;
}

/** The calendar of one board or of all: as a timeline, as a month, as a list. */
export function CalendarScreen(props: CalendarScreenProps) {
  const { boardId, plans, today, planning, recordEnds, tellWarned, children } = props;
  const t = useT('calendar');
  const settings = useCalendarSettings();
  const { look, grouping, firstMonth, filter, totals } = settings;
  const zoom = look === 'month' ? 'month' : settings.zoom;
  const [chosen, setChosen] = useState<Span | null>(null);
  useViewOfAddress();
  const [known, setKnown] = useState<Shared | null>(null);
  if (settings.shared !== known) {
    setKnown(settings.shared);
    if (settings.shared?.state === 'open') setChosen(spanOf(zoom, settings.shared.from, firstMonth));
  }
  const view = useRef<HTMLElement>(null);
  const room = useRoom(view);
  useInsertionEffect(laySigns, []);

  const items = useMemo(() => itemsShown(plans, filter), [plans, filter]);
  const undated = undatedOf(plans);
  const own = chosen && spanOf(zoom, contains(chosen, today) ? today : chosen.from, firstMonth);
  const shownSpan = isSpanOf(chosen, zoom, firstMonth) ? chosen : own;
  const span = shownSpan ?? firstSpan(items, zoom, today, firstMonth);
  // First bars, then the rest of the axis, then what is pressed: all in one frame would be a long one.
  const painted = usePainted(2);
  const hasControls = painted === 2;
  const shown = itemsIn(items, span);
  const changeZoom = (next: Zoom) => {
    changeCalendar({ zoom: next });
    setChosen(zoomTo(next, span, today, firstMonth));
  };
  const { periods } = useCompanyDays();
  const bandWords = useBandWords();
  const regions = regionsOf(shown);
  // They lie behind the bars, and come after the first of these.
  const hasGround = painted > 0;
  const bands = useMemo(
    () => (hasGround ? bandsOf(span, regions, periods, bandWords) : NO_BANDS),
    [hasGround, span, regions, periods, bandWords],
  );
  const schedule = (planId: string) =>
    planning?.move([{ planId, ...firstDates(contains(span, today) ? today : span.from, zoom) }]);
  return (
    <section ref={view} className={styles['view']} aria-label={t('title')}>
      {hasControls ? (
        <CalendarToolbar
          {...{ boardId, today, span, zoom, room, plans, items, recordEnds }}
          onSpan={setChosen}
          onZoom={changeZoom}
        />
      ) : (
        <header className={styles['toolbar']} />
      )}
      <SharedBanner />
      {children}
      <LatePlans items={items} />
      {shown.length === 0 && !(planning && look === 'timeline' && undated.length > 0) ? (
        <Nothing
          isFiltered={activeFilters(filter) > 0}
          agreedOnly={filter.agreedOnly}
          nearest={nearestOf(items, span)}
          onNearest={(item) => setChosen(spanOf(zoom, item.start, firstMonth))}
        />
      ) : look === 'list' ? (
        <CalendarTable items={shown} {...{ boardId, today, recordEnds, tellWarned }} />
      ) : look === 'month' ? (
        <MonthGrid {...{ items: shown, span, today, planning, tellWarned }} />
      ) : (
        <Timeline
          key={boardId}
          {...{ plans, items, shown, span, zoom, firstMonth, grouping, today, planning, bands, tellWarned }}
          hasTotals={totals}
          isPainted={hasGround}
        />
      )}
      <footer className={styles['foot']} data-coming={hasControls ? undefined : true}>
        {hasControls ? (
          <>
            {filter.agreedOnly ? null : <Tray plans={undated} onSchedule={planning ? schedule : null} />}
            <Counts items={shown} />
            <DaysLine bands={bands} today={today} />
            {look === 'list' || shown.length === 0 ? null : <Legend />}
          </>
        ) : null}
      </footer>
    </section>
  );
}

function isSpanOf(span: Span | null, zoom: Zoom, firstMonth: number): boolean {
  if (!span) return false;
  const whole = spanOf(zoom, span.from, firstMonth);
  return whole.from === span.from && whole.to === span.to;
}

/** How many plans are shown; of each the agreement counts, if there is one. */
function Counts({ items }: { items: readonly TimelineItem[] }) {
  const t = useT('calendar');
  const own = items.filter((item) => !item.besideAgreement);
  const agreed = own.filter((item) => item.agreed).length;
  return <span className={styles['counts']}>{t('counts', { agreed, open: own.length - agreed })}</span>;
}

/** A start that came without an agreement is what this tool exists to prevent, so it cannot be overlooked. */
function LatePlans({ items }: { items: readonly TimelineItem[] }) {
  const t = useT('calendar');
  const common = useT('common');
  const late = lateOf(items);
  if (late.length === 0) return null;
  return (
    <Banner tone="danger" title={t('lateTitle', { count: late.length })} folds="text">
      <ul className={styles['links']}>
        {late.slice(0, NAMED).map(({ key, board, planId, title }) => (
          <li key={key}>
            <a href={hrefOf({ page: 'board', boardId: board, view: 'calendar', planId })}>
              {title || common('untitled')}
            </a>
          </li>
        ))}
        {late.length > NAMED ? <li>{t('lateMore', { count: late.length - NAMED })}</li> : null}
      </ul>
    </Banner>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly agreedOnly: boolean;
  readonly nearest: TimelineItem | null;
  readonly onNearest: (item: TimelineItem) => void;
}

function Nothing({ isFiltered, agreedOnly, nearest, onNearest }: NothingProps) {
  const t = useT('calendar');
  const common = useT('common');
  const icon = <CalendarRange size={28} />;
  if (nearest) {
    const title = nearest.title || common('untitled');
    return (
      <EmptyState
        icon={icon}
        title={t('empty.spanTitle')}
        text={t('empty.spanText')}
        action={<Button onPress={() => onNearest(nearest)}>{t('empty.toNearest', { title })}</Button>}
      />
    );
  }
  if (!isFiltered) return <EmptyState icon={icon} title={t('empty.title')} text={t('empty.text')} />;
  return (
    <EmptyState
      icon={icon}
      title={agreedOnly ? t('empty.agreedTitle') : t('empty.filterTitle')}
      text={agreedOnly ? t('empty.agreedText') : t('empty.filterText')}
      action={<Button onPress={() => filterCalendar(EVERY_PLAN)}>{t('empty.showAll')}</Button>}
    />
  );
}

/** The bar to offer when the span shown has none: the next one, else the last one before it. */
function nearestOf(items: readonly TimelineItem[], span: Span): TimelineItem | null {
  let [next, last]: [TimelineItem | null, TimelineItem | null] = [null, null];
  for (const item of items) {
    if (item.start > span.to && (!next || item.start < next.start)) next = item;
    if (item.end < span.from && (!last || item.start > last.start)) last = item;
  }
  return next ?? last;
}
