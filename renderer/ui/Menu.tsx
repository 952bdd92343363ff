import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
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
  /** It puts a field in the place of the menu: once the menu is gone, as it lets nothing beside it have the focus. */
  readonly isInPlace?: boolean;
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
  const chosenRef = useRef<(() => void) | null>(null);
  const choose = (action: () => void) => void (chosenRef.current = action);
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
                <Entry key={item.id} item={item} afterwards={choose} />
              ))}
            </MenuSection>,
          ])}
        </AriaMenu>
        <Gone chosenRef={chosenRef} />
      </Popover>
    </MenuTrigger>
  );
}

/** Does what was chosen for afterwards once the menu is gone and its button has the focus again, which takes a frame. */
function Gone({ chosenRef }: { readonly chosenRef: RefObject<(() => void) | null> }) {
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const run = chosenRef.current;
          chosenRef.current = null;
          run?.();
        }),
      );
    },
    [chosenRef],
  );
  return null;
}

interface EntryProps {
  readonly item: MenuItem;
  /** Has something done once the menu is gone. */
  readonly afterwards: (action: () => void) => void;
}

function Entry({ item, afterwards }: EntryProps) {
  const keyNames = useKeyNames();
  const chosen = item.onAction;
  const onAction = item.isInPlace && chosen ? () => afterwards(chosen) : chosen;
  return (
    <AriaMenuItem
      id={item.id}
      textValue={item.label}
      className={cx(styles['item'], item.isDanger && styles['itemDanger'])}
      isDisabled={item.isDisabled ?? false}
      {...(item.href ? { href: item.href } : {})}
      {...(onAction ? { onAction } : {})}
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
