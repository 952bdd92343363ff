import { ArrowRight } from 'lucide-react';
import type { FieldChange } from '../../../shared/domain/diff';
import type { Json } from '../../../shared/domain/json';
import { PLAN_FIELDS, type Material } from '../../../shared/domain/plan';
import { useT } from '../../i18n';
import { useFieldWords } from '../../ui';
import type { RecordLine } from './logic/lines';
import styles from './changes.module.css';

/** What a submission changed from the one before, old and new side by side. */
export function Changes({ line, changes }: { line: RecordLine; changes: readonly FieldChange[] }) {
  const t = useT('record');
  const { name, text } = useFieldWords();
  if (changes.length === 0) return <p className={styles['same']}>{t('changes.none')}</p>;
  const value = (field: string, side: Json | undefined, material: Material | null) =>
    text(field, side, material ?? {}) || t('changes.empty');
  return (
    <div>
      <p className={styles['same']}>
        {t('changes.count', { count: changes.length, version: String((line.version ?? 2) - 1) })}
      </p>
      <dl className={styles['list']}>
        {changes.map(({ field, before, after }) => (
          <div key={field} className={styles['change']}>
            <dt>{name(field)}</dt>
            <dd>
              <del>
                <span className={styles['spoken']}>{t('changes.before')} </span>
                {value(field, before, line.previous)}
              </del>
              <ArrowRight size={12} aria-hidden />
              <ins>
                <span className={styles['spoken']}>{t('changes.after')} </span>
                {value(field, after, line.snapshot)}
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The whole version that was submitted, folded away. */
export function Snapshot({ material }: { material: Material }) {
  const t = useT('record');
  const { name, text } = useFieldWords();
  const known: readonly string[] = PLAN_FIELDS;
  const shown = known.filter((field) => field !== 'currency');
  const others = Object.keys(material).filter((field) => !known.includes(field) && field !== 'kind');
  return (
    <details className={styles['snapshot']}>
      <summary>{t('snapshot')}</summary>
      <dl className={styles['list']}>
        {['kind', ...shown, ...others].map((field) => {
          const words = text(field, material[field], material);
          return words ? (
            <div key={field} className={styles['change']}>
              <dt>{name(field)}</dt>
              <dd className={styles['value']}>{words}</dd>
            </div>
          ) : null;
        })}
      </dl>
    </details>
  );
}
