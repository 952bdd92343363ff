import { PLAN_FIELDS, type Material } from '../../../../shared/domain/plan';
import { fieldDiff } from '../../../../shared/domain/diff';
import { useT } from '../../../i18n';
import { useFieldWords } from '../../../ui';
import { Changes } from '../status/Changes';
import { usePlan } from '../plan-context';
import styles from './decide.module.css';

/** The currency stands beside the budget. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['currency']);

/** A version of a plan, whole and for reading only. */
export function PlanVersion({ material }: { material: Material }) {
  const { name, text } = useFieldWords();
  // What kind of plan it is says who decides about it.
  const known: readonly string[] = ['kind', ...PLAN_FIELDS];
  const others = Object.keys(material).filter((field) => !known.includes(field));
  const fields = [...known, ...others.sort()].filter(
    (field) => field in material && !SHOWN_ELSEWHERE.has(field),
  );
  return (
    <dl className={styles['snapshot']}>
      {fields.map((field) => (
        <div key={field} className={styles['snapshotRow']}>
          <dt>{name(field)}</dt>
          <dd>{text(field, material[field], material)}</dd>
        </div>
      ))}
    </dl>
  );
}

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
