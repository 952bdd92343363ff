import { useEffect, useRef, useState } from 'react';
import { Pause, Play, Plus, TimerReset } from 'lucide-react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { leftOf } from '../../../../shared/domain/session/timer';
import { useWorkshopActions } from '../../../client';
import { useT } from '../../../i18n';
import { Button, cx, IconButton } from '../../../ui';
import { clockOf } from '../logic/when';
import type { Run } from '../useCommand';
import styles from '../workshop.module.css';

/** So often a running clock is looked at: often enough that no second is shown late. */
const LOOK_MS = 250;
const USUAL_MINUTES = 5;

interface Props {
  readonly view: SessionView;
  /** Of the item that is shown. */
  readonly minutes: number;
  readonly mayLead: boolean;
  readonly run: Run;
}

/** The one timer, by the host's clock, equal for all; whoever leads sets it ([SESSUI-6]). */
export function TimerBar({ view, minutes, mayLead, run }: Props) {
  const t = useT('workshop');
  const left = useLeft(view);
  useGentleEnd(left);
  const { timer } = view;
  const isOver = left === 0;
  const isRunning = timer.state === 'running' && !isOver;
  const minutesToStart = minutes > 0 ? minutes : USUAL_MINUTES;
  return (
    <div role="group" aria-label={t('timer.label')} className={styles['timer']}>
      {left === null ? null : (
        <span
          role="timer"
          aria-label={t('timer.left', { time: clockOf(left) })}
          className={cx(styles['clock'], isOver && styles['clockOver'])}
        >
          {clockOf(left)}
        </span>
      )}
      {timer.state === 'paused' ? <span className={styles['quiet']}>{t('timer.paused')}</span> : null}
      <span role="status" className={styles['quiet']}>
        {isOver ? t('timer.ended') : ''}
      </span>
      {!mayLead ? null : left === null ? (
        <Button
          size="small"
          icon={<Play size={14} aria-hidden />}
          onPress={() => void run({ type: 'timer', do: 'start', ms: minutesToStart * 60_000 })}
        >
          {t('timer.startMinutes', { count: minutesToStart })}
        </Button>
      ) : (
        <>
          {isRunning ? (
            <IconButton
              size="small"
              icon={<Pause size={14} />}
              label={t('timer.pause')}
              onPress={() => void run({ type: 'timer', do: 'pause' })}
            />
          ) : null}
          {timer.state === 'paused' ? (
            <IconButton
              size="small"
              icon={<Play size={14} />}
              label={t('timer.resume')}
              onPress={() => void run({ type: 'timer', do: 'resume' })}
            />
          ) : null}
          <Button
            size="small"
            icon={<Plus size={14} aria-hidden />}
            aria-label={t('timer.add')}
            onPress={() => void run({ type: 'timer', do: 'add' })}
          >
            {t('plan.minutes', { count: 1 })}
          </Button>
          <IconButton
            size="small"
            icon={<TimerReset size={14} />}
            label={t('timer.stop')}
            onPress={() => void run({ type: 'timer', do: 'stop' })}
          />
        </>
      )}
    </div>
  );
}

/** Milliseconds that are left, looked at again while the timer runs; null while it is off. */
function useLeft({ timer, now: told }: SessionView): number | null {
  const workshops = useWorkshopActions();
  const [now, setNow] = useState(() => workshops.now() ?? told);
  const isRunning = timer.state === 'running';
  useEffect(() => {
    const look = () => setNow(workshops.now() ?? told);
    look();
    if (!isRunning) return;
    const looking = setInterval(look, LOOK_MS);
    return () => clearInterval(looking);
  }, [workshops, isRunning, timer, told]);
  return leftOf(timer, now);
}

/** A soft tone when the time runs out while somebody watches; not for whoever comes later. */
function useGentleEnd(left: number | null): void {
  const before = useRef(left);
  useEffect(() => {
    const ran = before.current !== null && before.current > 0;
    before.current = left;
    if (ran && left === 0) chime();
  }, [left]);
}

function chime(): void {
  // A browser that plays nothing before a first press has the words instead.
  if (!navigator.userActivation.hasBeenActive) return;
  const context = new AudioContext();
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.08, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 1.2);
  tone.connect(volume).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(context.currentTime + 1.2);
}
