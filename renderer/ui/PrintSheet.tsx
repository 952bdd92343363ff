import { useEffect, useState, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { Printer } from 'lucide-react';
import { useHostClock } from '../client';
import { useFormat, useT } from '../i18n';
import { IconButton } from './Button';
import { softHyphens } from './soft-hyphens';
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

interface PrintedProps {
  readonly title: string;
  /** What else stands below the title: how many there are, what was left out. */
  readonly facts: readonly string[];
  readonly children: () => ReactNode;
}

/** A {@link PrintSheet} with a head of title and date that is made only when somebody prints: it may be long. */
export function Printed({ title, facts, children }: PrintedProps) {
  const format = useFormat();
  const printedAt = usePrinting();
  if (printedAt === null) return null;
  return (
    <PrintSheet>
      <header className={styles['head']}>
        <h1>{softHyphens(title)}</h1>
        <p>{[...facts, format.instant(printedAt)].filter(Boolean).join(' · ')}</p>
      </header>
      {children()}
    </PrintSheet>
  );
}

/** Opens the system's print dialog. */
export function PrintButton() {
  const t = useT('common');
  return (
    <IconButton
      size="small"
      icon={<Printer size={15} aria-hidden />}
      label={t('print')}
      onPress={() => window.print()}
    />
  );
}

/** Since when the page is being printed; null while it is not. */
function usePrinting(): string | null {
  const hostNow = useHostClock();
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    // What is to be printed has to be there before the browser goes on.
    const begin = () => flushSync(() => setSince(new Date(hostNow()).toISOString()));
    const end = () => setSince(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [hostNow]);
  return since;
}
