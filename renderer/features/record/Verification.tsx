import { useState } from 'react';
import { ShieldCheck } from 'lucide-react';
import type { RecordEntry } from '../../../shared/domain/record';
import { isRestoreFault, type RecordFault } from '../../../shared/domain/verify/chain';
import { exportFile, useRecordTools, useWorkspace } from '../../client';
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
  const workspaceFault = useWorkspace((workspace) => workspace.fault);
  return (
    <div className={styles['verification']} data-fault={fault !== null || undefined}>
      {/* First, for a board's is read by it. */}
      {workspaceFault ? <Fault fault={workspaceFault} whose="workspace" /> : null}
      {fault && fault.fault !== 'workspace' ? <Fault fault={fault} whose="board" /> : null}
      {fault ? null : (
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

/** What is wrong with the record, what this device still has, and how to confirm that it was cleared up. */
function Fault({ fault, whose }: { fault: RecordFault; whose: 'board' | 'workspace' }) {
  const t = useT('record');
  const wording = useWording();
  const { evidence, lookAgain } = useRecordTools(whose);
  const [isBusy, setBusy] = useState(false);
  const [hasLooked, setLooked] = useState(false);
  const isRestore = isRestoreFault(fault);

  const look = async () => {
    setBusy(true);
    setLooked(false);
    const outcome = await lookAgain();
    setBusy(false);
    if (outcome.ok) setLooked(true);
    else wording.tell(outcome.failure);
  };
  const save = async () => {
    const content = new Blob([JSON.stringify(await evidence(), null, 2)], { type: 'application/json' });
    const outcome = await exportFile({ title: t('fault.file'), kind: 'json', content });
    if (!outcome.ok && outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  return (
    <Banner
      tone="danger"
      title={t(
        isRestore ? 'fault.titleRestored' : whose === 'workspace' ? 'fault.titleWorkspace' : 'fault.title',
      )}
      isBoxed
    >
      <p className={styles['faultText']}>{t(`fault.${fault.fault}`, { seq: fault.seq })}</p>
      <p className={styles['faultText']}>{t(isRestore ? 'fault.todoRestored' : 'fault.todo')}</p>
      {hasLooked ? (
        <p className={styles['faultText']} role="status">
          {t('fault.still')}
        </p>
      ) : null}
      <p className={styles['actions']}>
        <Button size="small" onPress={() => void save()}>
          {t('fault.save')}
        </Button>
        <Button size="small" isPending={isBusy} onPress={() => void look()}>
          {t(isRestore ? 'fault.confirm' : 'fault.again')}
        </Button>
      </p>
    </Banner>
  );
}
