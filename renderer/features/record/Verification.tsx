import { ShieldCheck } from 'lucide-react';
import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import { useT } from '../../i18n';
import { Banner, CopyButton } from '../../ui';
import styles from './record.module.css';

const SHOWN = 12;

/** Whether this device, by its own computation, trusts the record. */
export function Verification({
  entries,
  fault,
}: {
  entries: readonly RecordEntry[];
  fault: RecordFault | null;
}) {
  const t = useT('record');
  const head = entries.at(-1)?.hash;
  return (
    <div className={styles['verification']} data-fault={fault !== null || undefined}>
      {fault ? (
        <Banner tone="danger" title={t('fault.title')} isBoxed>
          <p>{t(`fault.${fault.fault}`, { seq: fault.seq })}</p>
          <p>{t('fault.todo')}</p>
        </Banner>
      ) : (
        <div className={styles['sound']} role="status">
          <ShieldCheck size={18} aria-hidden />
          <div>
            <p className={styles['soundTitle']}>{t('verified.title', { count: entries.length })}</p>
            {entries.length > 0 ? <p className={styles['quiet']}>{t('verified.text')}</p> : null}
          </div>
        </div>
      )}
      {head ? (
        <p className={styles['head']}>
          <span>{t('verified.head')}</span>
          <code title={head}>{head.slice(0, SHOWN)}…</code>
          <CopyButton text={head} label={t('verified.copy')} size="small" isIcon />
          <span className={styles['quiet']}>{t('verified.headHint')}</span>
        </p>
      ) : null}
    </div>
  );
}
