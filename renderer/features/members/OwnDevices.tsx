import { useState } from 'react';
import { KeyRound, MonitorSmartphone } from 'lucide-react';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { Banner, Button } from '../../ui';
import { DeviceList } from './DeviceList';
import type { OwnedDevices } from './logic/roster';
import { RecoveryDialog } from './RecoveryDialog';
import styles from './members.module.css';

/** One's own devices, where this one's key lies, a link for a further one, and the way back if all are lost. */
export function OwnDevices({ own }: { own: OwnedDevices | null }) {
  const t = useT('members');
  const keyStored = useWorkspace((workspace) => workspace.keyStored);
  const isOwner = useWorkspace((workspace) => workspace.me.role === 'owner');
  const openDevice = useDialogs((state) => state.openDevice);
  const [isMaking, setMaking] = useState(false);
  const lacksRecovery = own !== null && !own.hasRecovery;
  return (
    <section className={styles['devices']} aria-label={t('devices.title')}>
      <h2 className={styles['subheading']}>{t('devices.title')}</h2>
      <p className={styles['quiet']}>
        {t('devices.text')} {t(`devices.${keyStored}`)}
      </p>
      {own ? <DeviceList devices={own.active} owner={null} /> : null}
      {lacksRecovery && isOwner ? (
        <Banner tone="warning" isBoxed title={t('recovery.missingTitle')}>
          {t('recovery.missingText')}
        </Banner>
      ) : null}
      <div className={styles['buttons']}>
        <Button icon={<MonitorSmartphone size={16} aria-hidden />} onPress={openDevice}>
          {t('devices.add')}
        </Button>
        <Button
          icon={<KeyRound size={16} aria-hidden />}
          isDisabled={own === null}
          onPress={() => setMaking(true)}
        >
          {own?.hasRecovery ? t('recovery.renew') : t('recovery.make')}
        </Button>
      </div>
      {isMaking ? (
        <RecoveryDialog replaces={own?.hasRecovery ?? false} onClose={() => setMaking(false)} />
      ) : null}
    </section>
  );
}
