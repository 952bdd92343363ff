import { useEffect, useState } from 'react';
import { useT } from '../../../i18n';
import { readStored, writeStored } from '../../../state/settings';
import { DepartmentMark, cx } from '../../../ui';
import styles from './status.module.css';

const KEY = 'handshakes';
/** Enough for every plan somebody has open in a year. */
const REMEMBERED = 500;

/** Marketing's disc and sales' square meet: half a second, once per agreement on this device ([PLANUI-14]). */
export function Handshake({ planId, seq, isNoted }: { planId: string; seq: number; isNoted: boolean }) {
  const t = useT('decision');
  const id = `${planId}/${seq}`;
  const [isNew] = useState(() => !seen().includes(id));
  useEffect(() => {
    if (isNew) writeStored(KEY, [...seen().filter((each) => each !== id), id].slice(-REMEMBERED));
  }, [id, isNew]);
  return (
    <span
      role="img"
      aria-label={t(isNoted ? 'handshake.label-note' : 'handshake.label')}
      className={cx(styles['handshake'], isNew && styles['meeting'])}
    >
      <span className={styles['left']}>
        <DepartmentMark department="marketing" size={18} />
      </span>
      <span className={styles['right']}>
        <DepartmentMark department="sales" size={18} />
      </span>
    </span>
  );
}

function seen(): string[] {
  const stored = readStored(KEY);
  return Array.isArray(stored) ? stored.filter((each): each is string => typeof each === 'string') : [];
}
