import type { ReactNode } from 'react';
import {
  Dialog,
  DialogTrigger,
  Popover as AriaPopover,
  Tooltip as AriaTooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { useKeyNames } from './keys';
import styles from './Overlay.module.css';

export interface PopoverProps {
  /** A button of ours. */
  readonly trigger: ReactNode;
  /** Name of the popover for screen readers. */
  readonly label: string;
  readonly placement?: 'bottom' | 'bottom start' | 'bottom end' | 'top' | 'left' | 'right';
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A small sheet next to the button that opens it. */
export function Popover({ trigger, label, placement = 'bottom start', children, ...props }: PopoverProps) {
  return (
    <DialogTrigger {...props}>
      {trigger}
      <AriaPopover className={styles['popover'] ?? ''} placement={placement} offset={4}>
        <Dialog aria-label={label} className={styles['dialogInPopover'] ?? ''}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}

/** A short word on hover and focus; `keys` as in `Ctrl+Shift+7`. `children` is one of our buttons, or anything of react-aria that takes the focus. */
export function Tooltip({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) {
  const keyNames = useKeyNames();
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className={styles['tooltip'] ?? ''}>
        {text}
        {keys === undefined ? null : <kbd className={styles['keys']}>{keyNames(keys)}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
