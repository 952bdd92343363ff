import { useEffect, useState } from 'react';
import type { SessionView } from '../../../shared/domain/session/session';
import { timerAt } from '../../../shared/domain/session/timer';
import { useWorkshopActions } from '../../client';
import { useT } from '../../i18n';
import { nextSecond, timeLeft } from './logic/words';
import styles from './stage.module.css';

/** What is left, by the host's clock: the same for everybody, and drawn anew when the second changes. */
export function TimerView({ view: { timer } }: { view: SessionView }) {
  const t = useT('stage');
  const workshops = useWorkshopActions();
  const [now, setNow] = useState<number | null>(() => workshops.now());
  useEffect(() => {
    let alarm: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const present = workshops.now();
      setNow(present);
      const wait = present === null ? 1000 : nextSecond(timer, present);
      // The clock is measured anew after a sleep: nobody waits longer for that than a second.
      if (wait !== null) alarm = setTimeout(look, Math.min(1000, wait) + 5);
    };
    look();
    return () => clearTimeout(alarm);
  }, [workshops, timer]);
  const words = now === null ? null : timeLeft(timer, now);
  if (now === null || words === null) return null;
  const { state } = timerAt(timer, now);
  return (
    <p className={styles['timer']} role="timer" aria-label={t('timer')} data-state={state}>
      <span className={styles['time']}>{words}</span>
      {state === 'paused' || state === 'ended' ? <span>{t(`timerState.${state}`)}</span> : null}
    </p>
  );
}
