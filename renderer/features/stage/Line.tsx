import { softHyphens } from '../../ui';
import styles from './stage.module.css';

/** A text that somebody typed, of which the first lines stand on the stage: its whole has everybody before him ([STAGE-11]). */
export function Line({ children }: { children: string }) {
  return (
    <span className={styles['line']} title={children}>
      {softHyphens(children)}
    </span>
  );
}
