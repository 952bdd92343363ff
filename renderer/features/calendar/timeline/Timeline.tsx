import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import type { CivilDate } from '../../../../shared/domain/dates';
import { addDays } from '../../../../shared/domain/dates';
import { axisOf, stretchOf, type Band } from '../../../../shared/domain/timeline/axis';
import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import { groundOf, type TimelineLayout } from '../../../../shared/domain/timeline/layout';
import { lanesOf, type Grouping, type Lane } from '../../../../shared/domain/timeline/lanes';
import { lengthOf, ZOOMS, type Span, type Zoom } from '../../../../shared/domain/timeline/span';
import { useWorkspace } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { usePlaceShown } from '../../../state/shown-place';
import { cx, isComposing } from '../../../ui';
import { BarHint } from './BarHint';
import { HeldBars, HeldWords } from './HeldBars';
import { useItemWords, useLaneName, useSpanName, type ItemWords } from '../item-words';
import { LaneSection } from './LaneSection';
import {
  barId,
  barsInSight,
  findBar,
  heightOf,
  lanesInSight,
  neighbourOf,
  placeLanes,
  ROW,
  type Direction,
  type PlacedLane,
  type Sight,
} from '../logic/geometry';
import { firstDates } from '../logic/gesture';
import { lately } from '../logic/lately';
import { isMarked, NOBODY_WARNED, planKeyOf } from '../logic/marked';
import type { Planning } from '../planning';
import { textMeasure } from './text-width';
import { Ground, TimeAxis } from './TimeAxis';
import { TotalsRow, useTotals } from './Totals';
import { TRAY_TYPE } from './Tray';
import { barAt, useGestures } from './useGestures';
import { useAxisWidth, useSight, useStartAtToday } from './useSight';
import type { TellWarned } from '../Warned';
import bars from './bar.module.css';
import styles from './timeline.module.css';

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/** Up to so many bars get room for their words beside them. */
const FEW = 300;
const SIGN = 20;
/** Room for a second sign, too, that comes later. */
const BESIDE_WORDS = 48;
const MOST_WORDS = 440;
/** A bar of so many pixels says enough of a title inside; shorter ones have it beside them. */
const HOLDS_WORDS = 110;
/** What the axis takes of the frame, about. */
const AXIS = 60;

export interface TimelineProps {
  readonly plans: readonly TimelinePlan[];
  readonly items: readonly TimelineItem[];
  /** Those of them that lie in the span. */
  readonly shown: readonly TimelineItem[];
  readonly span: Span;
  readonly zoom: Zoom;
  readonly firstMonth: number;
  readonly grouping: Grouping;
  readonly hasTotals: boolean;
  readonly today: CivilDate;
  readonly planning: Planning | null;
  /** Days that matter, behind the bars. */
  readonly bands: readonly Band[];
  readonly tellWarned: TellWarned;
  /** Whether the first bars are on the screen: whatever else is worked out comes after them. */
  readonly isPainted: boolean;
}

