import { lazy, Suspense } from 'react';
import { briefText } from '../../../../shared/domain/brief';
import { useBrief } from '../../../client';
import { useT } from '../../../i18n';
import { FieldFrame } from '../form/FieldFrame';
import { usePlanPart, usePlanPlace } from '../plan-context';
import styles from './brief.module.css';

// The editor is the largest part of the app and not needed to see a board.
const BriefEditor = lazy(() => import('./BriefEditor'));

/** The brief: an editor for the rich text in the document, or only its words for a plan that is no longer in it. */
export function Brief() {
  const t = useT('common');
  const { planId } = usePlanPlace();
  const brief = useBrief(planId);
  const text = usePlanPart((row) => briefText(row.json['brief']));
  const words = <p className={styles['words']}>{text}</p>;
  return (
    <FieldFrame field="brief" label={t('field.brief')}>
      <p className={styles['label']}>{t('field.brief')}</p>
      {brief ? (
        <Suspense fallback={words}>
          <BriefEditor key={planId} brief={brief} fallback={words} />
        </Suspense>
      ) : (
        words
      )}
    </FieldFrame>
  );
}
