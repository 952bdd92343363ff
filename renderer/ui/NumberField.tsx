import type { Json } from '../../shared/domain/json';
import { fractionDigits, parseMoney, parseNumber, useFormat } from '../i18n';
import type { FieldProps } from './Field';
import { TypedField } from './TypedField';

interface Common extends FieldProps {
  /** A number, or text that could not be read as one and is shown as typed. */
  readonly value: Json | undefined;
  /** The number, the text as typed if it is none, or `null` when emptied. */
  /** `seen` as of {@link TypedField}. */
  readonly onChange: (value: number | string | null, seen?: string) => void;
  readonly placeholder?: string;
  readonly onEscape?: () => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly className?: string;
}

export type NumberFieldProps = Common;

/** A number typed with the signs of the language. What is none stays as it was typed. */
export function NumberField({ value, onChange, ...props }: NumberFieldProps) {
  const format = useFormat();
  return (
    <TypedField
      {...props}
      text={typeof value === 'number' ? format.number(value) : textOf(value)}
      read={(text) => parseNumber(text, format.language) ?? undefined}
      onCommit={onChange}
    />
  );
}

export interface MoneyFieldProps extends Common {
  readonly currency: string;
}

/** An amount: typed in units (`48.500,00`), kept in minor units (4850000). */
export function MoneyField({ value, currency, onChange, ...props }: MoneyFieldProps) {
  const format = useFormat();
  return (
    <TypedField
      {...props}
      text={typeof value === 'number' ? amount(value, currency, format.language) : textOf(value)}
      read={(text) => parseMoney(text, currency, format.language) ?? undefined}
      onCommit={onChange}
    />
  );
}

function amount(minor: number, currency: string, language: 'de' | 'en'): string {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
