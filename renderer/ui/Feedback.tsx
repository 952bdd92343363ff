import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { useT } from '../i18n';
import { Button, IconButton } from './Button';
import { cx } from './cx';
import styles from './Feedback.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What this place is for and what to do first. */
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  readonly isCompact?: boolean;
}

/** Nothing here yet: says what will be here, and how to begin. */
export function EmptyState({ icon, title, text, action, isCompact = false }: EmptyStateProps) {
  return (
    <div className={cx(styles['empty'], isCompact && styles['compact'])}>
      {icon ? (
        <div className={styles['emptyIcon']} aria-hidden>
          {icon}
        </div>
      ) : null}
      <p className={styles['emptyTitle']}>{title}</p>
      {text ? <div className={styles['emptyText']}>{text}</div> : null}
      {action ? <div className={styles['emptyAction']}>{action}</div> : null}
    </div>
  );
}

export type Tone = 'info' | 'warning' | 'danger';
const TONES = { info: Info, warning: TriangleAlert, danger: OctagonAlert } as const;

export interface BannerProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
  /** For a banner inside a page; the default runs across its whole width. */
  readonly isBoxed?: boolean;
  /** What a narrow window leaves out until somebody asks for more: its text, or its action as well. */
  readonly folds?: 'text' | 'all';
}

/** A title that is a heading elsewhere ends here, as more is said behind it in the same line. */
function asSentence(title: string): string {
  return /[.!?…:]\u2069?$/u.test(title) ? title : `${title}.`;
}

/** Something that is true until it is over. With tone `danger` a screen reader announces it at once. */
export function Banner({
  tone = 'info',
  title,
  children,
  action,
  onDismiss,
  isBoxed = false,
  folds,
}: BannerProps) {
  const t = useT('common');
  const [isUnfolded, setUnfolded] = useState(false);
  const Icon = TONES[tone];
  const isFolded = folds !== undefined && !isUnfolded;
  return (
    <div
      className={cx(
        styles['banner'],
        styles[tone],
        isBoxed && styles['boxed'],
        isFolded && styles['folded'],
        isFolded && folds === 'all' && styles['foldedWhole'],
      )}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Icon size={16} aria-hidden />
      <div className={styles['bannerText']}>
        {title ? (
          <strong className={styles['bannerTitle']}>
            {typeof children === 'string' ? asSentence(title) : title}
          </strong>
        ) : null}
        {children ? <div className={styles['bannerRest']}>{children}</div> : null}
      </div>
      {isFolded ? (
        <div className={styles['bannerMore']}>
          <Button size="small" variant="quiet" onPress={() => setUnfolded(true)}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      {action || onDismiss ? (
        <div className={styles['bannerAction']}>
          {action}
          {onDismiss ? (
            <IconButton size="small" icon={<X size={14} />} label={t('dismiss')} onPress={onDismiss} />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/**
 * Keeps its height from the moment something is pressed until it is let go: a button below that moved away from under the
 * pointer meanwhile would not be pressed.
 */
export function Steady({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const hold = () => {
      if (place.current) place.current.style.height = `${place.current.offsetHeight}px`;
    };
    // The click follows the release in the same turn.
    const release = () => setTimeout(() => place.current?.style.removeProperty('height'));
    const capture = { capture: true };
    window.addEventListener('pointerdown', hold, capture);
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, capture);
    return () => {
      window.removeEventListener('pointerdown', hold, capture);
      for (const end of ['pointerup', 'pointercancel']) window.removeEventListener(end, release, capture);
    };
  }, []);
  return (
    <div ref={place} className={styles['steady']}>
      {children}
    </div>
  );
}

/** Work of unknown length. */
export function Progress({ children }: { children: ReactNode }) {
  return (
    <div className={styles['progress']} role="status">
      <span className={styles['spinner']} aria-hidden />
      {children}
    </div>
  );
}

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={styles['kbd']}>{children}</kbd>;
}
