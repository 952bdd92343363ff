import { objectionsIn } from '../../../../shared/domain/turn/turn';
import { shown } from '../../../../shared/domain/text/typed-text';
import { usePlan, useSpeech } from '../plan-context';
import styles from './status.module.css';

/** Why changes are asked for, it was declined, or an approval was taken back: of each whose objection stands, by name where there are several. */
export function Reasons() {
  const { nameOf } = useSpeech();
  const { status } = usePlan().row;
  const last = status.decisions.at(-1);
  const isTakenBack = status.state === 'in-review' && last?.verdict === 'retract';
  const objections = isTakenBack ? [last] : objectionsIn(status);
  return objections.map(({ seq, by, note }) =>
    note ? (
      <blockquote key={seq} className={styles['note']}>
        {objections.length > 1 ? <cite>{nameOf(by)}</cite> : null}
        {shown(note)}
      </blockquote>
    ) : null,
  );
}
