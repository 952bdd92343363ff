import { useMemo, useState } from 'react';
import { CalendarRange } from 'lucide-react';
import type { CalendarScope } from '../../../shared/domain/calendar';
import { useBoard, useToday } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { Banner, Button, EmptyState, LinkButton, Progress } from '../../ui';
import { CalendarTable } from './CalendarTable';
import { CalendarToolbar, type CalendarLook } from './CalendarToolbar';
import { Legend } from './Legend';
import { entriesOf, undatedOf, type CalendarEntry } from './logic/entries';
import { spanOf, spanWithPlans, stretchOf, zoomTo, type Span, type Zoom } from './logic/span';
import { Timeline } from './Timeline';
import styles from './calendar.module.css';

/** So many late plans are named in the banner; it counts the others. */
const NAMED = 3;

/** A board's plans over the year: what is agreed, and everything else clearly as not agreed. */
export function CalendarView() {
  const t = useT('calendar');
  const today = useToday();
  const boardId = useBoard((board) => board.boardId);
  const loaded = useBoard((board) => board.loaded);
  const fault = useBoard((board) => board.fault);
  const plans = useBoard((board) => board.plans);
  const deletedAgreed = useBoard((board) => board.deletedAgreed);

  const [scope, setScope] = useState<CalendarScope>('all');
  const [look, setLook] = useState<CalendarLook>('timeline');
  const [zoom, setZoom] = useState<Zoom>('year');
  const [chosen, setChosen] = useState<Span | null>(null);

  const all = useMemo(() => entriesOf(plans.values(), deletedAgreed), [plans, deletedAgreed]);
  const entries = useMemo(() => (scope === 'all' ? all : all.filter((each) => each.agreed)), [all, scope]);
  const undated = useMemo(() => (scope === 'all' ? undatedOf(plans.values()) : []), [plans, scope]);
  const starts = useMemo(() => entries.map((entry) => entry.start), [entries]);
  const span = chosen ?? spanWithPlans(zoom, starts, today);
  const shown = useMemo(
    () => entries.filter(({ start, end }) => stretchOf(span, start, end)),
    [entries, span],
  );

  const changeZoom = (next: Zoom) => {
    setZoom(next);
    setChosen(zoomTo(next, span, today));
  };
  if (!loaded) return <Progress>{t('title')}</Progress>;
  return (
    <section className={styles['view']} aria-label={t('title')}>
      <CalendarToolbar
        {...{ boardId, today, span, zoom, scope, look }}
        counts={{
          agreed: shown.filter((each) => each.agreed).length,
          open: shown.filter((each) => !each.agreed).length,
        }}
        onSpan={setChosen}
        onZoom={changeZoom}
        onScope={setScope}
        onLook={setLook}
      />
      {fault ? (
        <Banner
          tone="danger"
          title={t('fault.title')}
          action={
            <LinkButton size="small" href={hrefOf({ page: 'board', boardId, view: 'record', planId: null })}>
              {t('fault.open')}
            </LinkButton>
          }
        >
          {t('fault.text')}
        </Banner>
      ) : null}
      <LatePlans boardId={boardId} entries={all} />
      {shown.length === 0 ? (
        <Nothing
          scope={scope}
          nearest={nearestOf(entries, span)}
          onNearest={(entry) => setChosen(spanOf(zoom, entry.start))}
          onAll={() => setScope('all')}
        />
      ) : look === 'table' ? (
        <CalendarTable boardId={boardId} entries={shown} />
      ) : (
        <Timeline boardId={boardId} entries={shown} span={span} zoom={zoom} today={today} />
      )}
      <footer className={styles['foot']}>
        {undated.length > 0 ? (
          <details className={styles['undated']}>
            <summary>{t('undated', { count: undated.length })}</summary>
            <PlanLinks boardId={boardId} plans={undated} more={null} />
          </details>
        ) : null}
        {look === 'timeline' && shown.length > 0 ? <Legend /> : null}
      </footer>
    </section>
  );
}

/** A start that came without an agreement is what this tool exists to prevent, so it cannot be overlooked. */
function LatePlans({ boardId, entries }: { boardId: string; entries: readonly CalendarEntry[] }) {
  const t = useT('calendar');
  const late = entries.filter((entry) => entry.startedUnagreed);
  if (late.length === 0) return null;
  return (
    <Banner tone="danger" title={t('lateTitle', { count: late.length })}>
      <PlanLinks
        boardId={boardId}
        plans={late.slice(0, NAMED)}
        more={late.length > NAMED ? t('lateMore', { count: late.length - NAMED }) : null}
      />
    </Banner>
  );
}

interface PlanLinksProps {
  readonly boardId: string;
  readonly plans: readonly { readonly planId: string; readonly title: string }[];
  /** How many more there are than those named. */
  readonly more: string | null;
}

function PlanLinks({ boardId, plans, more }: PlanLinksProps) {
  const t = useT('common');
  return (
    <ul className={styles['links']}>
      {plans.map(({ planId, title }) => (
        <li key={planId}>
          <a href={hrefOf({ page: 'board', boardId, view: 'calendar', planId })}>{title || t('untitled')}</a>
        </li>
      ))}
      {more === null ? null : <li>{more}</li>}
    </ul>
  );
}

interface NothingProps {
  readonly scope: CalendarScope;
  readonly nearest: CalendarEntry | null;
  readonly onNearest: (entry: CalendarEntry) => void;
  readonly onAll: () => void;
}

function Nothing({ scope, nearest, onNearest, onAll }: NothingProps) {
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
  return scope === 'agreed' ? (
    <EmptyState
      icon={icon}
      title={t('empty.agreedTitle')}
      text={t('empty.agreedText')}
      action={<Button onPress={onAll}>{t('empty.showAll')}</Button>}
    />
  ) : (
    <EmptyState icon={icon} title={t('empty.title')} text={t('empty.text')} />
  );
}

/** The entry to offer when the span shown has none: the next one, else the last one before it. */
function nearestOf(entries: readonly CalendarEntry[], span: Span): CalendarEntry | null {
  return entries.find((entry) => entry.start > span.to) ?? entries.at(-1) ?? null;
}
