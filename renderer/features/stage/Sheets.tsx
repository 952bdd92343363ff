import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useT } from '../../i18n';
import { isComposing } from '../../ui';
import styles from './stage.module.css';

/** So long a sheet is shown: some forty words are read aloud by then. */
const SHOWN_MS = 15_000;

/** What a presenter's clicker sends. */
const TURNS: Readonly<Record<string, 1 | -1>> = { PageDown: 1, PageUp: -1 };

interface Props {
  readonly columns?: 1 | 2;
  readonly children: ReactNode;
}

/**
 * Whatever is too much for the stage, on one sheet after another: nobody scrolls a projector. They turn by themselves
 * until somebody turns one ([STAGE-11]).
 */
export function Sheets({ columns = 1, children }: Props) {
  const t = useT('stage');
  const text = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(1);
  const [turned, setTurned] = useState({ to: 0, byHand: false });
  // What is shown may have become more or less whenever it is drawn anew, and whenever its room changes.
  useLayoutEffect(() => {
    const place = text.current;
    if (!place) return;
    const look = () => setCount(sheetsOf(place));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(place);
    return () => observer.disconnect();
  }, [children]);
  const { byHand } = turned;
  useEffect(() => {
    if (count < 2 || byHand) return;
    const turning = setInterval(() => setTurned(({ to }) => ({ to: (to + 1) % count, byHand })), SHOWN_MS);
    return () => clearInterval(turning);
  }, [count, byHand]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const by = TURNS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      setTurned(({ to }) => ({ to: Math.min(Math.max(to + by, 0), count - 1), byHand: true }));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [count]);
  const at = Math.min(turned.to, count - 1);
  return (
    <div className={styles['sheets']}>
      <div className={styles['sheet']} data-sheets={count}>
        <div ref={text} className={styles['sheetText']} style={{ columns, '--at': at } as CSSProperties}>
          {children}
        </div>
      </div>
      {count > 1 ? <p className={styles['sheetCount']}>{t('sheet', { number: at + 1, count })}</p> : null}
    </div>
  );
}

/** On how many sheets a text stands that goes on in columns beside its place. */
function sheetsOf(text: HTMLElement): number {
  const gap = Number.parseFloat(getComputedStyle(text).columnGap);
  // A part of a pixel is no sheet.
  return Math.max(1, Math.ceil((text.scrollWidth + gap) / (text.clientWidth + gap) - 0.01));
}
