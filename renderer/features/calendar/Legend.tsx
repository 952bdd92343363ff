import { useT } from '../../i18n';
import { StateGlyph } from '../../ui';
import styles from './bar.module.css';

/** What solid, dashed and red bars mean. */
export function Legend() {
  const t = useT('calendar');
  return (
    <dl className={styles['legend']} aria-label={t('legend.label')}>
      <Sign look="agreed" state="agreed" label={t('legend.agreed')} />
      <Sign look="launched" state="launched" label={t('legend.launched')} />
      <Sign look="open" state="draft" label={t('legend.open')} />
      <Sign look="late" state="draft" label={t('legend.late')} />
    </dl>
  );
}

interface SignProps {
  readonly look: 'agreed' | 'launched' | 'open' | 'late';
  readonly state: 'agreed' | 'launched' | 'draft';
  readonly label: string;
}

function Sign({ look, state, label }: SignProps) {
  return (
    <div className={styles['sign']}>
      <dt className={styles['swatch']} data-look={look}>
        <StateGlyph state={state} size={12} />
      </dt>
      <dd>{label}</dd>
    </div>
  );
}
