import type { TimelineItem } from '../../../../shared/domain/timeline/items';
import { listed } from '../../../../shared/domain/text/typed-text';
import { TriangleAlert } from 'lucide-react';
import { useT } from '../../../i18n';
import { ColorMark, planColorOf, softHyphens, StatusBadge } from '../../../ui';
import type { ItemWords } from '../item-words';
import { ROW } from '../logic/geometry';
import styles from './bar.module.css';

const WIDTH = 280;
/** So much it may take down; with less below its bar it stands above it. */
const HEIGHT = 190;

interface BarHintProps {
  readonly item: TimelineItem;
  readonly isWarned: boolean;
  readonly words: ItemWords;
  readonly left: number;
  readonly top: number;
  /** Pixels of the sheet that are in sight. */
  readonly room: { readonly left: number; readonly right: number; readonly bottom: number };
}

/** Tells on hover what a bar has no room for; a screen reader reads the same with the bar. */
export function BarHint({ item, isWarned, words, left, top, room }: BarHintProps) {
  const t = useT('plan');
  const color = planColorOf(item.color);
  const remark = words.remark(item);
  const isAbove = top > HEIGHT && top + HEIGHT > room.bottom;
  return (
    <div
      className={styles['hint']}
      aria-hidden
      style={{
        left: Math.max(room.left + 4, Math.min(left, room.right - WIDTH - 8)),
        width: WIDTH,
        top: isAbove ? top - ROW : top,
        transform: isAbove ? 'translateY(-100%)' : undefined,
      }}
    >
      <p className={styles['hintTitle']}>{softHyphens(words.title(item))}</p>
      <p>{words.period(item)}</p>
      <StatusBadge state={item.state} department={item.department} />
      {remark ? (
        <p className={styles['hintRemark']} data-late={item.startedUnagreed || undefined}>
          {remark}
        </p>
      ) : null}
      {isWarned ? (
        <p className={styles['hintWarned']}>
          <TriangleAlert size={13} aria-hidden /> {words.warned}
        </p>
      ) : null}
      <p className={styles['hintQuiet']}>
        {listed([words.budget(item), words.owner(item)].filter(Boolean), ' · ')}
      </p>
      <p className={styles['hintQuiet']}>
        {listed([item.audience, ...item.channels, ...item.regions].filter(Boolean))}
      </p>
      {color || item.tags.length > 0 ? (
        <p className={styles['hintQuiet']}>
          {color ? (
            <>
              <ColorMark color={color} /> {t(`colors.${color}`)}
              {item.tags.length > 0 ? ' · ' : null}
            </>
          ) : null}
          {listed(item.tags)}
        </p>
      ) : null}
    </div>
  );
}
