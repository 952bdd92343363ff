import { memo } from 'react';
import {
  CalendarCheck,
  CalendarDays,
  ChartNoAxesGantt,
  ChevronLeft,
  ChevronRight,
  SlidersHorizontal,
  Table2,
  type LucideIcon,
} from 'lucide-react';
import type { CivilDate } from '../../../shared/domain/dates';
import type { TimelineItem, TimelinePlan } from '../../../shared/domain/timeline/items';
import {
  contains,
  spanOf,
  stepSpan,
  ZOOMS,
  type Span,
  type Zoom,
} from '../../../shared/domain/timeline/span';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { changeCalendar, LOOKS, useCalendarSettings, type CalendarLook } from '../../state/calendar';
import { navigate } from '../../state/route';
import { Button, IconButton, Popover, Segments, Select } from '../../ui';
import { ExportMenu } from './export/ExportMenu';
import { useSpanName } from './item-words';
import { activeFilters } from './logic/filter';
import type { Room } from './useRoom';
import { ViewOptions } from './ViewOptions';
import type { RecordEnd } from './paper-head';
import styles from './calendar.module.css';

const ICONS: Readonly<Record<CalendarLook, LucideIcon>> = {
  timeline: ChartNoAxesGantt,
  month: CalendarDays,
  list: Table2,
};
const ALL_BOARDS = '*';

export interface CalendarToolbarProps {
  readonly boardId: string | null;
  readonly today: CivilDate;
  readonly span: Span;
  readonly zoom: Zoom;
  readonly plans: readonly TimelinePlan[];
  /** What the filter leaves of them. */
  readonly items: readonly TimelineItem[];
  /** Where the board's record ends. */
  readonly recordEnds: readonly RecordEnd[];
  /** With little of it everything that is not about time goes behind one button. */
  readonly room: Room;
  readonly onSpan: (span: Span) => void;
  readonly onZoom: (zoom: Zoom) => void;
}

/** Chooses time, plans and look of the calendar, in one row; and the way out. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { boardId, today, span, zoom, plans, items, recordEnds, room, onSpan, onZoom } = props;
  const t = useT('calendar');
  const { look, firstMonth, filter } = useCalendarSettings();
  const active = activeFilters(filter);
  const isNarrow = room === 'narrow';
  const spanName = useSpanName(firstMonth, isNarrow);
  const toToday = {
    isDisabled: contains(span, today),
    onPress: () => onSpan(spanOf(zoom, today, firstMonth)),
  };
  const zooms = ZOOMS.map((id) => ({ id, label: t(`zoom.${id}`) }));
  return (
    <header className={styles['toolbar']}>
      <div className={styles['steps']}>
        <IconButton
          icon={<ChevronLeft size={16} aria-hidden />}
          label={t(`previous.${zoom}`)}
          onPress={() => onSpan(stepSpan(zoom, span, -1, firstMonth))}
        />
        <h2 className={styles['span']} aria-live="polite">
          {spanName(span, zoom)}
        </h2>
        <IconButton
          icon={<ChevronRight size={16} aria-hidden />}
          label={t(`next.${zoom}`)}
          onPress={() => onSpan(stepSpan(zoom, span, 1, firstMonth))}
        />
        {isNarrow ? (
          <IconButton icon={<CalendarCheck size={16} aria-hidden />} label={t('today')} {...toToday} />
        ) : (
          <Button variant="quiet" size="small" {...toToday}>
            {t('today')}
          </Button>
        )}
      </div>
      {look === 'month' ? null : room !== 'wide' ? (
        <Select
          label={t('zoom.label')}
          isLabelHidden
          size="compact"
          options={zooms}
          value={zoom}
          onChange={onZoom}
        />
      ) : (
        <Segments label={t('zoom.label')} items={zooms} value={zoom} onChange={onZoom} />
      )}
      <div className={styles['rest']}>
        {isNarrow ? null : (
          <>
            <BoardChoice boardId={boardId} />
            <LookChoice look={look} />
          </>
        )}
        <Popover
          label={t('options.title')}
          placement="bottom end"
          trigger={
            <Button icon={<SlidersHorizontal size={14} aria-hidden />} aria-label={t('options.title')}>
              {isNarrow
                ? active || ''
                : active > 0
                  ? t('options.active', { count: active })
                  : t('options.button')}
            </Button>
          }
        >
          <div className={styles['options']}>
            {isNarrow ? (
              <>
                <LookChoice look={look} hasWords />
                <BoardChoice boardId={boardId} />
              </>
            ) : null}
            <ViewOptions items={items} boardId={boardId} from={span.from} />
          </div>
        </Popover>
        <ExportMenu {...{ boardId, isNarrow, plans, items, span, zoom, today, recordEnds }} />
      </div>
    </header>
  );
}

interface LookChoiceProps {
  readonly look: CalendarLook;
  readonly hasWords?: boolean;
}

/** Drawn again only when it changes itself: zooming changes most of what is beside it. */
const LookChoice = memo(function LookChoice({ look, hasWords = false }: LookChoiceProps) {
  const t = useT('calendar');
  return (
    <Segments
      label={t('view.label')}
      items={LOOKS.map((id) => {
        const Icon = ICONS[id];
        return {
          id,
          label: <span className={hasWords ? undefined : styles['word']}>{t(`view.${id}`)}</span>,
          icon: <Icon size={14} aria-hidden />,
        };
      })}
      value={look}
      onChange={(next) => changeCalendar({ look: next })}
    />
  );
});

/** One board's calendar, or that of all one may read. */
const BoardChoice = memo(function BoardChoice({ boardId }: { boardId: string | null }) {
  const t = useT('calendar');
  const boards = useWorkspace((workspace) => workspace.boards);
  return (
    <Select
      label={t('boards.label')}
      isLabelHidden
      size="compact"
      className={styles['boards'] ?? ''}
      value={boardId ?? ALL_BOARDS}
      options={[
        { id: ALL_BOARDS, label: t('boards.all') },
        ...boards
          .filter(({ id, archived }) => !archived || id === boardId)
          .map(({ id, title }) => ({ id, label: title })),
      ]}
      onChange={(id) =>
        navigate(
          id === ALL_BOARDS
            ? { page: 'calendar' }
            : { page: 'board', boardId: id, view: 'calendar', planId: null },
        )
      }
    />
  );
});
