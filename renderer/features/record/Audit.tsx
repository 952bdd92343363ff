import { useState } from 'react';
import type { CheckProgress, AuditResult } from '../../client';
import { useRecordTools } from '../../client';
import { useT } from '../../i18n';
import { Button } from '../../ui';
import { SaveRecord } from './SaveRecord';
import styles from './record.module.css';

/** Checks everything from the first entry when a person asks for it, and says what was checked. */
export function Audit() {
  const t = useT('record');
  const { audit } = useRecordTools();
  const [progress, setProgress] = useState<CheckProgress | null>(null);
  const [result, setResult] = useState<AuditResult | null>(null);

  const run = async () => {
    if (progress) return;
    setResult(null);
    setProgress({ done: 0, of: 1 });
    const found = await audit(setProgress).catch(() => null);
    setProgress(null);
    setResult(found);
  };
  const fault = result?.workspace ?? result?.board ?? null;
  return (
    <div className={styles['audit']}>
      <p className={styles['actions']}>
        <Button size="small" onPress={() => void run()}>
          {t('audit.run')}
        </Button>
        <SaveRecord />
      </p>
      <div role="status">
        {progress ? (
          <progress value={progress.done} max={progress.of} aria-label={t('audit.running')} />
        ) : null}
        {fault ? (
          <p>{t(`fault.${result?.workspace ? 'workspace' : fault.fault}`, { seq: fault.seq })}</p>
        ) : null}
        {result && !fault ? (
          <>
            <p className={styles['soundTitle']}>{t('audit.sound')}</p>
            <ul className={styles['checked']}>
              {(['chain', 'signatures', 'rights', 'versions', 'rules'] as const).map((what) => (
                <li key={what}>{t(`audit.${what}`)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
}
