import { useWorkspace, memberName } from '../../client';
import { useT } from '../../i18n';
import { ColorMark, planColorOf, StatusBadge } from '../../ui';
import type { EntryWords } from './entry-words';
import type { PlacedBar } from './logic/lanes';
import { LANE_HEIGHT } from './TimelineBar';
import styles from './bar.module.css';

const WIDTH = 280;

/** Tells on hover what a bar has no room for; a screen reader reads the same with the bar. */
export function BarHint({ bar, words, axisWidth }: { bar: PlacedBar; words: EntryWords; axisWidth: number }) {
  const members = useWorkspace((workspace) => workspace.members);
  const { entry } = bar;
  const t = useT('plan');
  const color = planColorOf(entry.color);
  const left = Math.max(0, Math.min(bar.left, axisWidth - WIDTH - 8));
  const budget = words.budget(entry);
  const remark = words.remark(entry);
  return (
    <div
      className={styles['hint']}
      aria-hidden
      style={{ left, width: WIDTH, top: (bar.lane + 1) * LANE_HEIGHT }}
    >
      <p className={styles['hintTitle']}>{words.title(entry)}</p>
      <p>{words.period(entry)}</p>
      <StatusBadge state={entry.state} department={entry.department} />
      {remark ? (
        <p className={styles['hintRemark']} data-late={entry.startedUnagreed || undefined}>
          {remark}
        </p>
      ) : null}
      <p className={styles['hintQuiet']}>
        {[budget, entry.ownerId && memberName(members, entry.ownerId)].filter(Boolean).join(' · ')}
      </p>
      {color || entry.tags.length > 0 ? (
        <p className={styles['hintQuiet']}>
          {color ? (
            <>
              <ColorMark color={color} /> {t(`colors.${color}`)}
              {entry.tags.length > 0 ? ' · ' : null}
            </>
          ) : null}
          {entry.tags.join(', ')}
        </p>
      ) : null}
    </div>
  );
}
