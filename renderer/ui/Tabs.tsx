import type { ReactNode } from 'react';
import {
  Link,
  Tab,
  TabList,
  TabPanel,
  Tabs as AriaTabs,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { cx } from './cx';
import styles from './Tabs.module.css';

export interface TabItem<V extends string> {
  readonly id: V;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<V extends string> {
  readonly label: string;
  readonly items: readonly TabItem<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly className?: string;
}

/** Sheets of one thing, one shown at a time. */
export function Tabs<V extends string>({ label, items, value, onChange, className }: TabsProps<V>) {
  return (
    <AriaTabs
      className={cx(styles['tabs'], className)}
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key) as V)}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles['tab'] ?? ''}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles['panel'] ?? ''}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

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
  /** Icons only, names as tooltips for the narrow. */
  readonly className?: string | undefined;
}

/** {@link Segments} whose choices are places. */
export function SegmentLinks({ label, items, className }: SegmentLinksProps) {
  return (
    <nav aria-label={label} className={cx(styles['segments'], className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          className={styles['segment'] ?? ''}
          {...(item.isCurrent ? { 'aria-current': 'page' } : {})}
        >
          {item.icon}
          <span>{item.label}</span>
        </Link>
      ))}
    </nav>
  );
}
