import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { cx } from './cx';
import { useKeyNames } from './keys';
import styles from './Overlay.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
  /** As in `Ctrl+P`. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly isDanger?: boolean;
  /** A choice that is on. */
  readonly isSelected?: boolean;
  readonly href?: string;
  readonly onAction?: () => void;
}

export interface MenuSectionItems {
  readonly id: string;
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  /** A button of ours. */
  readonly trigger: ReactNode;
  readonly label: string;
  /** Sections, with a line between them. */
  readonly sections: readonly MenuSectionItems[];
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right bottom';
}

/** More actions, behind a button. */
export function Menu({ trigger, label, sections, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles['popover'] ?? ''} placement={placement} offset={4}>
        <AriaMenu aria-label={label} className={styles['list'] ?? ''}>
          {sections.flatMap((section, index) => [
            ...(index > 0
              ? [<Separator key={`line-${section.id}`} className={styles['separator'] ?? ''} />]
              : []),
            <MenuSection key={section.id} {...(section.title ? {} : { 'aria-label': label })}>
              {section.title ? (
                <Header className={styles['sectionTitle'] ?? ''}>{section.title}</Header>
              ) : null}
              {section.items.map((item) => (
                <Entry key={item.id} item={item} />
              ))}
            </MenuSection>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ item }: { item: MenuItem }) {
  const keyNames = useKeyNames();
  return (
    <AriaMenuItem
      id={item.id}
      textValue={item.label}
      className={cx(styles['item'], item.isDanger && styles['itemDanger'])}
      isDisabled={item.isDisabled ?? false}
      {...(item.href ? { href: item.href } : {})}
      {...(item.onAction ? { onAction: item.onAction } : {})}
    >
      {item.icon}
      <span className={styles['itemText']}>
        {item.label}
        {item.hint ? <span className={styles['itemHint']}>{item.hint}</span> : null}
      </span>
      {item.keys ? <kbd className={styles['itemKeys']}>{keyNames(item.keys)}</kbd> : null}
      {item.isSelected ? <Check size={14} aria-hidden /> : null}
    </AriaMenuItem>
  );
}
