import { memo, useMemo, type ReactElement } from 'react';
import type { Department } from '../../../../shared/domain/people';
import { barsBetween, type Bar } from '../../../../shared/domain/timeline/lanes';
import type { Span } from '../../../../shared/domain/timeline/span';
import { useT } from '../../../i18n';
import { cx, DepartmentName } from '../../../ui';
import type { ItemWords } from '../item-words';
import { barId, keptBar, ROW, rowsInSight, type PlacedLane, type Sight } from '../logic/geometry';
import { isMarked } from '../logic/marked';
import { TotalsRow, type QuarterTotals } from './Totals';
import { timelineBar } from './TimelineBar';
import barStyles from './bar.module.css';
import styles from './timeline.module.css';

interface LaneSectionProps {
  readonly placed: PlacedLane;
  readonly name: string;
  readonly isDepartment: boolean;
  readonly sight: Sight;
  readonly px: number;
  readonly width: number;
  readonly words: ItemWords;
  readonly tabStop: string | null;
  readonly focused: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly warned: ReadonlySet<string>;
  readonly span: Span;
  /** Null where lanes have no totals. */
  readonly quarters: readonly QuarterTotals[] | null;
}

/** A lane: its title, which stays in sight, and the bars of its rows that are in sight. */
export const LaneSection = memo(function LaneSection(props: LaneSectionProps) {
  const {
    placed,
    name,
    isDepartment,
    sight,
    px,
    width,
    words,
    tabStop,
    focused,
    chosen,
    warned,
    span,
    quarters,
  } = props;
  const { lane, top, height, head } = placed;
  const t = useT('calendar');
  const [left, right] = [Math.max(0, sight.left), Math.min(width, sight.right)];
  const bars = useMemo(() => {
    const draw = (bar: Bar) => {
      const id = barId(lane, bar);
      return timelineBar({
        bar,
        id,
        px,
        words,
        isTabStop: id === tabStop,
        isChosen: chosen.has(bar.item.planId),
        isWarned: isMarked(bar.item, warned),
      });
    };
    const made = new Map<number, readonly ReactElement[]>();
    /** Made once as long as nothing of them changes: whoever scrolls makes those of the rows that come. */
    const ofRow = (row: number) => {
      const known = made.get(row) ?? barsBetween(lane.rows[row] ?? [], left / px, right / px).map(draw);
      made.set(row, known);
      return known;
    };
    return { draw, ofRow };
  }, [lane, left, right, px, words, tabStop, chosen, warned]);
  const [first, end] = rowsInSight(placed, sight);
  const drawn = Array.from({ length: end - first }, (_, at) => bars.ofRow(first + at)).flat();
  const kept = keptBar(placed, { ...sight, left, right }, px, focused);
  return (
    <section className={styles['lane']} style={{ top, height, width }} aria-label={name}>
      <header className={styles['laneHead']} style={{ height: head }}>
        <h3 className={styles['laneName']}>
          {isDepartment ? <DepartmentName department={lane.key as Department} /> : <span>{name}</span>}
          <span className={styles['laneCount']}>{t('plans', { count: lane.count })}</span>
        </h3>
        {quarters ? <TotalsRow quarters={quarters} span={span} px={px} lane={lane.key} /> : null}
      </header>
      <div
        className={cx(barStyles['bars'], styles['rows'])}
        style={{ top: head, height: lane.rows.length * ROW }}
        data-rows={lane.key}
      >
        {kept ? [...drawn, bars.draw(kept)] : drawn}
      </div>
    </section>
  );
});
