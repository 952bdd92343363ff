import type { Department } from '../../shared/domain/people';
import type { PlanState } from '../../shared/domain/status';
import { useT } from '../i18n';
import { cx } from './cx';
import { StateGlyph } from './StateGlyph';
import styles from './StatusBadge.module.css';

export interface StatusBadgeProps {
  readonly state: PlanState;
  /** Whose plan it is: marketing takes note of what sales does. */
  readonly department: Department;
  /** How many changes since the agreement: shown with that state. */
  readonly changes?: number;
  /** `plain`: glyph and word in colour; `loud`: on a ground of its colour. */
  readonly look?: 'plain' | 'loud';
  readonly className?: string;
}

/** How a plan stands: glyph, word and colour, so that nobody depends on one of them alone. */
export function StatusBadge({ state, department, changes, look = 'plain', className }: StatusBadgeProps) {
  const t = useT('common');
  const word =
    state === 'changed-since-agreed' && changes !== undefined
      ? t(department === 'sales' ? 'notedChanged' : 'stateChanged', { count: changes })
      : stateWord(t, state, department);
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

/** The word for how a plan of a department stands: what marketing took note of was not agreed. */
export function stateWord(
  t: ReturnType<typeof useT<'common'>>,
  state: PlanState,
  department: Department,
): string {
  const isNoted = department === 'sales' && (state === 'agreed' || state === 'changed-since-agreed');
  return isNoted ? t(`noted.${state}`) : t(`state.${state}`);
}
