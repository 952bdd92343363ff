import { useEffect, useState } from 'react';
import type { RoundRow } from '../../../shared/api/rounds';
import { useT } from '../../i18n';
import { hasInHand } from '../../ui';
import { newsOf, type RoundNews } from './logic/order';
import styles from './rounds.module.css';

/**
 * Says to whoever does not see it what was opened or revealed, and brings what was opened into sight: only where nobody has
 * anything in hand, as that would move.
 */
export function News({ rows }: { rows: readonly RoundRow[] | null }) {
  const t = useT('rounds');
  const [seen, setSeen] = useState<{ rows: typeof rows; news: RoundNews | null }>({ rows, news: null });
  if (rows !== seen.rows)
    setSeen({ rows, news: (seen.rows && rows && newsOf(seen.rows, rows)) ?? seen.news });
  const { news } = seen;
  useEffect(() => {
    if (news?.what !== 'opened' || hasInHand()) return;
    document.querySelector(`[data-round="${news.row.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [news]);
  return (
    <span className={styles['spoken']} role="status">
      {news ? t(`said.${news.what}`, { title: news.row.title || t(`kind.${news.row.kind}`) }) : ''}
    </span>
  );
}
