import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import { Checkbox as AriaCheckbox, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps } from './Field';
import styles from './Field.module.css';

export interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function Checkbox({ isSelected, onChange, isDisabled = false, children }: CheckboxProps) {
  return (
    <AriaCheckbox className={styles['choice'] ?? ''} {...{ isSelected, onChange, isDisabled }}>
      <span className={styles['box']} aria-hidden>
        {isSelected ? <Check size={12} strokeWidth={3} /> : null}
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

export interface RadioGroupProps<V extends string> extends FieldProps {
  readonly options: readonly { readonly id: V; readonly label: ReactNode; readonly isDisabled?: boolean }[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  /** Options side by side. */
  readonly isAcross?: boolean;
}

/** One of a few, all of them visible. */
export function RadioGroup<V extends string>({
  label,
  options,
  value,
  onChange,
  isAcross,
  ...props
}: RadioGroupProps<V>) {
  return (
    <AriaRadioGroup
      className={styles['field'] ?? ''}
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
      isInvalid={Boolean(props.problem)}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      {...(props.isLabelHidden ? { 'aria-label': label } : {})}
    >
      {props.isLabelHidden ? null : <FieldLabel label={label} isOptional={props.isOptional} />}
      <div className={cx(styles['group'], isAcross && styles['across'])}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            className={styles['choice'] ?? ''}
          >
            {({ isSelected }) => (
              <>
                <span className={cx(styles['box'], styles['dot'])} aria-hidden>
                  {isSelected ? <span className={styles['inner']} /> : null}
                </span>
                <span>{option.label}</span>
              </>
            )}
          </Radio>
        ))}
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} />
    </AriaRadioGroup>
  );
}
