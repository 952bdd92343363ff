import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { isComposing } from './composing';
import { cx } from './cx';
import { FieldLabel, FieldNotes, type FieldProps } from './Field';
import { useTakeBack } from './take-back';
import styles from './Field.module.css';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly placeholder?: string;
  readonly type?: 'text' | 'search' | 'url' | 'email' | 'password';
  /** Several lines; the field grows with its text. */
  readonly isMultiline?: boolean;
  readonly rows?: number;
  /** {@link TYPED_LIMIT} unless said. */
  readonly maxLength?: number;
  readonly isNumeric?: boolean;
  readonly autoComplete?: string;
  readonly name?: string;
  readonly className?: string;
}

/**
 * Characters. More than any field may hold, so that a field can say that its text is too long; far less than the limit
 * of one message to the host, also when somebody pastes a whole file.
 */
export const TYPED_LIMIT = 10_000;

/** One line of text, or several. Controlled; every keystroke is a change. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    isLabelHidden,
    hint,
    problem,
    isOptional,
    isMultiline,
    isNumeric,
    placeholder,
    rows,
    className,
  } = props;
  const control = cx(styles['control'], isNumeric && styles['numeric']);
  const { begin, takeBackBy } = useTakeBack(props.value, props.onChange);
  return (
    <AriaTextField
      className={cx(styles['field'], props.isInRow && styles['inRow'], className)}
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(problem)}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      {...(props.isRequired ? { isRequired: true } : {})}
      {...(props.isDisabled ? { isDisabled: true } : {})}
      {...(props.isReadOnly ? { isReadOnly: true } : {})}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      maxLength={props.maxLength ?? TYPED_LIMIT}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      onFocus={() => {
        begin();
        props.onFocus?.();
      }}
      {...(props.name ? { name: props.name } : {})}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      validationBehavior="aria"
    >
      {isLabelHidden ? null : <FieldLabel label={label} isOptional={isOptional} />}
      {isMultiline ? (
        <GrowingTextArea
          {...{
            className: control,
            value: props.value,
            rows: rows ?? 2,
            placeholder,
            onKeyDown: props.onKeyDown,
          }}
        />
      ) : (
        <Input
          className={control}
          placeholder={placeholder}
          onKeyDown={(event) => {
            if (isComposing(event)) return leaveToInputMethod(event);
            props.onKeyDown?.(event);
            takeBackBy(event);
          }}
          // Nobody puts the caret into what can only be read, to see how it goes on.
          {...(props.isReadOnly ? { title: props.value } : {})}
        />
      )}
      <FieldNotes hint={hint} problem={problem} />
    </AriaTextField>
  );
}

/** A browser empties its searches by Escape, while an input method puts a sign together too. */
function leaveToInputMethod(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.preventDefault();
}

interface GrowingProps {
  className: string;
  value: string;
  rows: number;
  placeholder: string | undefined;
  onKeyDown: ((event: KeyboardEvent) => void) | undefined;
}

function GrowingTextArea({ value, ...props }: GrowingProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (area.current) fitHeight(area.current);
  }, [value]);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    let width = element.offsetWidth;
    // Narrower, the same text has more lines. Its height is our own doing.
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth === width) return;
      width = element.offsetWidth;
      fitHeight(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return <TextArea ref={area} {...props} />;
}

function fitHeight(element: HTMLTextAreaElement): void {
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight + 2}px`;
}
