import { ChartNoAxesGantt, ChevronLeft, ChevronRight, Table2 } from 'lucide-react';
import type { CalendarScope } from '../../../shared/domain/calendar';
import type { CivilDate } from '../../../shared/domain/dates';
import { useT } from '../../i18n';
import { Button, IconButton, Segments } from '../../ui';
import { ExportMenu } from './ExportMenu';
import { contains, spanOf, stepSpan, type Span, type Zoom } from './logic/span';
import { useSpanName } from './entry-words';
import styles from './calendar.module.css';

export type CalendarLook = 'timeline' | 'table';

export interface CalendarToolbarProps {
  readonly boardId: string;
  readonly today: CivilDate;
  readonly span: Span;
  readonly zoom: Zoom;
  readonly scope: CalendarScope;
  readonly look: CalendarLook;
  readonly counts: { readonly agreed: number; readonly open: number };
  readonly onSpan: (span: Span) => void;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onScope: (scope: CalendarScope) => void;
  readonly onLook: (look: CalendarLook) => void;
}

/** Chooses the time, the plans and the look of the calendar, and exports it. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { boardId, today, span, zoom, scope, look, counts, onSpan, onZoom, onScope, onLook } = props;
  const t = useT('calendar');
  const spanName = useSpanName();
  return (
    <header className={styles['toolbar']}>
      <div className={styles['steps']}>
        <IconButton
          icon={<ChevronLeft size={16} aria-hidden />}
          label={t(`previous.${zoom}`)}
          onPress={() => onSpan(stepSpan(zoom, span, -1))}
        />
        <h2 className={styles['span']} aria-live="polite">
          {spanName(span, zoom)}
        </h2>
        <IconButton
          icon={<ChevronRight size={16} aria-hidden />}
          label={t(`next.${zoom}`)}
          onPress={() => onSpan(stepSpan(zoom, span, 1))}
        />
        <Button
          variant="quiet"
          size="small"
          isDisabled={contains(span, today)}
          onPress={() => onSpan(spanOf(zoom, today))}
        >
          {t('toToday')}
        </Button>
      </div>
      <Segments
        label={t('zoom.label')}
        items={[
          { id: 'year', label: t('zoom.year') },
          { id: 'quarter', label: t('zoom.quarter') },
        ]}
        value={zoom}
        onChange={onZoom}
      />
      <span className={styles['counts']}>{t('counts', counts)}</span>
      <div className={styles['rest']}>
        <Segments
          label={t('scope.label')}
          items={[
            { id: 'all', label: t('scope.all') },
            { id: 'agreed', label: t('scope.agreed') },
          ]}
          value={scope}
          onChange={onScope}
        />
        <Segments
          label={t('view.label')}
          items={[
            {
              id: 'timeline',
              label: <span className={styles['word']}>{t('view.timeline')}</span>,
              icon: <ChartNoAxesGantt size={14} aria-hidden />,
            },
            {
              id: 'table',
              label: <span className={styles['word']}>{t('view.table')}</span>,
              icon: <Table2 size={14} aria-hidden />,
            },
          ]}
          value={look}
          onChange={onLook}
        />
        <ExportMenu boardId={boardId} />
      </div>
    </header>
  );
}
