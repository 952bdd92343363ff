import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { Label, Text } from 'react-aria-components';
import { useT } from '../i18n';
import styles from './Field.module.css';

/** What every field can say about itself. */
export interface FieldProps {
  readonly label: string;
  /** Label for screen readers only: for cells and toolbars. */
  readonly isLabelHidden?: boolean;
  /** One sentence of help below the field. */
  readonly hint?: ReactNode;
  /** What is wrong, as a sentence; shown below, the value stays. */
  readonly problem?: string | null | undefined;
  readonly isRequired?: boolean;
  /** Marks the field as one that may stay empty. */
  readonly isOptional?: boolean;
  /** In a row of a table: hint and problem lie over what is below. */
  readonly isInRow?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
}

export function FieldLabel({
  label,
  isOptional = false,
}: {
  label: ReactNode;
  isOptional?: boolean | undefined;
}) {
  const t = useT('common');
  return (
    <Label className={styles['label'] ?? ''}>
      {label}
      {isOptional ? <span className={styles['optional']}>{t('optional')}</span> : null}
    </Label>
  );
}

/** Hint and problem of a field; read out with it. */
export function FieldNotes({ hint, problem }: { hint?: ReactNode; problem?: string | null | undefined }) {
  return (
    <>
      {hint ? (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      ) : null}
      {problem ? (
        <Text slot="errorMessage" className={styles['problem'] ?? ''}>
          <CircleAlert size={13} aria-hidden />
          <span>{problem}</span>
        </Text>
      ) : null}
    </>
  );
}
