import { useNow, useFormatter } from 'use-intl';
import { useFormat, useT } from '../../../i18n';
import styles from './discussion.module.css';

const MINUTE = 60_000;

/** When something was said: roughly, and exactly on hover. Clocks differ, so nothing lies in the future. */
export function When({ at }: { at: string }) {
  const t = useT('comments');
  const format = useFormat();
  const relative = useFormatter();
  const now = useNow({ updateInterval: MINUTE });
  const then = Date.parse(at);
  if (Number.isNaN(then)) return null;
  const isFresh = now.getTime() - then < MINUTE;
  return (
    <time dateTime={at} title={format.instant(at)} className={styles['quiet']}>
      {isFresh ? t('justNow') : relative.relativeTime(then, now)}
    </time>
  );
}
