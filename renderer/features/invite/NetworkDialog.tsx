import { useState } from 'react';
import { DoorOpen, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useT } from '../../i18n';
import { Banner, Button, Dialog } from '../../ui';
import styles from './invite.module.css';

interface NetworkDialogProps {
  readonly isBusy: boolean;
  /** Answers whether it could be opened. */
  readonly onOpen: () => Promise<boolean>;
  readonly onStay: () => void;
  readonly onClose: () => void;
}

/** Asked once: may other machines reach the host that this app runs? */
export function NetworkDialog({ isBusy, onOpen, onStay, onClose }: NetworkDialogProps) {
  const t = useT('invite');
  const [failed, setFailed] = useState(false);
  const open = async () => setFailed(!(await onOpen()));
  return (
    <Dialog
      title={t('network.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onStay} isDisabled={isBusy}>
            {t('network.stay')}
          </Button>
          <Button variant="primary" onPress={() => void open()} isDisabled={isBusy}>
            {t('network.open')}
          </Button>
        </>
      }
    >
      <p>{t('network.text')}</p>
      <ul className={styles['points']}>
        <li>
          <ShieldCheck size={16} aria-hidden />
          {t('network.who')}
        </li>
        <li>
          <DoorOpen size={16} aria-hidden />
          {t('network.on')}
        </li>
        <li>
          <TriangleAlert size={16} aria-hidden />
          {t('network.plain')}
        </li>
      </ul>
      {failed ? (
        <Banner tone="danger" isBoxed>
          {t('network.failed')}
        </Banner>
      ) : null}
    </Dialog>
  );
}
