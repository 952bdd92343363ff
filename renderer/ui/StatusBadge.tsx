import type { PlanState } from '../../shared/domain/status';
import { useT } from '../i18n';
import { cx } from './cx';
import { StateGlyph } from './StateGlyph';
import styles from './StatusBadge.module.css';

export interface StatusBadgeProps {
  readonly state: PlanState;
  /** How many changes since the agreement: shown with that state. */
  readonly changes?: number;
  /** `plain`: glyph and word in colour; `loud`: on a ground of its colour. */
  readonly look?: 'plain' | 'loud';
  readonly className?: string;
}

/** How a plan stands: glyph, word and colour, so that nobody depends on one of them alone. */
export function StatusBadge({ state, changes, look = 'plain', className }: StatusBadgeProps) {
  const t = useT('common');
  const word =
    state === 'changed-since-agreed' && changes !== undefined
      ? t('stateChanged', { count: changes })
      : t(`state.${state}`);
  return (
    <span
      className={cx(styles['badge'], styles[state], look === 'loud' && styles['loud'], className)}
      data-state={state}
    >
      <StateGlyph state={state} />
      <span className={styles['word']}>{word}</span>
    </span>
  );
}
