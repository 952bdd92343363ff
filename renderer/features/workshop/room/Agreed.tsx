import { useState } from 'react';
import { useBoard, useHostClock, type BoardState } from '../../../client';
import { useT } from '../../../i18n';
import { titleOf } from '../logic/agenda';
import styles from '../workshop.module.css';

/** Says to whoever does not see it which plan was agreed last, while he was here ([SESSUI-19]). */
export function Agreed() {
  const t = useT('workshop');
  const hostNow = useHostClock();
  const [since] = useState(hostNow);
  const plan = useBoard((board) => agreedAfter(board, since));
  const title = useBoard(({ plans }) => titleOf(plans.get(plan ?? '')?.json['title']));
  return (
    <span className={styles['spoken']} role="status">
      {plan === null ? '' : t('room.agreed', { title })}
    </span>
  );
}

function agreedAfter({ entries, plans }: BoardState, since: number): string | null {
  const entry = entries.findLast(
    ({ kind, at, plan = '', statement }) =>
      kind === 'decision' &&
      Date.parse(at) > since &&
      statement !== undefined &&
      'verdict' in statement &&
      statement.verdict === 'approve' &&
      plans.get(plan)?.status.state === 'agreed',
  );
  return entry?.plan ?? null;
}
