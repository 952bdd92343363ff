import { CirclePlay } from 'lucide-react';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { SessionView } from '../../../../shared/domain/session/session';
import { shown } from '../../../../shared/domain/text/typed-text';
import { useT } from '../../../i18n';
import { cx, softHyphens } from '../../../ui';
import type { Run } from '../useCommand';
import { TimerBar } from './TimerBar';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  /** What the workshop is at. */
  readonly current: AgendaItem | null;
  /** Whether it was scrolled out of sight where it stands in full. */
  readonly isPast: boolean;
  /** What stands here as long as it was not. */
  readonly words: string;
  /** Of the item that is shown. */
  readonly minutes: number;
  readonly mayLead: boolean;
  readonly run: Run;
}

/** A thin line that stays in sight wherever one has scrolled to: the time that is left, and the current item ([SESSUI-20]). */
export function Running({ view, current, isPast, words, minutes, mayLead, run }: Props) {
  const t = useT('workshop');
  const title = current && (shown(current.title) || t('agenda.untitled'));
  const isItem = isPast && title !== null;
  return (
    <div className={styles['running']}>
      {isItem ? (
        <p className={styles['runningItem']} title={title} aria-hidden>
          <CirclePlay size={15} />
          <span className={styles['twoLines']}>{softHyphens(title)}</span>
        </p>
      ) : null}
      <p className={cx(styles['quiet'], isItem ? styles['spoken'] : styles['twoLines'])} title={words}>
        {words}
      </p>
      <TimerBar view={view} minutes={minutes} mayLead={mayLead} run={run} />
    </div>
  );
}
