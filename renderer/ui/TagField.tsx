import { contains, fold } from '../../shared/domain/text/fold';
import { isVisible, shown } from '../../shared/domain/text/typed-text';
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { X } from 'lucide-react';
import { Button, ComboBox, Input, Popover, Tag, TagGroup, TagList } from 'react-aria-components';
import { useT } from '../i18n';
import { isComposing } from './composing';
import { cx } from './cx';
import { CircleAlert } from 'lucide-react';
import type { FieldProps } from './Field';
import { OptionList } from './Select';
import { TYPED_LIMIT } from './TextField';
import { tagWords } from './tag-words';
import fieldStyles from './Field.module.css';
import overlay from './Overlay.module.css';
import styles from './Select.module.css';

export interface TagFieldProps extends FieldProps {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  /** Offered while typing; anything else can be typed too. */
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
}

/**
 * Several short words: typed, chosen from suggestions, pasted as a list or a column; Backspace takes the last away, Escape
 * the word that is being typed.
 */
export function TagField({
  label,
  values,
  onChange,
  suggestions = [],
  placeholder,
  ...props
}: TagFieldProps) {
  const t = useT('common');
  const [text, setText] = useState('');
  const labelId = useId();
  const noteId = useId();
  const canEdit = !props.isDisabled && !props.isReadOnly;

  const add = (typed: string) => {
    const fresh = tagWords(typed).filter((each) => !values.includes(each));
    if (fresh.length > 0) onChange([...values, ...fresh]);
    setText('');
  };
  // A panel may close with the field still focused: then no blur comes.
  const atEnd = useRef<() => void>(() => undefined);
  useEffect(() => {
    atEnd.current = () => add(text);
  });
  useEffect(() => () => atEnd.current(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      setText('');
    }
    if (event.key === 'Enter' && isVisible(text)) add(text);
    if ((event.key === ',' || event.key === ';') && isVisible(text)) {
      event.preventDefault();
      add(text);
    }
    if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1));
  };
  /** An input of one line would make one word of several lines or cells. */
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (tagWords(pasted).length < 2) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    add(text.slice(0, selectionStart ?? text.length) + pasted + text.slice(selectionEnd ?? text.length));
  };

  const options = suggestions
    .filter((each) => !values.includes(each))
    .map((each) => ({ id: each, label: each }));
  return (
    <div className={cx(fieldStyles['field'], Boolean(props.problem) && fieldStyles['invalid'])}>
      <span id={labelId} className={cx(fieldStyles['label'], props.isLabelHidden && fieldStyles['hidden'])}>
        {label}
        {props.isOptional ? <span className={fieldStyles['optional']}>{t('optional')}</span> : null}
      </span>
      <div className={cx(fieldStyles['control'], styles['tags'])}>
        {values.length === 0 ? null : (
          <TagGroup
            className={styles['tagList'] ?? ''}
            aria-labelledby={labelId}
            {...(canEdit ? { onRemove: (keys) => onChange(values.filter((each) => !keys.has(each))) } : {})}
          >
            <TagList className={styles['tagList'] ?? ''}>
              {values.map((value) => (
                <Tag
                  key={value}
                  id={value}
                  textValue={shown(value)}
                  className={cx(styles['tag'], !canEdit && styles['fixed'])}
                >
                  {shown(value)}
                  {canEdit ? (
                    <Button
                      slot="remove"
                      // With the focus on its word, Delete does the same.
                      excludeFromTabOrder
                      className={styles['tagRemove'] ?? ''}
                      aria-label={t('remove', { name: value })}
                    >
                      <X size={12} aria-hidden />
                    </Button>
                  ) : null}
                </Tag>
              ))}
            </TagList>
          </TagGroup>
        )}
        {canEdit ? (
          <ComboBox
            className={styles['tagCombo'] ?? ''}
            aria-label={label}
            aria-describedby={noteId}
            items={options.filter((option) => contains(fold(option.label), fold(text.trim())))}
            inputValue={text}
            onInputChange={setText}
            value={null}
            onChange={(key) => key !== null && add(String(key))}
            allowsCustomValue
            menuTrigger="input"
            autoFocus={props.autoFocus ?? false}
            {...(props.onFocus ? { onFocus: props.onFocus } : {})}
            onBlur={() => {
              add(text);
              props.onBlur?.();
            }}
          >
            <Input
              className={styles['tagInput'] ?? ''}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
              maxLength={TYPED_LIMIT}
              placeholder={values.length === 0 ? (placeholder ?? t('addHint')) : ''}
            />
            <Popover className={overlay['popover'] ?? ''} offset={6}>
              <OptionList />
            </Popover>
          </ComboBox>
        ) : null}
      </div>
      <div id={noteId}>
        {props.hint ? <div className={fieldStyles['hint']}>{props.hint}</div> : null}
        {props.problem ? (
          <div className={fieldStyles['problem']}>
            <CircleAlert size={13} aria-hidden />
            <span>{props.problem}</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}
