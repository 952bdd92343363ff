import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './PrintSheet.module.css';

/** While this is part of the page, printing prints only this. It is never shown on the screen. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <div data-print-sheet className={styles['sheet'] ?? ''} aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
