import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  Link as AriaLink,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components';
import { cx } from './cx';
import { Tooltip } from './Popover';
import styles from './Button.module.css';

/** `primary`: the main action of a screen, one at most. `quiet`: actions of little weight. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** Work is under way: the button shows that, keeps its size and takes no second press. */
  readonly isPending?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
  className,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(styles['button'], styles[variant], styles[size], className)}>
      {props.isPending ? <span className={styles['spinner']} aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: ReactNode;
  /** Read out, and shown as a tooltip. */
  readonly label: string;
  /** Shown after the tooltip's text, as in `Ctrl+Z`. */
  readonly keys?: string;
}

/** A button that is only an icon; its name is a tooltip. */
export function IconButton({
  icon,
  label,
  keys,
  size = 'medium',
  variant = 'quiet',
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(styles['button'], styles[variant], styles[size], styles['icon'], className)}
      >
        {props.isPending ? <span className={styles['spinner']} aria-hidden /> : icon}
      </AriaButton>
    </Tooltip>
  );
}

export interface LinkButtonProps {
  readonly href: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** Looks like a button, goes to a place. */
export function LinkButton({
  href,
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
}: LinkButtonProps) {
  return (
    <AriaLink href={href} className={cx(styles['button'], styles[variant], styles[size])}>
      {icon}
      {children}
    </AriaLink>
  );
}
