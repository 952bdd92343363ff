import { fieldDiff } from '../../../../shared/domain/diff';
import type { Material } from '../../../../shared/domain/plan';
import { useT } from '../../../i18n';
import { Changes } from '../status/Changes';
import { usePlan } from '../plan-context';
import styles from './decide.module.css';

/** What a version has new beside the last agreement; nothing before there was one. */
export function VersionDiff({ material }: { material: Material }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const { agreement } = row.status;
  if (!agreement) return null;
  const changes = fieldDiff(agreement.snapshot, material);
  if (changes.length === 0) return <p className={styles['hint']}>{t('approve.noDiff')}</p>;
  return (
    <div className={styles['diff']}>
      <h4 className={styles['legend']}>{t('approve.diff')}</h4>
      <Changes
        changes={changes}
        before={agreement.snapshot}
        after={material}
        labels={[plan('changes.agreed'), plan('changes.after')]}
      />
    </div>
  );
}
