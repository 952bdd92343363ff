import { useState } from 'react';
import { Printer } from 'lucide-react';
import {
  addressOf,
  makeRecoveryCode,
  useHostClock,
  useReach,
  useWorkspace,
  useWorkspaceActions,
} from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  Banner,
  Button,
  Checkbox,
  CopyButton,
  Dialog,
  DialogActions,
  PrintSheet,
  showToast,
  useWording,
} from '../../ui';
import styles from './recovery.module.css';

interface RecoveryDialogProps {
  /** There is a code already; the new one takes its place. */
  readonly replaces: boolean;
  readonly onClose: () => void;
}

/** Shows a recovery code, once. It becomes valid only after the person has confirmed that it is kept safe. */
export function RecoveryDialog({ replaces, onClose }: RecoveryDialogProps) {
  const t = useT('members');
  const wording = useWording();
  const { keepRecovery } = useWorkspaceActions();
  const [code] = useState(makeRecoveryCode);
  const [isKept, setKept] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const finish = async () => {
    setBusy(true);
    const outcome = await keepRecovery(code);
    setBusy(false);
    if (!outcome.ok) return wording.tell(outcome.failure);
    showToast({ tone: 'done', title: t('recovery.done') });
    onClose();
  };
  return (
    <Dialog
      title={t('recovery.title')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      isBusy={isBusy}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('recovery.finish')}
          onPress={() => void finish()}
          isBusy={isBusy}
          isDisabled={!isKept}
        />
      }
    >
      <p>{t('recovery.text')}</p>
      {replaces ? <Banner isBoxed>{t('recovery.replaces')}</Banner> : null}
      <Code code={code} />
      <div className={styles['buttons']}>
        <CopyButton text={code} label={t('recovery.copy')} />
        <Button icon={<Printer size={14} aria-hidden />} onPress={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
      <p className={styles['quiet']}>{t('recovery.once')}</p>
      <Checkbox isSelected={isKept} onChange={setKept}>
        {t('recovery.kept')}
      </Checkbox>
      <Sheet code={code} />
    </Dialog>
  );
}

function Code({ code }: { code: string }) {
  const t = useT('members');
  return (
    <ol className={styles['code']} aria-label={t('recovery.title')}>
      {code.split('-').map((group, at) => (
        <li key={at}>{group}</li>
      ))}
    </ol>
  );
}

function Sheet({ code }: { code: string }) {
  const t = useT('members');
  const format = useFormat();
  const company = useWorkspace((workspace) => workspace.company);
  const name = useWorkspace((workspace) => workspace.me.name);
  const hostNow = useHostClock();
  const [date] = useState(() => format.instant(new Date(hostNow()).toISOString()));
  return (
    <PrintSheet>
      <h1>{t('recovery.sheetTitle')}</h1>
      <p>{t('recovery.sheetFor', { name, company, date })}</p>
      <Code code={code} />
      <p>{t('recovery.sheetHow')}</p>
      <Whereabouts />
    </PrintSheet>
  );
}

/** The address to come back to. It carries the fingerprint: without it an app would connect unencrypted. */
function Whereabouts() {
  const t = useT('members');
  const { reach } = useReach();
  if (!window.desktop) return <p className={styles['address']}>{window.location.origin}</p>;
  if (reach.state === 'closed') return <p>{t('recovery.sheetHere')}</p>;
  const address = addressOf(reach);
  if (reach.state !== 'open' || address === null) return null;
  return (
    <>
      <p className={styles['address']}>{address}</p>
      {reach.cert === null ? null : <p>{t('recovery.sheetWhole')}</p>}
    </>
  );
}
