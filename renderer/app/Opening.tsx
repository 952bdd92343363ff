import { useState } from 'react';
import { useT } from '../i18n';
import { useDeviceKeeps, useIsWaiting } from '../session';
import { Banner, Progress } from '../ui';
import { Welcome } from '../features/welcome';
import { HelpDialog } from './HelpDialog';
import { SettingsMenu } from './SettingsMenu';
import styles from './Frame.module.css';

/** While the workspace is being opened. */
export function Opening() {
  const t = useT('frame');
  const isWaiting = useIsWaiting();
  return (
    <main className={styles['centre']}>
      <Progress>{isWaiting ? t('openingLong') : t('opening')}</Progress>
    </main>
  );
}

/** The welcome screen, with language and appearance in its corner. */
export function WelcomePlace() {
  const t = useT('frame');
  const keeps = useDeviceKeeps();
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <>
      {keeps ? null : (
        <Banner tone="danger" title={t('banner.unkeptTitle')}>
          {t('banner.unkeptWelcome')}
        </Banner>
      )}
      <Welcome corner={<SettingsMenu onHelp={() => setHelpOpen(true)} />} />
      <HelpDialog isOpen={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
