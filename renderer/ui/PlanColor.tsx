import type { Json } from '../../shared/domain/json';
import { useT } from '../i18n';
import styles from './PlanColor.module.css';

/** The colours that one can give a plan. They mean what people agree they mean, so they are always named too. */
export const PLAN_COLORS = ['red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export type PlanColor = (typeof PLAN_COLORS)[number];

/** The colour of a plan; null for none, and for what is none. */
export function planColorOf(value: Json | undefined): PlanColor | null {
  return PLAN_COLORS.find((color) => color === value) ?? null;
}

/** A plan's colour as a small mark; `none` is an empty one. */
export function ColorMark({ color }: { color: PlanColor | 'none' }) {
  return <span className={styles['mark']} data-color={color} aria-hidden />;
}

/** {@link ColorMark} with its name for whoever points at it or hears it. */
export function NamedColorMark({ color }: { color: PlanColor }) {
  const t = useT('plan');
  const name = t(`colors.${color}`);
  return (
    <span className={styles['named']} role="img" aria-label={name} title={name}>
      <ColorMark color={color} />
    </span>
  );
}
