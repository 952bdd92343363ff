import { useEffect, useState } from 'react';
import { useT } from '../../i18n';
import styles from './stage.module.css';

/** So long it is said which keys there are. */
const KEYS_SHOWN_MS = 10_000;

/** For whoever sets the stage up: its keys, for a while, and what to set where this machine would go to sleep. */
export function StageNote() {
  const t = useT('stage');
  const mayAwake = useWakeLock();
  const [isNew, setNew] = useState(true);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNew(false), KEYS_SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!mayAwake && !isRead)
    return (
      <p className={styles['note']}>
        {t('sleep')}{' '}
        <button type="button" className={styles['read']} onClick={() => setRead(true)}>
          {t('read')}
        </button>
      </p>
    );
  return isNew ? <p className={styles['note']}>{t('keys')}</p> : null;
}

/** Keeps the screen on, as far as a page can; the desktop app does so itself. Answers whether it stays on. */
function useWakeLock(): boolean {
  const [isHeld, setHeld] = useState(true);
  useEffect(() => {
    if (window.desktop) return;
    let lock: WakeLockSentinel | null = null;
    let isGone = false;
    const hold = async () => {
      // Given up by the browser whenever the tab is not to be seen.
      if (document.visibilityState !== 'visible') return;
      lock = await heldLock();
      if (isGone) void lock?.release();
      else setHeld(lock !== null);
    };
    const look = () => void hold();
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', look);
      void lock?.release();
    };
  }, []);
  return isHeld;
}

/** Null where there is none: pages that came unencrypted get none, and some systems refuse it. */
async function heldLock(): Promise<WakeLockSentinel | null> {
  try {
    return await navigator.wakeLock.request('screen');
  } catch {
    return null;
  }
}
