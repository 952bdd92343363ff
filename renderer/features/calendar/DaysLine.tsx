import type { CivilDate } from '../../../shared/domain/dates';
import type { Band } from '../../../shared/domain/timeline/axis';
import { useFormat, useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { Button } from '../../ui';
import { nextBands } from './logic/bands';
import styles from './calendar.module.css';

/** So many are named. */
const NAMED = 4;

/** The days of the span that matter, in words, and the way to all of them. */
export function DaysLine({ bands, today }: { bands: readonly Band[]; today: CivilDate }) {
  const t = useT('days');
  const format = useFormat();
  const open = useDialogs((state) => state.openDays);
  const named = nextBands(bands, today, NAMED)
    .map(({ label, from, to }) => `${label} ${format.dateRange(from, to)}`)
    .join(' · ');
  return (
    <span className={styles['days']}>
      {named ? <span title={named}>{named}</span> : null}
      <Button variant="quiet" size="small" onPress={open}>
        {bands.length > NAMED ? t('more', { count: bands.length - NAMED }) : t('open')}
      </Button>
    </span>
  );
}
