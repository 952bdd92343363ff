import type { ShownRound } from '../../client';
import { useT } from '../../i18n';
import { softHyphens } from '../../ui';
import { LostRound, RoundResult } from './RoundResult';
import styles from './rounds.module.css';

/** A round in the minutes of its workshop: what was asked, and what came of it. */
export function RoundOutcome({ view }: { view: ShownRound }) {
  const t = useT('rounds');
  return (
    <div className={styles['outcome']}>
      <p className={styles['outcomeTitle']}>
        {softHyphens(view.title ? `${t(`kind.${view.kind}`)}: ${view.title}` : t(`kind.${view.kind}`))}
      </p>
      {view.state === 'open' ? <p className={styles['quiet']}>{t('result.open')}</p> : null}
      {view.state === 'lost' ? <LostRound /> : null}
      {view.state === 'closed' ? <RoundResult view={view} /> : null}
    </div>
  );
}
