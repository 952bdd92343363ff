import { PLAN_FIELDS, type Material } from '../../../../shared/domain/plan';
import { valueText } from '../logic/value-text';
import { useSpeech } from '../plan-context';
import { useFieldName } from '../status/Changes';
import styles from './decide.module.css';

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['kind', 'currency']);

/** A version of a plan, whole and for reading only. */
export function Snapshot({ material }: { material: Material }) {
  const speech = useSpeech();
  const nameOfField = useFieldName();
  const known: readonly string[] = PLAN_FIELDS;
  const others = Object.keys(material).filter((field) => !known.includes(field));
  const fields = [...known, ...others.sort()].filter(
    (field) => field in material && !SHOWN_ELSEWHERE.has(field),
  );
  return (
    <dl className={styles['snapshot']}>
      {fields.map((field) => (
        <div key={field} className={styles['snapshotRow']}>
          <dt>{nameOfField(field)}</dt>
          <dd>{valueText(field, material[field], material, speech)}</dd>
        </div>
      ))}
    </dl>
  );
}
