import type { ReactNode } from 'react';
import { Link, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './cx';
import { Tooltip } from './Popover';
import styles from './Segments.module.css';

export interface SegmentsProps<V extends string> {
  readonly label: string;
  readonly items: readonly { readonly id: V; readonly label: ReactNode; readonly icon?: ReactNode }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** Two to five ways to look at the same thing. */
export function Segments<V extends string>({ label, items, value, onChange }: SegmentsProps<V>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles['segments'] ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        for (const key of keys) onChange(String(key) as V);
      }}
    >
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id} className={styles['segment'] ?? ''}>
          {item.icon}
          {item.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

export interface SegmentLinksProps {
  readonly label: string;
  readonly items: readonly {
    readonly href: string;
    readonly label: string;
    readonly icon?: ReactNode;
    readonly isCurrent: boolean;
  }[];
  /** May hide the names, which are tooltips too. */
  readonly className?: string | undefined;
}

/** {@link Segments} whose choices are links. */
export function SegmentLinks({ label, items, className }: SegmentLinksProps) {
  return (
    <nav aria-label={label} className={cx(styles['segments'], className)}>
      {items.map((item) => (
        <Tooltip key={item.href} text={item.label}>
          <Link
            href={item.href}
            className={styles['segment'] ?? ''}
            {...(item.isCurrent ? { 'aria-current': 'page' } : {})}
          >
            {item.icon}
            <span>{item.label}</span>
          </Link>
        </Tooltip>
      ))}
    </nav>
  );
}
