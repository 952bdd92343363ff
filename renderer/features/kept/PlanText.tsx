import { useT } from '../../i18n';
import type { FieldLine } from './logic/lines';
import styles from './kept.module.css';

interface Props {
  readonly lines: readonly FieldLine[];
  readonly comments: readonly string[];
  /** What stands in a field on the board now, where that matters. */
  readonly now?: (field: string) => string;
}

/** What was written in a plan, field by field, and in its comments. */
export function PlanText({ lines, comments, now }: Props) {
  const t = useT('kept');
  if (lines.length + comments.length === 0) return null;
  return (
    <dl className={styles['lines']}>
      {lines.map(({ field, name, text }) => {
        const present = now?.(field);
        return (
          <div key={field} className={styles['line']}>
            <dt>{name}</dt>
            <dd>
              <span className={styles['text']}>{text}</span>
              {present ? <span className={styles['quiet']}>{t('now', { value: present })}</span> : null}
            </dd>
          </div>
        );
      })}
      {comments.map((comment, index) => (
        <div key={`${index} ${comment}`} className={styles['line']}>
          <dt>{t('comment')}</dt>
          <dd>
            <span className={styles['text']}>{comment}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