/** Bars in lanes under an axis. One tab stop; arrow keys lead from bar to bar. Only what is in sight is in the page. */
export function Timeline(props: TimelineProps) {
  const { plans, items, span, zoom, firstMonth, grouping, hasTotals, today, planning, isPainted } = props;
  const t = useT('calendar');
  const spanName = useSpanName(firstMonth);
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const width = useAxisWidth(frame, zoom);
  const px = width / lengthOf(span);
  const words = useItemWords();
  const laneName = useLaneName(grouping);
  const { sight, onScroll } = useSight(frame, `${grouping} ${zoom} ${span.from} ${px}`, items.length > FEW);

  const layout = useLayout(props, px, words, laneName) ?? NOT_YET;
  const totals = useTotals({ items, span, firstMonth, grouping }, hasTotals && isPainted);
  const hasLaneTotals = hasTotals && grouping !== 'owner';
  const placed = useMemo(() => placeLanes(layout.lanes, hasLaneTotals), [layout, hasLaneTotals]);
  const count = layout.lanes.reduce((sum, lane) => sum + lane.count, 0);
  const todayAt = stretchOf(span, today, today);
  useStartAtToday(frame, width, todayAt && todayAt.left * px);

  const planOf = useMemo(() => finderOf(plans), [plans]);
  const [warned, setWarned] = useState(NOBODY_WARNED);
  const drawn = useCallback(() => plansInSight(placed, sight, px), [placed, sight, px]);
  const tellWarned = useDeferredValue(isPainted ? props.tellWarned : null);
  const gestures = useGestures({ planning, planOf, zoom, px, sheet });
  const focus = useBarFocus(frame, layout.lanes, placed);
  const [hinted, setHinted] = useHinted(frame);
  const [coming, setComing] = useState<CivilDate | null>(null);
  useStepShown(layout.lanes, focus.go);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    if (gestures.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      setHinted(null);
      return;
    }
    if (event.key === 'Escape') setHinted(null);
    const direction = KEYS[event.key];
    const from = barAt(event.target)?.dataset['bar'];
    if (!direction || from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus.go(neighbourOf(layout.lanes, from, direction));
  };
  /** The day at a place of the window, and the lane if there is one. */
  const placeAt = ({ clientX, target }: { clientX: number; target: EventTarget }) => {
    const element = frame.current;
    const left = element ? element.getBoundingClientRect().left - element.scrollLeft : 0;
    const day = Math.floor((clientX - left) / px);
    const lane =
      target instanceof Element ? target.closest<HTMLElement>('[data-rows]')?.dataset['rows'] : undefined;
    return { date: addDays(span.from, Math.max(0, Math.min(layout.axis.days - 1, day))), lane };
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const bar = barAt(event.target);
    if (gestures.endsDrag()) return event.preventDefault();
    if (bar && planning && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      gestures.choose(bar.dataset['plan'] ?? '');
      return;
    }
    if (bar || !planning) return;
    const { date, lane } = placeAt(event);
    if (gestures.chosen.size > 0) gestures.chooseNone();
    else if (lane !== undefined) planning.create(firstDates(date, zoom), lane, grouping);
  };
  const tray = {
    onDragOver(event: DragEvent<HTMLElement>) {
      if (!planning || !event.dataTransfer.types.includes(TRAY_TYPE)) return;
      event.preventDefault();
      const { date } = placeAt(event);
      if (date !== coming) setComing(date);
    },
    onDragLeave: () => setComing(null),
    onDrop(event: DragEvent<HTMLElement>) {
      const planId = event.dataTransfer.getData(TRAY_TYPE);
      setComing(null);
      if (!planning || planId === '') return;
      event.preventDefault();
      planning.move([{ planId, ...firstDates(placeAt(event).date, zoom) }]);
    },
  };
  const hint = hinted === null || gestures.gesture ? null : locate(placed, hinted.id);
  return (
    <div className={styles['frame']}>
      <div className={styles['scroll']} ref={frame} onScroll={onScroll}>
        <div className={styles['sheet']} style={{ width }}>
          <TimeAxis {...{ axis: layout.axis, span, zoom, px, today }} isWhole={isPainted} />
          <div
            ref={sheet}
            role="group"
            aria-label={t(planning ? 'timelinePlanned' : 'timeline', { span: spanName(span, zoom) })}
            className={cx(styles['body'], count <= FEW && bars['few'], planning && styles['plannable'])}
            style={{ height: heightOf(placed) }}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              const id = barAt(event.target)?.dataset['bar'] ?? null;
              focus.has(id);
              setHinted(id);
            }}
            onBlur={() => {
              setHinted(null);
              gestures.leave();
            }}
            onPointerOver={(event) => setHinted(barAt(event.target)?.dataset['bar'] ?? null)}
            onPointerLeave={() => setHinted(null)}
            onClick={onClick}
            {...gestures.pointer}
            {...tray}
          >
            {isPainted ? (
              <Ground {...{ axis: layout.axis, span, zoom, px, today, bands: layout.bands }} />
            ) : null}
            {lanesInSight(placed, sight, focus.id).map((lane) => (
              <LaneSection
                key={lane.lane.key}
                {...{ placed: lane, sight, px, words, width }}
                name={laneName(lane.lane.key)}
                isDepartment={grouping === 'department'}
                tabStop={focus.tabStop}
                focused={focus.id}
                chosen={gestures.chosen}
                warned={warned}
                quarters={hasLaneTotals ? totals : null}
                span={span}
              />
            ))}
            {gestures.gesture ? (
              <HeldBars
                gesture={gestures.gesture}
                lanes={placed}
                sight={sight}
                span={span}
                px={px}
                words={words}
              />
            ) : null}
            {gestures.gesture?.by === 'pointer' ? <div className={styles['grabbing']} /> : null}
            {coming === null ? null : <Coming date={coming} span={span} zoom={zoom} px={px} />}
            {hint ? (
              <BarHint
                item={hint.bar.item}
                isWarned={isMarked(hint.bar.item, warned)}
                words={words}
                left={hint.bar.left * px}
                top={hint.lane.top + hint.lane.head + (hint.bar.row + 1) * ROW}
                room={hinted ?? NO_ROOM}
              />
            ) : null}
          </div>
          {hasTotals ? (
            <div className={styles['sum']} role="group" aria-label={t('totals.all')}>
              <TotalsRow quarters={totals} span={span} px={px} />
            </div>
          ) : null}
        </div>
      </div>
      {tellWarned?.({ drawn, onChange: setWarned })}
      <HeldWords gesture={gestures.gesture} chosen={gestures.chosen.size} planning={planning} words={words} />
    </div>
  );
}

function plansInSight(placed: readonly PlacedLane[], sight: Sight, px: number): readonly string[] {
  const keys = new Set<string>();
  for (const lane of lanesInSight(placed, sight, null))
    for (const bar of barsInSight(lane, sight, px)) keys.add(planKeyOf(bar.item));
  return [...keys];
}

