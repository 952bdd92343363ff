import { useState } from 'react';
import { useT } from '../i18n';
import { Progress } from '../ui';
import { Welcome } from '../features/welcome';
import { HelpDialog } from './HelpDialog';
import { SettingsMenu } from './SettingsMenu';
import styles from './Frame.module.css';

/** While the workspace is being opened. */
export function Opening() {
  const t = useT('frame');
  return (
    <main className={styles['centre']}>
      <Progress>{t('opening')}</Progress>
    </main>
  );
}

/** The welcome screen, with language and appearance in its corner. */
export function WelcomePlace() {
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <>
      <Welcome corner={<SettingsMenu onHelp={() => setHelpOpen(true)} />} />
      <HelpDialog isOpen={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
