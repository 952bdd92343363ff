import type { ReactNode } from 'react';
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

/** A choice of one out of many, from a list that opens. */
export function Select<V extends string>({ label, options, value, onChange, ...props }: SelectProps<V>) {
  const t = useT('common');
  return (
    <AriaSelect
      className={cx(fieldStyles['field'], props.className)}
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as V)}
      placeholder={props.placeholder ?? t('choose')}
      isInvalid={Boolean(props.problem)}
      isDisabled={(props.isDisabled ?? false) || (props.isReadOnly ?? false)}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      defaultOpen={props.isDefaultOpen ?? false}
      {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}
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
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  );
}

/** The list inside a select or combo box. */
export function OptionList({ options }: { options?: readonly Option[] }) {
  const t = useT('common');
  return (
    <ListBox
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