/** Where a plan from the tray would begin. */
function Coming({ date, span, zoom, px }: { date: CivilDate; span: Span; zoom: Zoom; px: number }) {
  const format = useFormat();
  const dates = firstDates(date, zoom);
  const stretch = stretchOf(span, dates.start, dates.end);
  if (!stretch) return null;
  return (
    <div className={styles['coming']} style={{ left: stretch.left * px, width: stretch.width * px }}>
      <span>{format.dateRange(dates.start, dates.end)}</span>
    </div>
  );
}

/** Finds plans by their IDs; what that takes is made when the first one is looked for. */
function finderOf(plans: readonly TimelinePlan[]): (planId: string) => TimelinePlan | undefined {
  let byId: ReadonlyMap<string, TimelinePlan> | null = null;
  return (planId) => {
    byId ??= new Map(plans.map((plan) => [plan.planId, plan]));
    return byId.get(planId);
  };
}

/** Axis and lanes. Of the lanes the last are kept: whoever comes back to the same plans, or zooms back, waits for no layout. */
function useLayout(
  { shown, span, zoom, firstMonth, grouping, bands }: TimelineProps,
  px: number,
  words: ItemWords,
  laneName: (key: string) => string,
): TimelineLayout | null {
  const { language } = useFormat();
  const names = useWorkspace(({ members, boards }) => ({ members, boards }));
  const axis = useMemo(() => axisOf(span, zoom, firstMonth), [span, zoom, firstMonth]);
  const ground = useMemo(() => groundOf(span, axis, bands), [span, axis, bands]);
  const lanes = useMemo(() => {
    if (px === 0) return null;
    const { members, boards } = names;
    return lanesLately([shown, span.from, span.to, grouping, px, language, members, boards], () => {
      const isFew = shown.length <= FEW;
      const measure = textMeasure();
      const room = (item: TimelineItem) =>
        Math.min(measure(words.label(item)) + BESIDE_WORDS, MOST_WORDS) / px;
      const { compare } = new Intl.Collator(language, { numeric: true });
      return lanesOf(shown, {
        span,
        grouping,
        least: (isFew ? 6 : SIGN) / px,
        room: isFew ? room : () => 0,
        holds: HOLDS_WORDS / px,
        compare: (a, b) => compare(laneName(a), laneName(b)),
      });
    });
  }, [shown, span, grouping, px, words, laneName, language, names]);
  return useMemo(() => lanes && { axis, bands: ground, lanes }, [axis, ground, lanes]);
}

const lanesLately = lately<readonly Lane[]>(ZOOMS.length);

/** The bar that has a hint, and the pixels of the sheet that were in sight when it got it. */
function useHinted(frame: RefObject<HTMLElement | null>) {
  const [hinted, setHinted] = useState<{ id: string; left: number; right: number; bottom: number } | null>(
    null,
  );
  const hint = (id: string | null) =>
    setHinted((now) => {
      if (id === null || now?.id === id) return id === null ? null : now;
      const { scrollLeft = 0, clientWidth = 0, scrollTop = 0, clientHeight = 0 } = frame.current ?? {};
      const bottom = scrollTop + clientHeight - AXIS;
      return { id, left: scrollLeft, right: scrollLeft + clientWidth, bottom };
    });
  return [hinted, hint] as const;
}

/** Before the width is known nothing is drawn: it would all be drawn again. */
const NOT_YET: TimelineLayout = {
  axis: { days: 1, quarters: [], months: [], weeks: [], dates: [] },
  bands: [],
  lanes: [],
};
const NO_ROOM = { left: 0, right: 0, bottom: 0 };

/** Which bar has the focus, also while it is out of sight, and which one Tab reaches. */
function useBarFocus(
  frame: RefObject<HTMLElement | null>,
  lanes: readonly Lane[],
  placed: readonly PlacedLane[],
) {
  const [id, setId] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const bar = frame.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(wanted.current)}"]`);
    bar?.focus({ preventScroll: true });
    bar?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    wanted.current = null;
  });
  const isThere = useMemo(() => id !== null && lanes.some((lane) => findBar(lane, id) !== null), [lanes, id]);
  const first = placed[0]?.lane;
  const firstBar = first?.rows[0]?.[0];
  const known = isThere ? id : null;
  return {
    id: known,
    tabStop: known ?? (first && firstBar ? barId(first, firstBar) : null),
    has: setId,
    go: useCallback((next: string) => {
      wanted.current = next;
      setId(next);
    }, []),
  };
}

/** Undoing something shows its plan's bar, where this span has one. */
function useStepShown(lanes: readonly Lane[], go: (id: string) => void): void {
  usePlaceShown(({ planId, field }) => {
    if (field !== null && field !== 'start' && field !== 'end') return false;
    for (const lane of lanes)
      for (const row of lane.rows)
        for (const bar of row)
          if (bar.item.planId === planId) {
            go(barId(lane, bar));
            return true;
          }
    return false;
  });
}

function locate(lanes: readonly PlacedLane[], id: string) {
  for (const lane of lanes) {
    const bar = findBar(lane.lane, id);
    if (bar) return { lane, bar };
  }
  return null;
}
