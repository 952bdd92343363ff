import { TriangleAlert } from 'lucide-react';
import { useT } from '../../i18n';
import { barClass } from './timeline/bar-class';
import styles from './timeline/bar.module.css';

const SIGNS = [
  { look: 'agreed', state: 'agreed' },
  { look: 'launched', state: 'launched' },
  { look: 'open', state: 'draft' },
  { look: 'late', state: 'draft' },
] as const;

/** What filled, hollow and red bars mean, and the sign of warnings. */
export function Legend() {
  const t = useT('calendar');
  return (
    <dl className={styles['legend']} aria-label={t('legend.label')}>
      {SIGNS.map(({ look, state }) => (
        <div key={look} className={styles['sign']}>
          <dt className={styles['swatch']}>
            <span className={barClass({ look, state, words: 'inside' })} />
          </dt>
          <dd>{t(`legend.${look}`)}</dd>
        </div>
      ))}
      <div className={styles['sign']}>
        <dt>
          <TriangleAlert size={13} aria-hidden />
        </dt>
        <dd>{t('legend.warned')}</dd>
      </div>
    </dl>
  );
}
