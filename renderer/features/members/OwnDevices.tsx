import { MonitorSmartphone } from 'lucide-react';
import { useWorkspace } from '../../session';
import { useDialogs } from '../../state/dialogs';
import { useT } from '../../i18n';
import { Button } from '../../ui';
import styles from './members.module.css';

/** Where this device's key lies, and a link for a further device. */
export function OwnDevices() {
  const t = useT('members');
  const keyStored = useWorkspace((workspace) => workspace.keyStored);
  const openDevice = useDialogs((state) => state.openDevice);
  return (
    <section className={styles['devices']} aria-label={t('devices.title')}>
      <h2 className={styles['subheading']}>{t('devices.title')}</h2>
      <p className={styles['quiet']}>
        {t('devices.text')} {t(`devices.${keyStored}`)}
      </p>
      <Button icon={<MonitorSmartphone size={16} aria-hidden />} onPress={openDevice}>
        {t('devices.add')}
      </Button>
    </section>
  );
}
