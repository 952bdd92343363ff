import { useEffect, useState, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useDeviceKeeps, useHostTrust, useOpeningPhase } from '../client';
import { useT } from '../i18n';
import { Banner, Button, EmptyState, Progress } from '../ui';
import { StrangeHostPage } from '../features/trust/StrangeHostPage';
import { Welcome } from '../features/welcome/Welcome';
import { HelpDialog } from './frame/HelpDialog';
import { SettingsMenu } from './frame/SettingsMenu';
import styles from './frame/Frame.module.css';

/** Nothing here takes so long by itself: something of this browser does not answer. */
const LONG_MS = 20_000;

/** Shown while the workspace is being opened, or when it cannot be: then it says why, and what helps. */
export function Opening() {
  const t = useT('frame');
  const phase = useOpeningPhase();
  const { who } = useHostTrust();
  if (who !== 'known') return <StrangeHostPlace />;
  if (phase === 'below-root' || phase === 'failed') return <NotOpening why={phase} />;
  if (phase === 'opening') return <Underway />;
  return (
    <main className={styles['centre']}>
      <Progress>{t('openingLong')}</Progress>
    </main>
  );
}

/** Being opened; after too long a while it says what may be the matter, and goes on trying. */
function Underway() {
  const t = useT('frame');
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (isLong) return <NotOpening why="failed" />;
  return (
    <main className={styles['centre']}>
      <Progress>{t('opening')}</Progress>
    </main>
  );
}

function NotOpening({ why }: { why: 'below-root' | 'failed' }) {
  const t = useT('frame');
  return (
    <main className={styles['centre']}>
      <EmptyState
        icon={<TriangleAlert size={28} />}
        title={t(`notOpening.${why}.title`)}
        text={t(`notOpening.${why}.text`)}
        action={<Button onPress={() => window.location.reload()}>{t('error.reload')}</Button>}
      />
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
