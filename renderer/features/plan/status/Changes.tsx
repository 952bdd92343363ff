import { RotateCcw } from 'lucide-react';
import type { FieldChange } from '../../../../shared/domain/diff';
import type { JsonObject } from '../../../../shared/domain/json';
import { useT } from '../../../i18n';
import { IconButton, TwoSides, useFieldWords } from '../../../ui';
import styles from './status.module.css';

interface ChangesProps {
  readonly changes: readonly FieldChange[];
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** What the two sides are called. */
  readonly labels: readonly [string, string];
  /** Fields as they are `after`, with what its reader wrote himself covered: that is not marked. */
  readonly covered?: JsonObject;
  /** Offered per field where its old value can be put back. */
  readonly onRestore?: ((change: FieldChange) => void) | undefined;
  readonly canRestore?: (field: string) => boolean;
}

/** Old and new side by side, field by field; in texts the words ([PLANUI-6]). */
export function Changes({ changes, before, after, labels, covered, onRestore, canRestore }: ChangesProps) {
  const t = useT('plan');
  const nameOfField = useFieldName();
  const { text } = useFieldWords();
  return (
    <ul className={styles['changes']}>
      {changes.map((change) => {
        const { field } = change;
        const was = text(field, change.before, before);
        const is = text(field, change.after, after);
        return (
          <li key={field} className={styles['change']}>
            <div className={styles['changeTop']}>
              <span className={styles['changeField']}>{nameOfField(field)}</span>
              {onRestore && canRestore?.(field) ? (
                <IconButton
                  size="small"
                  icon={<RotateCcw size={13} aria-hidden />}
                  label={`${t('changes.restore')}: ${nameOfField(field)}`}
                  onPress={() => onRestore(change)}
                />
              ) : null}
            </div>
            {was === is ? (
              <p className={styles['quiet']}>{t('changes.formatting')}</p>
            ) : (
              <TwoSides
                field={field}
                was={was}
                is={is}
                labels={labels}
                covered={covered?.[field] === undefined ? undefined : text(field, covered[field], after)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The name of any field a plan may have, also of one that this version does not know. */
export function useFieldName(): (field: string) => string {
  const t = useT('plan');
  const common = useT('common');
  return (field) => {
    const key = `field.${field}` as 'field.title';
    return common.has(key) ? common(key) : t('changes.otherField', { field });
  };
}
