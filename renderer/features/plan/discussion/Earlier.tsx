import { useState } from 'react';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import styles from './discussion.module.css';

/** So many are shown, and so many more by each press: a thousand at once would make a plan slow to open. */
const STEP = 30;

/** The last ones of a list, and how many come before them. */
export function useLatest<T>(all: readonly T[]): {
  readonly shown: readonly T[];
  readonly earlier: number;
  readonly showEarlier: () => void;
} {
  const [atMost, setAtMost] = useState(STEP);
  const earlier = Math.max(0, all.length - atMost);
  return { shown: all.slice(earlier), earlier, showEarlier: () => setAtMost(atMost + STEP) };
}

/** Stands where earlier comments or conversations are left out; shows more of them. */
export function Earlier({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useT('comments');
  if (count === 0) return null;
  return (
    <Button size="small" variant="quiet" className={styles['earlier']} onPress={onShow}>
      {t('earlier', { count, step: Math.min(count, STEP) })}
    </Button>
  );
}
