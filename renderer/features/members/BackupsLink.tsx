import { Archive } from 'lucide-react';
import { useDialogs } from '../../state/dialogs';
import { useT } from '../../i18n';
import { Button } from '../../ui';
import styles from './members.module.css';

/** The way to the backups, where owners look after the workspace. */
export function BackupsLink() {
  const t = useT('members');
  const open = useDialogs((state) => state.openBackups);
  return (
    <section className={styles['devices']} aria-label={t('backups.title')}>
      <h2 className={styles['subheading']}>{t('backups.title')}</h2>
      <p className={styles['quiet']}>{t('backups.text')}</p>
      <Button icon={<Archive size={16} aria-hidden />} onPress={open}>
        {t('backups.open')}
      </Button>
    </section>
  );
}
