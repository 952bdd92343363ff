import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './PrintSheet.module.css';

/** What a page prints while this is on it: this and nothing else. On the screen it is not there. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <div data-print-sheet className={styles['sheet'] ?? ''} aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
