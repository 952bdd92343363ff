import type { FieldChange } from '../../../shared/domain/diff';
import { PLAN_FIELDS, type Material } from '../../../shared/domain/plan';
import { useT } from '../../i18n';
import { BriefView, TwoSides, useFieldWords } from '../../ui';
import type { RecordLine } from './logic/lines';
import styles from './changes.module.css';

/** What a version changed from the one before, old and new side by side. */
export function Changes({ line, changes }: { line: RecordLine; changes: readonly FieldChange[] }) {
  const t = useT('record');
  const { name, text } = useFieldWords();
  if (changes.length === 0) return <p className={styles['same']}>{t('changes.none')}</p>;
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
              <TwoSides
                field={field}
                was={text(field, before, line.previous ?? {})}
                is={text(field, after, line.snapshot ?? {})}
                labels={[t('changes.before'), t('changes.after')]}
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The version that a decision is about, and what was new in it; folded away. */
export function About({ line }: { line: RecordLine }) {
  const t = useT('record');
  if (!line.snapshot) return null;
  return (
    <details className={styles['snapshot']}>
      <summary>{t('about', { version: String(line.version ?? 1) })}</summary>
      {line.changes ? <Changes line={line} changes={line.changes} /> : null}
      <Fields material={line.snapshot} />
    </details>
  );
}

/** The whole version that was submitted, folded away until somebody wants it, or prints it. */
export function WholeVersion({ material, isOpen }: { material: Material; isOpen: boolean }) {
  const t = useT('record');
  return (
    <details className={styles['snapshot']} open={isOpen}>
      <summary>{t('snapshot')}</summary>
      <Fields material={material} />
    </details>
  );
}

function Fields({ material }: { material: Material }) {
  const { name, text } = useFieldWords();
  const known: readonly string[] = PLAN_FIELDS;
  const shown = known.filter((field) => field !== 'currency');
  const others = Object.keys(material).filter((field) => !known.includes(field) && field !== 'kind');
  return (
    <dl className={styles['list']}>
      {['kind', ...shown, ...others].map((field) => {
        const words = text(field, material[field], material);
        return words ? (
          <div key={field} className={styles['change']}>
            <dt>{name(field)}</dt>
            <dd className={styles['value']}>
              {field === 'brief' ? <BriefView brief={material[field] ?? null} /> : words}
            </dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}
