import { memo } from 'react';
import type { Department } from '../../../shared/domain/people';
import type { Span } from '../../../shared/domain/timeline/span';
import { useT } from '../../i18n';
import { DepartmentName } from '../../ui';
import type { ItemWords } from './item-words';
import { barId, barsInSight, ROW, type PlacedLane, type Sight } from './logic/geometry';
import { TotalsRow, type QuarterTotals } from './Totals';
import { TimelineBar } from './TimelineBar';
import { isMarked } from './Warned';
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
        className={styles['rows']}
        style={{ top: head, height: lane.rows.length * ROW }}
        data-rows={lane.key}
      >
        {barsInSight(placed, sight, px, focused).map((bar) => {
          const id = barId(lane, bar);
          return (
            <TimelineBar
              key={bar.item.key}
              bar={bar}
              id={id}
              px={px}
              words={words}
              isTabStop={id === tabStop}
              isChosen={chosen.has(bar.item.planId)}
              isWarned={isMarked(bar.item, warned)}
            />
          );
        })}
      </div>
    </section>
  );
});
