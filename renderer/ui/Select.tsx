import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { useT } from '../i18n';
import { isComposing } from './composing';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps } from './Field';
import fieldStyles from './Field.module.css';
import overlay from './Overlay.module.css';
import styles from './Select.module.css';

export interface Option<V extends string = string> {
  readonly id: V;
  readonly label: string;
  /** A second line in the list. */
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly isDisabled?: boolean;
}

export interface SelectProps<V extends string> extends FieldProps {
  readonly options: readonly Option<V>[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly placeholder?: string;
  /** `compact`: for toolbars and rows. */
  readonly size?: 'medium' | 'compact';
  /** Without a frame until hovered. */
  readonly isQuiet?: boolean;
  readonly isDefaultOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly className?: string;
}

/**
 * A choice of one out of many, from a list that opens. Nothing is chosen while it is closed: a letter, or an arrow, that was
 * meant for something else would change what everybody sees ([UI-77]). It opens the list, at the choice that begins so.
 */
export function Select<V extends string>({ label, options, value, onChange, ...props }: SelectProps<V>) {
  const t = useT('common');
  const [isOpen, setOpen] = useState(props.isDefaultOpen ?? false);
  const [letter, setLetter] = useState<string | null>(null);
  const open = (next: boolean) => {
    setOpen(next);
    if (!next) setLetter(null);
    props.onOpenChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (isOpen || event.ctrlKey || event.metaKey || event.altKey || !LETTER.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setLetter(event.key);
    open(true);
  };
  return (
    <AriaSelect
      className={cx(fieldStyles['field'], props.className)}
      render={(own) => <div {...own} onKeyDownCapture={onKeyDown} />}
      value={value}
      onChange={(key) => isOpen && key !== null && onChange(String(key) as V)}
      placeholder={props.placeholder ?? t('choose')}
      isInvalid={Boolean(props.problem)}
      isDisabled={(props.isDisabled ?? false) || (props.isReadOnly ?? false)}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      isOpen={isOpen}
      onOpenChange={open}
      {...(props.isLabelHidden ? { 'aria-label': label } : {})}
    >
      {props.isLabelHidden ? null : <FieldLabel label={label} isOptional={props.isOptional} />}
      <Button
        className={cx(
          fieldStyles['control'],
          styles['trigger'],
          props.size === 'compact' && styles['compact'],
          props.isQuiet && styles['quiet'],
        )}
        autoFocus={props.autoFocus ?? false}
      >
        <SelectValue className={styles['value'] ?? ''}>
          {({ defaultChildren, isPlaceholder }) => {
            const chosen = options.find((option) => option.id === value);
            return isPlaceholder || !chosen ? (
              defaultChildren
            ) : (
              <>
                {chosen.icon}
                <span className={styles['valueWord']} title={chosen.label}>
                  {chosen.label}
                </span>
              </>
            );
          }}
        </SelectValue>
        <ChevronDown size={14} className={styles['arrow']} aria-hidden />
      </Button>
      <FieldNotes hint={props.hint} problem={props.problem} />
      <Popover className={cx(overlay['popover'], overlay['asWide'])} offset={4}>
        <OptionList options={options} letter={letter} />
      </Popover>
    </AriaSelect>
  );
}

const LETTER = /^[\p{L}\p{N}]$/u;

interface OptionListProps {
  readonly options?: readonly Option[];
  /** What opened the list: it counts as the first that is typed in it. */
  readonly letter?: string | null;
}

/** The list inside a select or combo box. */
export function OptionList({ options, letter = null }: OptionListProps) {
  const t = useT('common');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (letter !== null)
      list.current?.dispatchEvent(new window.KeyboardEvent('keydown', { key: letter, bubbles: true }));
  }, [letter]);
  return (
    <ListBox
      ref={list}
      className={overlay['list'] ?? ''}
      {...(options ? { items: options } : {})}
      renderEmptyState={() => <div className={overlay['nothing']}>{t('noMatch')}</div>}
    >
      {(option: Option) => (
        <ListBoxItem
          id={option.id}
          textValue={option.label}
          isDisabled={option.isDisabled ?? false}
          className={overlay['item'] ?? ''}
        >
          {({ isSelected }) => (
            <>
              {option.icon}
              <span className={overlay['itemText']}>
                {option.label}
                {option.hint ? <span className={overlay['itemHint']}>{option.hint}</span> : null}
              </span>
              {isSelected ? <Check size={14} aria-hidden /> : null}
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
