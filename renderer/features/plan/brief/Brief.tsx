import { lazy, Suspense } from 'react';
import { briefText } from '../../../../shared/domain/brief';
import { useBrief } from '../../../client';
import { useT } from '../../../i18n';
import { FieldFrame } from '../form/FieldFrame';
import { usePlan } from '../plan-context';
import styles from './brief.module.css';

// The editor is the largest part of the app and not needed to see a board.
const BriefEditor = lazy(() => import('./BriefEditor'));

/** The brief: an editor for the rich text in the document, or only its words for a plan that is no longer in it. */
export function Brief() {
  const t = useT('common');
  const { row } = usePlan();
  const brief = useBrief(row.id);
  const words = <p className={styles['words']}>{briefText(row.json['brief'])}</p>;
  return (
    <FieldFrame field="brief" label={t('field.brief')}>
      <p className={styles['label']}>{t('field.brief')}</p>
      {brief ? (
        <Suspense fallback={words}>
          <BriefEditor key={row.id} brief={brief} fallback={words} />
        </Suspense>
      ) : (
        words
      )}
    </FieldFrame>
  );
}
