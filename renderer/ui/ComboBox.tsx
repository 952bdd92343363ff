import { ChevronDown } from 'lucide-react';
import { Button, ComboBox as AriaComboBox, Input, Popover } from 'react-aria-components';
import { useT } from '../i18n';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps } from './Field';
import { OptionList, type Option } from './Select';
import fieldStyles from './Field.module.css';
import overlay from './Overlay.module.css';
import styles from './Select.module.css';

export interface ComboBoxProps<V extends string> extends FieldProps {
  readonly options: readonly Option<V>[];
  readonly value: V | null;
  /** `null` when emptied. */
  readonly onChange: (value: V | null) => void;
  readonly placeholder?: string;
  readonly className?: string;
}

/** One of many, found by typing. */
export function ComboBox<V extends string>({ label, options, value, onChange, ...props }: ComboBoxProps<V>) {
  const t = useT('common');
  return (
    <AriaComboBox
      className={cx(fieldStyles['field'], props.className)}
      defaultItems={options}
      value={value}
      onChange={(key) => onChange(key === null ? null : (String(key) as V))}
      menuTrigger="focus"
      isInvalid={Boolean(props.problem)}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      isRequired={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      allowsEmptyCollection
      {...(props.isLabelHidden ? { 'aria-label': label } : {})}
    >
      {props.isLabelHidden ? null : <FieldLabel label={label} isOptional={props.isOptional} />}
      <div className={styles['combo']}>
        <Input className={fieldStyles['control'] ?? ''} placeholder={props.placeholder ?? t('choose')} />
        <Button className={styles['comboArrow'] ?? ''} aria-label={t('showOptions')}>
          <ChevronDown size={14} aria-hidden />
        </Button>
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} />
      <Popover className={cx(overlay['popover'], overlay['asWide'])} offset={4}>
        <OptionList />
      </Popover>
    </AriaComboBox>
  );
}
