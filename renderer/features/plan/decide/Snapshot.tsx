import { PLAN_FIELDS, type Material } from '../../../../shared/domain/plan';
import { useFieldWords } from '../../../ui';
import styles from './decide.module.css';

/** The currency stands beside the budget. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['currency']);

/** A version of a plan, whole and for reading only. */
export function Snapshot({ material }: { material: Material }) {
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
