import { useState, type ReactNode } from 'react';
import { useDeviceKeeps, useHostTrust, useIsWaiting } from '../client';
import { useT } from '../i18n';
import { Banner, Progress } from '../ui';
import { StrangeHostPage } from '../features/trust/StrangeHostPage';
import { Welcome } from '../features/welcome/Welcome';
import { HelpDialog } from './frame/HelpDialog';
import { SettingsMenu } from './frame/SettingsMenu';
import styles from './frame/Frame.module.css';

/** Shown while the workspace is being opened, or when it cannot be because another host answers. */
export function Opening() {
  const t = useT('frame');
  const isWaiting = useIsWaiting();
  const { who } = useHostTrust();
  if (who !== 'known') return <StrangeHostPlace />;
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
  const { who } = useHostTrust();
  if (who !== 'known') return <StrangeHostPlace />;
  return (
    <WithCorner>
      {(corner) => (
        <>
          {keeps ? null : (
            <Banner tone="danger" title={t('banner.unkeptTitle')}>
              {t('banner.unkeptWelcome')}
            </Banner>
          )}
          <Welcome corner={corner} />
        </>
      )}
    </WithCorner>
  );
}

function StrangeHostPlace() {
  return <WithCorner>{(corner) => <StrangeHostPage corner={corner} />}</WithCorner>;
}

function WithCorner({ children }: { children: (corner: ReactNode) => ReactNode }) {
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <>
      {children(<SettingsMenu onHelp={() => setHelpOpen(true)} />)}
      <HelpDialog isOpen={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
