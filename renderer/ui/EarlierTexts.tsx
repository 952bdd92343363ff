import { shown } from '../../shared/domain/text/typed-text';
import { useT } from '../i18n';
import { Button } from './Button';
import styles from './EarlierTexts.module.css';

interface EarlierTextsProps<T extends { readonly text: string }> {
  readonly texts: readonly T[];
  readonly onTake: (text: T) => void;
  readonly onDrop: (text: T) => void;
}

/** Below a field: what its writer also wrote there and no window shows any more ([PLANUI-39]). */
export function EarlierTexts<T extends { readonly text: string }>({
  texts,
  onTake,
  onDrop,
}: EarlierTextsProps<T>) {
  const t = useT('kept');
  return texts.map((each) => (
    <div key={each.text} role="group" aria-label={t('earlier.label')} className={styles['earlier']}>
      <p className={styles['lead']}>{t('earlier.label')}</p>
      <p className={styles['text']}>{shown(each.text)}</p>
      <div className={styles['actions']}>
        <Button size="small" onPress={() => onTake(each)}>
          {t('earlier.take')}
        </Button>
        <Button size="small" variant="quiet" onPress={() => onDrop(each)}>
          {t('earlier.drop')}
        </Button>
      </div>
    </div>
  ));
}
