import { stretchOf } from '../../../../shared/domain/timeline/axis';
import type { Span } from '../../../../shared/domain/timeline/span';
import { useT } from '../../../i18n';
import type { ItemWords } from '../item-words';
import { barsInSight, lanesInSight, ROW, type PlacedLane, type Sight } from '../logic/geometry';
import { datesAfter, shifted, type Gesture } from '../logic/gesture';
import type { Planning } from '../planning';
import bars from './bar.module.css';
import styles from './timeline.module.css';

interface HeldBarsProps {
  readonly gesture: Gesture;
  readonly lanes: readonly PlacedLane[];
  readonly sight: Sight;
  readonly span: Span;
  readonly px: number;
  readonly words: ItemWords;
}

/** Where the bars that are held would go, in each lane in which they stand. What is agreed stays where it is. */
export function HeldBars({ gesture, lanes, sight, span, px, words }: HeldBarsProps) {
  const held = new Map(gesture.plans.map(({ item }) => [item.key, item]));
  return lanesInSight(lanes, sight, null).flatMap((lane) =>
    barsInSight(lane, sight, px).flatMap((bar) => {
      const item = held.get(bar.item.key);
      const dates = item && shifted(item, gesture.grip, gesture.days);
      const stretch = dates && stretchOf(span, dates.start, dates.end);
      if (!item || !stretch) return [];
      return [
        <div
          key={`${lane.lane.key} ${item.key}`}
          className={bars['held']}
          data-beside={item.agreed || undefined}
          aria-hidden
          style={{
            left: stretch.left * px,
            width: Math.max(8, stretch.width * px),
            top: lane.top + lane.head + bar.row * ROW,
          }}
        >
          {words.title(item)}
        </div>,
      ];
    }),
  );
}

interface HeldWordsProps {
  readonly gesture: Gesture | null;
  readonly chosen: number;
  readonly planning: Planning | null;
  readonly words: ItemWords;
}

/** The dates that a bar would get, what follows from that, and how to drop it or take it back. */
export function HeldWords({ gesture, chosen, planning, words }: HeldWordsProps) {
  const t = useT('calendar');
  const after = gesture ? datesAfter(gesture) : [];
  const [first] = after;
  const follows = new Set(after.map(({ plan, ...dates }) => planning?.follows(plan, dates) ?? ''));
  follows.delete('');
  const [item] = gesture?.plans.map((each) => each.item) ?? [];
  return (
    <div className={styles['held']} role="status" data-shown={gesture !== null || chosen > 0 || undefined}>
      {gesture && first && item ? (
        <>
          <strong>
            {after.length === 1
              ? t('planning.to', { title: words.title(item), period: words.period(first) })
              : t('planning.several', { count: after.length, days: gesture.days })}
          </strong>
          {[...follows].map((sentence) => (
            <span key={sentence} className={styles['follows']}>
              {sentence}
            </span>
          ))}
          <span className={styles['how']}>
            {t(gesture.by === 'keys' ? 'planning.howByKeys' : 'planning.howByPointer')}
          </span>
        </>
      ) : chosen > 0 ? (
        <span>{t('planning.chosen', { count: chosen })}</span>
      ) : null}
    </div>
  );
}
