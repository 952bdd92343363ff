import { memo, type ReactNode } from 'react';
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

interface SegmentLinkProps {
  readonly href: string;
  readonly label: string;
  /** The same element each time. */
  readonly icon?: ReactNode;
  readonly isCurrent: boolean;
}

export interface SegmentLinksProps {
  readonly label: string;
  readonly items: readonly SegmentLinkProps[];
  /** May hide the names, which are tooltips too. */
  readonly className?: string | undefined;
}

/** {@link Segments} whose choices are links. */
export function SegmentLinks({ label, items, className }: SegmentLinksProps) {
  return (
    <nav aria-label={label} className={cx(styles['segments'], className)}>
      {items.map((item) => (
        <SegmentLink key={item.href} {...item} />
      ))}
    </nav>
  );
}

/** Drawn again only when it changes itself: of several, going from one to the other changes two. */
const SegmentLink = memo(function SegmentLink({ href, label, icon, isCurrent }: SegmentLinkProps) {
  return (
    <Tooltip text={label}>
      <Link
        href={href}
        className={styles['segment'] ?? ''}
        {...(isCurrent ? { 'aria-current': 'page' } : {})}
      >
        {icon}
        <span>{label}</span>
      </Link>
    </Tooltip>
  );
});
