import { useState } from 'react';
import { ShieldCheck } from 'lucide-react';
import type { RecordEntry } from '../../../shared/domain/record';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import { exportFile, useRecordTools } from '../../session';
import { useT } from '../../i18n';
import { Banner, Button, CopyButton, useWording } from '../../ui';
import { Audit } from './Audit';
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
        <Fault fault={fault} />
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
      <Audit />
    </div>
  );
}

/** Whether only a person can know if it is as it should be. */
function isRestore({ fault }: RecordFault): boolean {
  return fault === 'restored-by-host' || fault === 'restored-unseen';
}

/** What is wrong, what this device keeps of it, and how a person who has cleared it up says so. */
function Fault({ fault }: { fault: RecordFault }) {
  const t = useT('record');
  const wording = useWording();
  const { evidence, lookAgain } = useRecordTools();
  const [isBusy, setBusy] = useState(false);

  const look = async () => {
    setBusy(true);
    const outcome = await lookAgain();
    setBusy(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  const save = async () => {
    const content = new Blob([JSON.stringify(await evidence(), null, 2)], { type: 'application/json' });
    const outcome = await exportFile({ name: t('fault.file'), mime: 'application/json', content });
    if (!outcome.ok && outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  return (
    <Banner tone="danger" title={t('fault.title')} isBoxed>
      <p>{t(`fault.${fault.fault}`, { seq: fault.seq })}</p>
      <p>{t('fault.todo')}</p>
      <p className={styles['actions']}>
        <Button size="small" onPress={() => void save()}>
          {t('fault.save')}
        </Button>
        {fault.fault === 'workspace' ? null : (
          <Button size="small" isPending={isBusy} onPress={() => void look()}>
            {t(isRestore(fault) ? 'fault.confirm' : 'fault.again')}
          </Button>
        )}
      </p>
    </Banner>
  );
}
