import type { RoundView } from '../../../../shared/api/rounds';
import type { ShownHands } from '../../../../shared/domain/rounds/round';
import { useT } from '../../../i18n';
import { NumberField } from '../../../ui';
import styles from '../rounds.module.css';

interface Props {
  readonly on: NonNullable<RoundView['on']>;
  /** How many people without a device are in the workshop. */
  readonly seated: number;
  readonly hands: ShownHands;
  readonly onChange: (hands: ShownHands) => void;
}

/** Hands of people without a device, as they are counted in the room; they stand apart in the result ([ROUNDUI-10]). */
export function HandsInRoom({ on, seated, hands, onChange }: Props) {
  const t = useT('rounds');
  const set = (id: string, count: number | string | null) => {
    const { [id]: _before, ...others } = hands;
    const isCount = typeof count === 'number' && count > 0 && count <= 1000;
    onChange(isCount ? { ...others, [id]: Math.round(count) } : others);
  };
  return (
    <fieldset className={styles['handsInRoom']}>
      <legend className={styles['subheading']}>{t('hands.title')}</legend>
      <p className={styles['quiet']}>{t('hands.lead', { count: seated })}</p>
      <ul className={styles['targets']}>
        {on.map(({ id, label }) => (
          <li key={id} className={styles['target']}>
            <span className={styles['targetText']}>{label ?? id}</span>
            <NumberField
              className={styles['handCount'] ?? ''}
              label={t('hands.on', { label: label ?? id })}
              isLabelHidden
              isInRow
              value={hands[id] ?? null}
              onChange={(count) => set(id, count)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
