import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Tooltip.module.css';

/** A short word on hover and focus. `children` is one of our buttons, or anything of react-aria that takes the focus. */
export function Tooltip({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className={styles['tooltip'] ?? ''}>
        {text}
        {keys === undefined ? null : <kbd className={styles['keys']}>{keys}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
